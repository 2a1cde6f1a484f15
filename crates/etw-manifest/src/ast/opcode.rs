//! `<opcode>` as written, of a provider or of a task.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Spanned, Text};
use crate::diagnostic::Diagnostics;
use crate::xml::Element;

pub(crate) struct Opcode<'t> {
    pub(crate) name: Option<QName<'t>>,
    pub(crate) value: Option<Spanned<u8>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) message: Option<Text<'t>>,
    pub(crate) mof_value: Option<Spanned<u8>>,
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Opcode<'t> {
    let mut attributes = Attributes::new("opcode", element, diagnostics);
    let opcode = Opcode {
        name: attributes.required_qname("name"),
        value: attributes.required_number("value"),
        symbol: attributes.symbol(),
        message: attributes.message(),
        mof_value: attributes.number("mofValue"),
    };
    attributes.finish();
    children(element, &[], diagnostics);
    opcode
}
