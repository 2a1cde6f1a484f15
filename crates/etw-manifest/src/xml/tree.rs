//! The tree: elements, attributes and text with their spans.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use super::scope::Scope;
use crate::source::Span;

/// A name as written, with the namespace of its prefix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Name<'s> {
    /// The prefix as written, or empty.
    pub(crate) prefix: &'s str,
    pub(crate) local: &'s str,
    /// The namespace, or empty.
    pub(crate) namespace: Rc<str>,
}

impl Name<'_> {
    /// Returns `true` if the name is written as `name`: `prefix:local` or `local`.
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
    /// The value with entities resolved. Line breaks are kept, as mc.exe does, but CR LF becomes LF.
    pub(crate) value: Cow<'s, str>,
    pub(crate) name_span: Span,
    /// The span between the quotes.
    pub(crate) value_span: Span,
}

#[derive(Clone, Debug)]
pub(crate) enum Node<'s> {
    Element(Element<'s>),
    /// Text between elements, including white space. Comments have no node.
    Text(Cow<'s, str>, Span),
    /// A CDATA section.
    CData(Cow<'s, str>, Span),
    /// The target and the data of a processing instruction.
    Instruction(&'s str, &'s str),
}

impl<'s> Node<'s> {
    pub(crate) fn as_element(&self) -> Option<&Element<'s>> {
        match self {
            Self::Element(element) => Some(element),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Element<'s> {
    pub(crate) name: Name<'s>,
    pub(crate) attributes: Vec<Attribute<'s>>,
    pub(crate) children: Vec<Node<'s>>,
    /// The whole start tag, from `<` to `>`.
    pub(crate) span: Span,
    pub(crate) name_span: Span,
    /// The end of the content: the offset of the end tag, or the end of an empty element.
    #[cfg(feature = "tools")]
    pub(crate) content_end: usize,
    /// The prefixes in scope, for names in values.
    pub(crate) scope: Scope<'s>,
}
