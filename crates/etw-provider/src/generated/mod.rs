//! Macros that generated code calls: what all events, structs and maps have in common.

mod any_event;
mod contract;
mod event;
mod map;
mod structure;
mod tracing_layer;

pub use map::UnknownValue;
#[cfg(not(feature = "tracing-subscriber"))]
pub use tracing_layer::TracingSubscriberFeature;

use crate::IntoElements;

/// Returns the length of each element; for generated code.
#[doc(hidden)]
pub fn lengths<E: IntoElements>(
    elements: E,
    length: impl Fn(E::Item) -> usize,
) -> impl Iterator<Item = usize> {
    elements.into_elements().map(length)
}
