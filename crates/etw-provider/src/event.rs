//! [`Event`]: what generated event types implement.

use core::mem::MaybeUninit;

use crate::{EventMetadata, Refusal};

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
