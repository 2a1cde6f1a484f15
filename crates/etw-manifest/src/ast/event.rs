//! `<event>` as written.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Spanned, Text};
use crate::diagnostic::Diagnostics;
use crate::source::Span;
use crate::xml::Element;

pub(crate) struct Event<'t> {
    pub(crate) value: Option<Spanned<u16>>,
    pub(crate) version: Option<Spanned<u8>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) name: Option<Text<'t>>,
    pub(crate) attributes: Option<Text<'t>>,
    pub(crate) not_logged: Option<Spanned<bool>>,
    pub(crate) channel: Option<Text<'t>>,
    pub(crate) level: Option<QName<'t>>,
    pub(crate) task: Option<QName<'t>>,
    pub(crate) opcode: Option<QName<'t>>,
    pub(crate) keywords: Vec<QName<'t>>,
    pub(crate) template: Option<Text<'t>>,
    pub(crate) message: Option<Text<'t>>,
    /// Whether there is a message, even if it is malformed.
    pub(crate) has_message: bool,
    pub(crate) description: Option<Text<'t>>,
    pub(crate) rust_name: Option<Text<'t>>,
    /// The word `event`.
    pub(crate) span: Span,
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Event<'t> {
    let mut attributes = Attributes::new("event", element, diagnostics);
    let event = Event {
        value: attributes.required_number("value"),
        version: attributes.number("version"),
        symbol: attributes.symbol(),
        name: attributes.name("name"),
        attributes: attributes.text("attributes"),
        not_logged: attributes.boolean("notLogged"),
        channel: attributes.reference("channel"),
        level: attributes.qname("level"),
        task: attributes.qname("task"),
        opcode: attributes.qname("opcode"),
        keywords: keywords(&mut attributes, element),
        template: attributes.reference("template"),
        message: attributes.message(),
        has_message: attributes.has("message"),
        description: attributes.description(),
        rust_name: attributes.rust_name(),
        span: element.name_span,
    };
    // Code generators for managed languages leave such an event out; our outputs keep it.
    attributes.boolean("suppressProjection");
    attributes.finish();
    children(element, &[], diagnostics);
    event
}

/// Returns the names in the list, each with its own span.
fn keywords<'t>(attributes: &mut Attributes<'t, '_>, element: &'t Element<'t>) -> Vec<QName<'t>> {
    let Some(list) = attributes.text("keywords") else {
        return Vec::new();
    };
    // mc.exe takes a tab for a part of the name.
    let words = list.value.split([' ', '\n', '\r']);
    words
        .filter(|word| !word.is_empty())
        .map(|word| QName::new(list.part(word), &element.scope))
        .collect()
}
