//! Reads the tree into the manifest as written: names are unresolved, and every value has its span.
//!
//! This stage knows the schema: the elements, their attributes, and the type of each value. It does not know the meaning
//! of names, which `lower` resolves. A missing or malformed value is reported here and becomes `None`. Later stages then
//! see the declaration and do not report its name as undefined.

mod attributes;
mod channel;
mod children;
mod document;
mod event;
mod filter;
mod keyword;
mod level;
mod localization;
mod map;
mod message_table;
mod name;
mod named_queries;
mod namespace;
mod number;
mod opcode;
mod prefixes;
mod provider;
mod role;
mod task;
mod template;
mod user_data;
mod value;

pub(crate) use channel::{Channel, ImportChannel};
pub(crate) use document::{Manifest, parse};
pub(crate) use event::Event;
pub(crate) use filter::Filter;
pub(crate) use keyword::Keyword;
pub(crate) use level::Level;
pub(crate) use localization::Resources;
pub(crate) use map::Map;
pub(crate) use message_table::Message;
pub(crate) use name::QName;
pub(crate) use named_queries::PatternMap;
pub(crate) use opcode::Opcode;
#[cfg(feature = "tools")]
pub(crate) use provider::LISTS;
pub(crate) use provider::{ChannelEntry, Provider};
pub(crate) use role::Role;
pub(crate) use task::Task;
pub(crate) use template::{Binary, Extent, Item, Struct, Template, ValueItem};
pub(crate) use value::{identifier, shorten};

use crate::source::Span;

/// The namespace of manifests.
pub(crate) const EVENTS: &str = "http://schemas.microsoft.com/win/2004/08/events";
/// The namespace of component manifests, which may contain an instrumentation manifest.
pub(crate) const ASSEMBLY: &str = "urn:schemas-microsoft-com:asm.v3";
/// The namespace of predefined items and of types.
pub(crate) const WINMETA: &str = "http://manifests.microsoft.com/win/2004/08/windows/events";
/// The namespace of types for tracing only.
pub(crate) const TRACE: &str = "http://schemas.microsoft.com/win/2004/08/events/trace";
/// The namespace of XML Schema types, which are names of outTypes.
pub(crate) const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";
/// The namespace of documentation attributes.
pub(crate) const DOCUMENTATION: &str = "urn:etw-manifest:documentation";
/// The namespace of our attributes about fragments.
pub(crate) const FRAGMENTS: &str = "urn:etw-manifest:fragments";
/// The namespace of our attributes about generated Rust.
pub(crate) const RUST: &str = "urn:etw-manifest:rust";

/// A value with its span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Spanned<T> {
    pub(crate) const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// The text of an attribute.
pub(crate) type Text<'t> = Spanned<&'t str>;

impl<'t> Text<'t> {
    /// Returns a part of the text with its own span, or with the span of the whole text if entities make the value shorter
    /// than its source.
    pub(crate) fn part(self, part: &'t str) -> Self {
        let start = self.span.start() + (part.as_ptr() as usize - self.value.as_ptr() as usize);
        let exact = self.value.len() == self.span.end() - self.span.start() && !part.is_empty();
        let span = if exact {
            Span::new(start, start + part.len())
        } else {
            self.span
        };
        Self::new(part, span)
    }
}
