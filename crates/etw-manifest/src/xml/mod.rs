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
#[cfg(feature = "tools")]
pub(crate) mod text;
mod tree;
#[cfg(feature = "tools")]
pub(crate) mod writer;

#[cfg(feature = "tools")]
pub(crate) use characters::is_name;
pub(crate) use characters::is_qualified_name;
pub(crate) use reader::parse;
pub(crate) use scope::{Scope, XML, XMLNS};
pub(crate) use tree::{Attribute, Element, Name, Node};

impl Element<'_> {
    /// Returns the element with all spans `by` bytes later.
    fn moved(mut self, by: usize) -> Self {
        self.span = self.span.moved(by);
        self.name_span = self.name_span.moved(by);
        #[cfg(feature = "tools")]
        {
            self.content_end += by;
        }
        for attribute in &mut self.attributes {
            attribute.name_span = attribute.name_span.moved(by);
            attribute.value_span = attribute.value_span.moved(by);
        }
        let children = self.children.into_iter().map(|node| match node {
            Node::Element(child) => Node::Element(child.moved(by)),
            Node::Text(text, span) => Node::Text(text, span.moved(by)),
            Node::CData(text, span) => Node::CData(text, span.moved(by)),
            Node::Instruction(..) => node,
        });
        self.children = children.collect();
        self
    }
}
