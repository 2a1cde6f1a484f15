//! [`Event`]: what generated event types implement.

use crate::{EventMetadata, Payload};

/// An event with its data; implemented by generated types.
pub trait Event {
    /// What the manifest says about it.
    fn metadata(&self) -> &'static EventMetadata;

    /// A cheap upper bound of the encoded size in bytes. It chooses the stack buffer and nothing else;
    /// an event whose bound is too low is refused rather than cut.
    fn size_bound(&self) -> usize;

    /// Writes the fields in order.
    fn encode(&self, payload: &mut Payload<'_>);
}
