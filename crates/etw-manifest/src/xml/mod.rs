//! Reads XML to a small tree with spans, and writes XML. Knows nothing of ETW.

mod attributes;
mod builder;
mod characters;
mod declaration;
mod entities;
pub(crate) mod escape;
mod limits;
mod problems;
mod reader;
mod scope;
mod tag;
#[cfg(test)]
mod tests;
mod tree;
#[cfg(feature = "tools")]
pub(crate) mod writer;

#[cfg(feature = "tools")]
pub(crate) use characters::{is_name, is_qualified_name};
pub(crate) use reader::parse;
pub(crate) use scope::Scope;
pub(crate) use tree::{Attribute, Element, Name, Node};
