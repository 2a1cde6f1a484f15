//! `<keyword>` as written.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Spanned, Text};
use crate::diagnostic::Diagnostics;
use crate::xml::Element;

pub(crate) struct Keyword<'t> {
    pub(crate) name: Option<QName<'t>>,
    pub(crate) mask: Option<Spanned<u64>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) message: Option<Text<'t>>,
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Keyword<'t> {
    let mut attributes = Attributes::new("keyword", element, diagnostics);
    let keyword = Keyword {
        name: attributes.required_qname("name"),
        mask: attributes.required_number("mask"),
        symbol: attributes.symbol(),
        message: attributes.message(),
    };
    attributes.finish();
    children(element, &[], diagnostics);
    keyword
}
