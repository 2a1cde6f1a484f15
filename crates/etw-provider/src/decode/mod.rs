//! From the bytes of a payload back to values: the way that tools and tests look at events.

mod array;
mod error;
mod event;
#[cfg(feature = "std")]
mod fields;
mod reader;
#[cfg(feature = "std")]
mod value;

pub use array::{Array, ArrayIter, ReadElement, ReadElementOfLength};
pub use error::DecodeError;
pub use event::Decode;
#[cfg(feature = "std")]
pub use fields::{Elements, FieldValue, Fields};
pub use reader::PayloadReader;
#[cfg(feature = "std")]
pub use value::Value;
