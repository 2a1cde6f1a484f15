//! [`EventRecord`]: an event that somebody received.

use crate::{EmittedEvent, EventDescriptor, FileTime, Guid, PayloadReader, RecordedEvent};

/// An event that somebody received, wherever from: a listener, a recorder, a file.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EventRecord<'a> {
    /// The numbers that identify it.
    pub descriptor: EventDescriptor,
    /// Its fields.
    pub payload: &'a [u8],
    /// Whether the process that wrote it has pointers of 4 bytes, or of 8; by default they are those of this process.
    pub is_32_bit: bool,
    /// The activity that it belongs to.
    pub activity_id: Option<Guid>,
    /// The activity that caused that one.
    pub related_activity_id: Option<Guid>,
    /// When it was written.
    pub time_created: Option<FileTime>,
    /// Which process wrote it.
    pub process_id: Option<u32>,
    /// Which thread wrote it.
    pub thread_id: Option<u32>,
    /// Where it was written.
    pub computer: Option<&'a str>,
}

impl<'a> EventRecord<'a> {
    /// An event of which nothing else is known. The other fields can be assigned.
    #[must_use]
    pub const fn new(descriptor: EventDescriptor, payload: &'a [u8]) -> Self {
        Self {
            descriptor,
            payload,
            is_32_bit: size_of::<usize>() == 4,
            activity_id: None,
            related_activity_id: None,
            time_created: None,
            process_id: None,
            thread_id: None,
            computer: None,
        }
    }

    /// A reader in front of the fields.
    #[must_use]
    pub const fn reader(&self) -> PayloadReader<'a> {
        PayloadReader::new(self.payload).with_pointers_of(self.is_32_bit)
    }
}

impl<'a> From<&EmittedEvent<'a>> for EventRecord<'a> {
    fn from(event: &EmittedEvent<'a>) -> Self {
        Self {
            activity_id: event.activity_id,
            related_activity_id: event.related_activity_id,
            ..Self::new(*event.event.descriptor(), event.payload)
        }
    }
}

impl<'a> From<&'a RecordedEvent> for EventRecord<'a> {
    fn from(event: &'a RecordedEvent) -> Self {
        Self::from(&EmittedEvent::from(event))
    }
}
