//! [`Event`]: what generated event types implement.

use crate::{EventMetadata, Payload};

/// An event with its data; implemented by generated types.
pub trait Event {
    /// What the manifest says about it.
    fn metadata(&self) -> &'static EventMetadata;

    /// Writes the fields in order; again, into a larger buffer, where the first was too small.
    fn encode(&self, payload: &mut Payload<'_>);
}
