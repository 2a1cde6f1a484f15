//! [`Header`]: the bytes before the name of an event.

use crate::{Activity, EventDescriptor, Guid};

/// The flags for little endian and for the size of pointers, and the flag that an extension follows.
const FLAGS: u8 = 0x02 | if size_of::<usize>() == 8 { 0x01 } else { 0 };
const HAS_EXTENSION: u8 = 0x04;
/// The kinds of extensions that hold a description and activity ids, and the flag that another extension follows.
const DESCRIPTION: u16 = 1;
const ACTIVITY: u16 = 2;
const ANOTHER_FOLLOWS: u16 = 1 << 15;

/// Returns the level of an event in `EventHeader`, which has no level 0.
///
/// An event of level 0, which every session gets, becomes one of level 1, which every selection includes.
pub(crate) const fn level(level: u8) -> u8 {
    if level == 0 { 1 } else { level }
}

/// The index of the tracepoint, the header of an event, and its activity.
pub(crate) struct Header {
    bytes: [u8; Self::CAPACITY],
    len: usize,
}

impl Header {
    const CAPACITY: usize = 4 + 8 + 4 + 32 + 4;

    /// Makes the header of an event that is followed by a description of this size, or by none.
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
        // There is no field for the task, and the tag is free for the provider's use.
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

    /// Writes the activity, and the one that caused it; the format has no way to write the latter alone.
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
