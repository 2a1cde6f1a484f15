//! Templates to the statics that describe their items.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::Context;
use super::literal;
use super::record::Record;
use super::structure::Structure;
use crate::model::{Extent, Item, ItemKind, OutType};

/// A template that events use.
pub(super) struct UsedTemplate {
    /// The name of its static.
    pub(super) ident: Ident,
    pub(super) record: Record,
    /// By the index of the item.
    pub(super) structures: Vec<Option<Structure>>,
}

impl UsedTemplate {
    /// The statics of the template, and the types of its structs.
    pub(super) fn tokens(&self, index: usize, context: &Context<'_>) -> TokenStream {
        let template = &context.provider.templates[index];
        let mut tokens = TokenStream::new();
        for (item, structure) in template.items.iter().zip(&self.structures) {
            if let (Some(structure), ItemKind::Struct(members)) = (structure, &item.kind) {
                tokens.extend(structure.tokens(item, template));
                tokens.extend(fields(&structure.members_static(), members, &[], context));
            }
        }
        let items = &template.items;
        tokens.extend(fields(&self.ident, items, &self.structures, context));
        tokens
    }
}

/// A static that describes items.
fn fields(
    ident: &Ident,
    items: &[Item],
    structures: &[Option<Structure>],
    context: &Context<'_>,
) -> TokenStream {
    let count = Literal::usize_unsuffixed(items.len());
    let fields = items.iter().enumerate().map(|(at, item)| {
        let name = &item.name;
        let structure = structures.get(at).and_then(Option::as_ref);
        let kind = kind(item, structure, context);
        let (count, length) = (extent(item.count), extent(item.length));
        quote!(runtime::Field { name: #name, kind: #kind, count: #count, length: #length })
    });
    quote!(static #ident: [runtime::Field; #count] = [#(#fields),*];)
}

fn kind(item: &Item, structure: Option<&Structure>, context: &Context<'_>) -> TokenStream {
    match &item.kind {
        ItemKind::Struct(_) => {
            let members = structure.map(Structure::members_static);
            quote!(runtime::FieldKind::Struct(&#members))
        }
        ItemKind::Data {
            in_type,
            out_type,
            map,
        } => {
            let in_type = format_ident!("{in_type:?}");
            let out_type = format_ident!("{}", out_type_name(*out_type));
            let map = map.map(|map| {
                let ident = &context.map_statics[map];
                quote!(&#ident)
            });
            let map = literal::optional(map);
            quote!(runtime::FieldKind::Data {
                in_type: runtime::InType::#in_type,
                out_type: runtime::OutType::#out_type,
                map: #map
            })
        }
    }
}

/// The runtime's name of an outType.
fn out_type_name(out_type: OutType) -> String {
    match out_type {
        OutType::ProcessId => "Pid".to_owned(),
        OutType::ThreadId => "Tid".to_owned(),
        OutType::IpV4 => "IPv4".to_owned(),
        OutType::IpV6 => "IPv6".to_owned(),
        other => format!("{other:?}"),
    }
}

fn extent(extent: Extent) -> TokenStream {
    match extent {
        Extent::None => quote!(runtime::Extent::None),
        Extent::Constant(number) => {
            let number = Literal::u16_unsuffixed(number);
            quote!(runtime::Extent::Constant(#number))
        }
        Extent::Item(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(runtime::Extent::Field(#index))
        }
    }
}
