//! `<task>` as written, with its opcodes.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{Opcode, QName, Spanned, Text, opcode};
use crate::diagnostic::Diagnostics;
use crate::guid::Guid;
use crate::xml::Element;

pub(crate) struct Task<'t> {
    pub(crate) name: Option<QName<'t>>,
    pub(crate) value: Option<Spanned<u16>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) event_guid: Option<Spanned<Guid>>,
    pub(crate) message: Option<Text<'t>>,
    pub(crate) opcodes: Vec<Opcode<'t>>,
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Task<'t> {
    let mut attributes = Attributes::new("task", element, diagnostics);
    let mut task = Task {
        name: attributes.required_qname("name"),
        value: attributes.required_number("value"),
        symbol: attributes.symbol(),
        event_guid: attributes.guid("eventGUID"),
        message: attributes.message(),
        opcodes: Vec::new(),
    };
    attributes.finish();
    for (_, list) in children(element, &["opcodes"], diagnostics) {
        for (_, child) in children(list, &["opcode"], diagnostics) {
            task.opcodes.push(opcode::parse(child, diagnostics));
        }
    }
    task
}
