//! `<messageTable>` as written: strings with explicit message ids.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{Spanned, Text};
use crate::diagnostic::Diagnostics;
use crate::xml::Element;

pub(crate) struct Message<'t> {
    /// The name of the message, to which nothing refers.
    pub(crate) mid: Option<Text<'t>>,
    pub(crate) value: Option<Spanned<u32>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) string: Option<Text<'t>>,
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Message<'t> {
    let mut attributes = Attributes::new("message", element, diagnostics);
    let message = Message {
        mid: attributes.text("mid"),
        value: attributes.required_message_id(),
        symbol: attributes.symbol(),
        string: attributes.required_message(),
    };
    attributes.finish();
    children(element, &[], diagnostics);
    message
}
