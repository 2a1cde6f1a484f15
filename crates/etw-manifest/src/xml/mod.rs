//! XML text to a small tree with spans, and back to text. Knows no ETW.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use crate::source::Span;

mod attributes;
mod builder;
mod characters;
mod declaration;
mod entities;
mod problems;
mod reader;
mod scope;
mod tag;
#[cfg(test)]
mod tests;
#[cfg(feature = "tools")]
pub(crate) mod writer;

#[cfg(feature = "tools")]
pub(crate) use characters::{is_name, is_qualified_name};
pub(crate) use reader::parse;
pub(crate) use scope::Scope;

/// A name as written, with the namespace its prefix is bound to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Name<'s> {
    /// The prefix as written; empty where there is none.
    pub(crate) prefix: &'s str,
    pub(crate) local: &'s str,
    /// Empty where the name is in no namespace.
    pub(crate) namespace: Rc<str>,
}

impl Name<'_> {
    /// Whether the name is written so: `prefix:local`.
    pub(crate) fn is_written(&self, name: &str) -> bool {
        match self.prefix {
            "" => self.local == name,
            prefix => name.split_once(':') == Some((prefix, self.local)),
        }
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.prefix {
            "" => formatter.write_str(self.local),
            prefix => write!(formatter, "{prefix}:{}", self.local),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Attribute<'s> {
    pub(crate) name: Name<'s>,
    /// With entities resolved and line breaks kept (as mc.exe keeps them; CR LF is one LF).
    pub(crate) value: Cow<'s, str>,
    pub(crate) name_span: Span,
    /// What stands between the quotes.
    pub(crate) value_span: Span,
}

#[derive(Clone, Debug)]
pub(crate) enum Node<'s> {
    Element(Element<'s>),
    /// Text between elements, white space included; comments and processing instructions leave no node.
    Text(Cow<'s, str>, Span),
}

#[derive(Clone, Debug)]
pub(crate) struct Element<'s> {
    pub(crate) name: Name<'s>,
    pub(crate) attributes: Vec<Attribute<'s>>,
    pub(crate) children: Vec<Node<'s>>,
    /// The whole start tag, `<` to `>`.
    pub(crate) span: Span,
    pub(crate) name_span: Span,
    /// The prefixes in scope, for names that stand in values.
    pub(crate) scope: Scope<'s>,
}
