//! Reads payloads, for tools and tests: by generated types or by metadata.

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
pub use event::{Decode, Decoded};
#[cfg(feature = "std")]
pub use fields::{Elements, FieldValue, Fields};
pub use reader::PayloadReader;
#[cfg(feature = "std")]
pub use value::Value;
