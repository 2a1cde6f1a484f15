//! Maps to types with a constant per entry, and to metadata.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::Context;
use super::docs::{self, Docs};
use super::literal;
use super::names::{self, Scope};
use super::width::Width;
use crate::model::{Map, MapItem, MapKind};

/// Texts that are longer than this name no constant.
const MAX_LABEL: usize = 40;

/// The types of a map: one for each width at which items use it.
pub(super) fn types(index: usize, map: &Map, context: &Context<'_>) -> TokenStream {
    let types = context.types.of_map(index);
    types
        .map(|(width, name)| of_width(map, width, name, context))
        .collect()
}

fn of_width(map: &Map, width: Width, name: &Ident, context: &Context<'_>) -> TokenStream {
    let primitive = format_ident!("{}", width.primitive());
    let docs = Docs::new(&format!(
        "The {} {}.",
        kind_name(map.kind),
        docs::code(&map.name)
    ));
    let docs = docs
        .paragraph("Any number is a value, also one that has no name here.")
        .tokens();
    let constants = constants(map, width, context);
    let default = (map.kind == MapKind::Bit).then(|| quote!(Default,));
    let bits = (map.kind == MapKind::Bit).then(|| bit_operations(name));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, #default PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(pub #primitive);

        impl #name { #constants }

        #bits

        impl ::core::convert::From<#primitive> for #name {
            fn from(value: #primitive) -> Self { Self(value) }
        }

        impl ::core::convert::From<#name> for #primitive {
            fn from(value: #name) -> Self { value.0 }
        }
    }
}

const fn kind_name(kind: MapKind) -> &'static str {
    match kind {
        MapKind::Value => "value map",
        MapKind::Bit => "bit map",
    }
}

/// A constant for each entry that the width holds; no item of that width could have the others.
fn constants(map: &Map, width: Width, context: &Context<'_>) -> TokenStream {
    let mut scope = Scope::new(&[]);
    let entries = map.items.iter().filter(|item| width.holds(item.value));
    let constants = entries.map(|item| {
        let label = label(item, map.kind, context);
        let name = names::ident(&scope.claim(names::constant(&label, "VALUE")));
        let text = context.texts.markdown(Some(item.message));
        let text = text.unwrap_or_else(|| "An entry without text.".to_owned());
        let docs = Docs::new(&text).tokens();
        let value = number(item.value, map.kind);
        quote!(#docs pub const #name: Self = Self(#value);)
    });
    constants.collect()
}

fn number(value: u32, kind: MapKind) -> Literal {
    let digits = match kind {
        MapKind::Value => literal::decimal(u64::from(value)),
        MapKind::Bit => literal::hex(u64::from(value)),
    };
    digits
        .parse()
        .unwrap_or_else(|_| Literal::u32_unsuffixed(value))
}

/// The symbol, else a short text in the default language, else the value.
fn label(item: &MapItem, kind: MapKind, context: &Context<'_>) -> String {
    let text = context.texts.default(Some(item.message));
    let text =
        text.filter(|it| it.len() <= MAX_LABEL && it.contains(|c: char| c.is_ascii_alphabetic()));
    match (&item.symbol, text) {
        (Some(symbol), _) => symbol.clone(),
        (None, Some(text)) => text.to_owned(),
        (None, None) if kind == MapKind::Bit => format!("BIT_{:X}", item.value),
        (None, None) => format!("VALUE_{}", item.value),
    }
}

fn bit_operations(name: &Ident) -> TokenStream {
    let docs = docs::line("Whether all bits of `other` are set.");
    quote! {
        impl #name {
            #docs
            #[must_use]
            pub const fn contains(self, other: Self) -> bool { self.0 & other.0 == other.0 }
        }

        impl ::core::ops::BitOr for #name {
            type Output = Self;

            fn bitor(self, other: Self) -> Self { Self(self.0 | other.0) }
        }
    }
}

/// The static that describes a map.
pub(super) fn metadata(index: usize, map: &Map, context: &Context<'_>) -> TokenStream {
    let (ident, name) = (&context.map_statics[index], &map.name);
    let kind = match map.kind {
        MapKind::Value => quote!(Value),
        MapKind::Bit => quote!(Bit),
    };
    let items = map.items.iter().map(|item| {
        let value = number(item.value, map.kind);
        let symbol = item.symbol.as_deref().unwrap_or("");
        let text = context.texts.tokens(Some(item.message));
        quote!(runtime::MapItem { value: #value, symbol: #symbol, text: #text })
    });
    quote! {
        static #ident: runtime::Map = runtime::Map {
            name: #name,
            kind: runtime::MapKind::#kind,
            items: &[#(#items),*]
        };
    }
}
