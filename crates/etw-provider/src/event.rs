//! [`Event`]: what generated event types implement.

use core::mem::MaybeUninit;

use crate::{EventMetadata, MAX_PAYLOAD, Refusal};

/// Memory for the data of an event; its length is the limit.
pub type Storage<'p> = &'p mut [MaybeUninit<u8>];

/// The data of an event, or why the event cannot be written whole.
pub type Encoded<'p> = Result<&'p [u8], Refusal>;

/// An event with its data; implemented by generated types.
pub trait Event {
    /// What the manifest says about it.
    fn metadata(&self) -> &'static EventMetadata;

    /// Writes the fields in order; again, into larger memory, where the first was too small.
    ///
    /// # Errors
    /// The reason why the event cannot be written whole.
    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p>;
}

/// The size of the memory that an event is encoded in first: less than a page, so that the stack need not be probed.
pub(crate) const USUAL_PAYLOAD: usize = 2048;

/// Two events are the same if they are one event of the manifest with the same data. One that cannot be written is the
/// same as none.
impl PartialEq for dyn Event + '_ {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.metadata(), other.metadata())
            && encode_alike::<USUAL_PAYLOAD>(self, other)
                .or_else(|_| encode_alike::<MAX_PAYLOAD>(self, other))
                .unwrap_or(false)
    }
}

// Not inlined: most events need no large memory, and should not reserve it.
#[inline(never)]
fn encode_alike<const SIZE: usize>(one: &dyn Event, other: &dyn Event) -> Result<bool, Refusal> {
    let mut storage = [[MaybeUninit::uninit(); SIZE]; 2];
    let [first, second] = &mut storage;
    Ok(one.encode(first)? == other.encode(second)?)
}
