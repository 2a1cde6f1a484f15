//! Structs of templates: Rust structs.

use proc_macro2::Ident;

use super::docs::{self, Docs};
use super::element::{Element, OWN};
use super::names;
use super::print::{Code, skeleton};
use super::record::Record;
use crate::model::{Item, Template};

skeleton!(STRUCT(__docs, __allow, __ty, __fields) =>
    #[__docs]
    #[__allow]
    #[derive(Clone, Copy, Debug)]
    pub struct __ty { __fields }
);
skeleton!(STRUCTURE(__ty, __payload, __reader, __lines) => runtime::structure! {
    impl __ty;
    fn(self, __payload, __reader);
    __lines
});
skeleton!(STRUCTURE_VIEW(__ty, __view, __payload, __reader, __lines) => runtime::structure! {
    impl __ty => __view;
    fn(self, __payload, __reader);
    __lines
});

/// A generated struct.
pub(super) struct Structure {
    pub(super) name: Ident,
    pub(super) view: Ident,
    pub(super) record: Record,
}

impl Structure {
    /// The element of items that have this struct.
    pub(super) fn element(&self) -> Element {
        Element::Structure {
            name: Code::ident(&self.name),
            view: self.record.borrows().then(|| Code::ident(&self.view)),
        }
    }

    /// The name of the static that describes its fields.
    pub(super) fn fields_static(&self) -> Code {
        let name = names::constant(&self.name.to_string(), "STRUCT");
        Code::ident(&names::ident(&format!("FIELDS_{name}")))
    }

    /// The struct, and what writes and reads it.
    pub(super) fn code(&self, item: &Item, template: &Template) -> Code {
        let record = &self.record;
        let (own, of) = (docs::code(&item.name), docs::code(&template.tid));
        let docs = Docs::new(&format!("The struct {own} of the template {of}.")).code();
        let ty = ty(&self.name, record);
        let (payload, reader, lines) = (&record.payload, &record.reader, &record.lines);
        let implementation = if record.borrows() {
            let view = OWN.fill([&Code::ident(&self.view)]);
            STRUCTURE_VIEW.fill([&ty, &view, payload, reader, lines])
        } else {
            STRUCTURE.fill([&ty, payload, reader, lines])
        };
        Code::items([declare(&ty, &docs, record), implementation])
    }
}

/// A type with its lifetime, if it borrows.
pub(super) fn ty(name: &Ident, record: &Record) -> Code {
    let name = Code::ident(name);
    if record.borrows() {
        OWN.fill([&name])
    } else {
        name
    }
}

/// The declaration of an event or struct with fields.
pub(super) fn declare(ty: &Code, docs: &Code, record: &Record) -> Code {
    STRUCT.fill([docs, &record.allow_bools(), ty, &record.declarations()])
}
