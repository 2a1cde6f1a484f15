//! [`Header`]: what stands before an event's name and the description of its fields.

use crate::{Activity, EventDescriptor, Guid};

/// Flags: little endian, and which pointers there are. Another one says that an extension follows.
const FLAGS: u8 = 0x02 | if size_of::<usize>() == 8 { 0x01 } else { 0 };
const HAS_EXTENSION: u8 = 0x04;
/// The kinds of header extensions that hold a description and activity ids, and the flag that another one follows.
const DESCRIPTION: u16 = 1;
const ACTIVITY: u16 = 2;
const ANOTHER_FOLLOWS: u16 = 1 << 15;

/// The level under which an event is filed.
///
/// There is no level 0 in `EventHeader`. An event that is always to be logged gets 1, the level that is
/// in every selection.
pub(crate) const fn level(level: u8) -> u8 {
    if level == 0 { 1 } else { level }
}

/// The number that the kernel knows a tracepoint by, the header of an event, and its activity.
pub(crate) struct Header {
    bytes: [u8; Self::CAPACITY],
    len: usize,
}

impl Header {
    const CAPACITY: usize = 4 + 8 + 4 + 32 + 4;

    /// The header of an event, behind which a description of this size follows, or none.
    pub(crate) fn new(
        index: u32,
        descriptor: &EventDescriptor,
        activity: &Activity,
        description_size: Option<u16>,
    ) -> Self {
        let mut header = Self {
            bytes: [0; Self::CAPACITY],
            len: 0,
        };
        let has_activity = activity.id().is_some() || activity.related().is_some();
        let extension = if has_activity || description_size.is_some() {
            HAS_EXTENSION
        } else {
            0
        };
        header.push(index.to_ne_bytes());
        header.push([FLAGS | extension, descriptor.version]);
        header.push(descriptor.id.to_le_bytes());
        // The tag is free for the provider's use, and the task has no place of its own.
        header.push(descriptor.task.to_le_bytes());
        header.push([descriptor.opcode, level(descriptor.level)]);
        if has_activity {
            header.activity(activity, description_size.is_some());
        }
        if let Some(size) = description_size {
            header.push(size.to_le_bytes());
            header.push(DESCRIPTION.to_le_bytes());
        }
        header
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The activity, and the one that caused it, which cannot stand alone.
    fn activity(&mut self, activity: &Activity, another_follows: bool) {
        let size: u16 = if activity.related().is_some() { 32 } else { 16 };
        let chain = if another_follows { ANOTHER_FOLLOWS } else { 0 };
        self.push(size.to_le_bytes());
        self.push((ACTIVITY | chain).to_le_bytes());
        let id = activity.id().copied().unwrap_or(Guid::ZERO);
        self.push(id.to_u128().to_be_bytes());
        if let Some(related) = activity.related() {
            self.push(related.to_u128().to_be_bytes());
        }
    }

    fn push<const N: usize>(&mut self, bytes: [u8; N]) {
        self.bytes[self.len..][..N].copy_from_slice(&bytes);
        self.len += N;
    }
}
