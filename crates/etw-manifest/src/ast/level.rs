//! `<level>` as written.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Spanned, Text};
use crate::diagnostic::Diagnostics;
use crate::xml::Element;

pub(crate) struct Level<'t> {
    pub(crate) name: Option<QName<'t>>,
    pub(crate) value: Option<Spanned<u8>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) message: Option<Text<'t>>,
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Level<'t> {
    let mut attributes = Attributes::new("level", element, diagnostics);
    let level = Level {
        name: attributes.required_qname("name"),
        value: attributes.required_number("value"),
        symbol: attributes.symbol(),
        message: attributes.message(),
    };
    attributes.finish();
    children(element, &[], diagnostics);
    level
}
