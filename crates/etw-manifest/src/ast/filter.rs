//! `<filter>` as written.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Spanned, Text};
use crate::diagnostic::Diagnostics;
use crate::xml::Element;

pub(crate) struct Filter<'t> {
    pub(crate) name: Option<QName<'t>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) value: Option<Spanned<u8>>,
    pub(crate) version: Option<Spanned<u8>>,
    pub(crate) template: Option<Text<'t>>,
    pub(crate) message: Option<Text<'t>>,
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Filter<'t> {
    let mut attributes = Attributes::new("filter", element, diagnostics);
    let filter = Filter {
        name: attributes.required_qname("name"),
        symbol: attributes.symbol(),
        value: attributes.required_number("value"),
        version: attributes.number("version"),
        template: attributes.reference("tid"),
        message: attributes.message(),
    };
    attributes.finish();
    children(element, &[], diagnostics);
    filter
}
