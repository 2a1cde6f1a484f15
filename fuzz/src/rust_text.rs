//! Checks generated Rust: it parses, and no two items, fields or variants of one scope share a name.

use std::collections::HashSet;

use syn::{Fields, ImplItem, Item, ItemMod};

/// # Panics
/// If the text does not parse, or a name is defined twice.
pub fn check(text: &str) {
    match syn::parse_file(text) {
        Ok(file) => check_items(&file.items),
        Err(error) => panic!("{error}:\n{text}"),
    }
}

fn check_items(items: &[Item]) {
    let (mut types, mut values) = (Names::default(), Names::default());
    for item in items {
        match item {
            Item::Struct(it) => {
                types.add(&it.ident);
                check_fields(&it.fields);
            }
            Item::Enum(it) => {
                types.add(&it.ident);
                let mut variants = Names::default();
                it.variants
                    .iter()
                    .for_each(|variant| variants.add(&variant.ident));
            }
            Item::Fn(it) => values.add(&it.sig.ident),
            Item::Static(it) => values.add(&it.ident),
            Item::Const(it) if it.ident != "_" => values.add(&it.ident),
            Item::Impl(it) if it.trait_.is_none() => check_members(&it.items),
            Item::Mod(ItemMod {
                ident,
                content: Some((_, items)),
                ..
            }) => {
                types.add(ident);
                check_items(items);
            }
            _ => {}
        }
    }
}

fn check_fields(fields: &Fields) {
    let mut names = Names::default();
    fields
        .iter()
        .filter_map(|field| field.ident.as_ref())
        .for_each(|ident| names.add(ident));
}

fn check_members(items: &[ImplItem]) {
    let mut names = Names::default();
    for item in items {
        match item {
            ImplItem::Const(it) => names.add(&it.ident),
            ImplItem::Fn(it) => names.add(&it.sig.ident),
            _ => {}
        }
    }
}

/// The names of one namespace.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn add(&mut self, ident: &syn::Ident) {
        assert!(
            self.0.insert(ident.to_string()),
            "`{ident}` is defined twice"
        );
    }
}
