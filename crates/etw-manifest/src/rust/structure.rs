//! Structs of templates to Rust structs, and what events and structs have in common.

use proc_macro2::Ident;
use quote::format_ident;

use super::body::Body;
use super::decode;
use super::docs::{self, Docs};
use super::element::Element;
use super::form;
use super::generics::Lifetime;
use super::layout::Layout;
use super::names;
use super::record::Record;
use crate::model::{Item, Template};

/// A generated struct.
pub(super) struct Structure {
    pub(super) name: Ident,
    /// The type that it decodes to, if that is another one.
    pub(super) view: Option<Ident>,
    pub(super) record: Record,
}

impl Structure {
    /// The element of items that have this struct.
    pub(super) fn element(&self) -> Element {
        Element::Structure {
            name: self.name.clone(),
            view: self.view.clone(),
            generics: self.record.generics,
        }
    }

    /// The name of the static that describes its members.
    pub(super) fn members_static(&self) -> Ident {
        let name = names::constant(&self.name.to_string(), "STRUCT");
        format_ident!("MEMBERS_{name}")
    }

    /// Prints the struct, and what writes and reads it.
    pub(super) fn print(&self, item: &Item, template: &Template, layout: &mut Layout) {
        let Self { name, record, .. } = self;
        let (own, of) = (docs::code(&item.name), docs::code(&template.tid));
        let docs = Docs::new(&format!("The struct {own} of template {of}."));
        declare(name, &docs, record, layout);
        let generics = record.generics;
        let (bounds, arguments) = (generics.bounds(), generics.arguments(Lifetime::Elided));
        let head = form::head(&format!("impl{bounds}"), &format!("{name}{arguments}"));
        let allow = record.allow_lines();
        print_encode(&head, allow, &record.encode, layout);
        decode::print(
            name,
            self.view.as_ref(),
            record,
            layout,
            |layout, view, body| {
                let head = form::head("impl", &format!("{view}<'_>"));
                print_encode(&head, allow, body, layout);
            },
        );
    }
}

/// Prints an `impl` with the function that writes a struct.
fn print_encode(head: &str, allow: &str, body: &Body, layout: &mut Layout) {
    let body = body.text();
    layout.form(format_args!(
        "
{head}
{allow}        #[inline]
        fn encode(&self, payload: &mut runtime::Payload<'_>) {{
{body}        }}
    }}
"
    ));
}

/// Prints the declaration of an event or struct with data.
///
/// Where it has text, deriving `Clone` and `Copy` would ask too much of `T` and `A`: a reference to text can be copied,
/// text itself cannot.
pub(super) fn declare(name: &Ident, docs: &Docs, record: &Record, layout: &mut Layout) {
    let generics = record.generics;
    let derives = if generics.has_types() {
        "Debug, PartialEq"
    } else {
        "Clone, Copy, Debug, PartialEq"
    };
    let (docs, allow) = (docs.lines(4), record.allow_bools());
    let (parameters, fields) = (generics.declaration(), &record.declarations);
    layout.form(format_args!(
        "
{docs}{allow}    #[derive({derives})]
    pub struct {name}{parameters} {{
{fields}    }}
"
    ));
    if generics.has_types() {
        let (unbounded, arguments) = (generics.unbounded(), generics.arguments(Lifetime::Elided));
        layout.form(format_args!(
            "
    impl{unbounded} ::core::clone::Clone for {name}{arguments} {{
        fn clone(&self) -> Self {{
            *self
        }}
    }}

    impl{unbounded} ::core::marker::Copy for {name}{arguments} {{}}
"
        ));
    }
}
