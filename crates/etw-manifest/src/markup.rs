//! The XML as which an event is shown: the text that mc.exe makes of a template, and the parts that it reads from it.
//!
//! mc.exe writes the names of items into the text as they are, and then parses it. A name can therefore contain
//! references, inserts and even attributes.

mod parser;
mod text;
mod tree;
mod user_data;

pub(crate) use parser::{Fault, parse};
pub(crate) use text::{Shown, event_data, user_data};
pub(crate) use tree::{Content, Element, Part};
pub use user_data::{UserContent, UserElement};
