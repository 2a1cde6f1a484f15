//! The items of a template or struct to the fields of a Rust struct and the code that writes them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::decode::Decoding;
use super::docs::{self, Docs};
use super::element::Element;
use super::field::{Count, Field};
use super::generics::Generics;
use super::names::{self, Scope};
use super::size::Size;
use super::structure::Structure;
use super::text::Texts;
use super::types::Types;
use super::width::Width;
use crate::model::{Extent, Item, ItemKind};

/// Fields, and what writes them.
#[derive(Clone)]
pub(super) struct Record {
    pub(super) fields: Vec<Field>,
    pub(super) generics: Generics,
    pub(super) size: Size,
    /// Statements that write to `payload`, in the order of the items.
    pub(super) encode: TokenStream,
    /// How many lines those are at most.
    pub(super) lines: usize,
    pub(super) decoding: Decoding,
}

impl Record {
    /// The record of items; those that are structs stand in `structures` under the same index.
    pub(super) fn new(
        items: &[Item],
        types: &Types,
        texts: &Texts<'_>,
        structures: &[Option<Structure>],
    ) -> Self {
        let fields = fields(items, types, texts, structures);
        let mut encode = TokenStream::new();
        let mut size = Size::default();
        for (at, item) in items.iter().enumerate() {
            if let Some(field) = &fields[at] {
                encode.extend(field.write());
                size.add(field.size());
            } else {
                let width = counter_width(item);
                encode.extend(write_counter(at, width, items, &fields));
                size.add(Size::constant(width.bytes()));
            }
        }
        let decoding = Decoding::new(items, &fields);
        let fields: Vec<Field> = fields.into_iter().flatten().collect();
        Self {
            decoding,
            generics: fields
                .iter()
                .fold(Generics::default(), |all, it| all | it.generics()),
            fields,
            size,
            encode,
            lines: items.len() * 3,
        }
    }

    /// The fields as the declaration of a struct has them.
    pub(super) fn declarations(&self) -> TokenStream {
        let fields = self.fields.iter().map(|field| {
            let (docs, name, ty) = (&field.docs, &field.name, field.ty());
            quote!(#docs pub #name: #ty,)
        });
        fields.collect()
    }

    /// The reason to allow a long function where its body is one.
    pub(super) fn allow_lines(&self) -> Option<TokenStream> {
        (self.lines > 90)
            .then(|| quote!(#[allow(clippy::too_many_lines, reason = "one statement per item")]))
    }

    /// The reason to allow many flags where there are.
    pub(super) fn allow_bools(&self) -> Option<TokenStream> {
        (self.bools() > 3).then(
            || quote!(#[allow(clippy::struct_excessive_bools, reason = "one per item of the manifest")]),
        )
    }

    pub(super) fn bools(&self) -> usize {
        self.fields.iter().filter(|field| field.is_bool()).count()
    }
}

/// The field of each item; `None` for one that counts others.
fn fields(
    items: &[Item],
    types: &Types,
    texts: &Texts<'_>,
    structures: &[Option<Structure>],
) -> Vec<Option<Field>> {
    let mut scope = Scope::new(&[]);
    let field = |(at, item): (usize, &Item)| {
        if counted_by(items, at).next().is_some() {
            return None;
        }
        let element = match &item.kind {
            ItemKind::Data {
                in_type,
                map: Some(map),
                ..
            } => {
                let width = Width::of(*in_type);
                Element::of_map(types.map(*map, width), width)
            }
            ItemKind::Data {
                in_type, out_type, ..
            } => Element::new(*in_type, *out_type, item.length),
            ItemKind::Struct(_) => structures.get(at)?.as_ref()?.element(),
        };
        Some(Field {
            name: names::ident(&scope.claim([names::snake_case(&item.name, "field")])),
            element,
            count: match item.count {
                Extent::None => Count::One,
                Extent::Constant(count) => Count::Fixed(count),
                Extent::Item(_) => Count::Counted,
            },
            docs: field_docs(item, items, types, texts),
        })
    };
    items.iter().enumerate().map(field).collect()
}

/// The items whose count or length an item says.
pub(super) fn counted_by(items: &[Item], counter: usize) -> impl Iterator<Item = usize> {
    let refers = move |item: &Item| [item.count, item.length].contains(&Extent::Item(counter));
    (0..items.len()).filter(move |at| refers(&items[*at]))
}

pub(super) fn counter_width(item: &Item) -> Width {
    match item.kind {
        ItemKind::Data { in_type, .. } => Width::of(in_type),
        ItemKind::Struct(_) => Width::U32,
    }
}

/// The statement that writes a counting item: all that it counts must agree.
fn write_counter(
    counter: usize,
    width: Width,
    items: &[Item],
    fields: &[Option<Field>],
) -> TokenStream {
    let mut lengths = Vec::new();
    let mut iterators = Vec::new();
    for at in counted_by(items, counter) {
        let (item, Some(field)) = (&items[at], &fields[at]) else {
            continue;
        };
        let name = &field.name;
        if item.count == Extent::Item(counter) {
            lengths.push(quote!(self.#name.len()));
        }
        if item.length == Extent::Item(counter) && field.count == Count::One {
            lengths.push(field.element.length(name));
        } else if item.length == Extent::Item(counter) {
            let function = field.element.each_length();
            iterators.push(quote!(self.#name.iter().map(#function)));
        }
    }
    let writer = format_ident!("count_{}", width.primitive());
    let Some((first, others)) = iterators.split_first() else {
        return quote!(payload.#writer(&[#(#lengths),*]););
    };
    let writer = format_ident!("{writer}_each");
    let others = others.iter().map(|other| quote!(.chain(#other)));
    let lengths = (!lengths.is_empty()).then(|| quote!(.chain([#(#lengths),*])));
    quote!(payload.#writer(#first #(#others)* #lengths);)
}

fn field_docs(item: &Item, items: &[Item], types: &Types, texts: &Texts<'_>) -> TokenStream {
    let name = docs::code(&item.name);
    let mut first = match &item.kind {
        ItemKind::Data {
            in_type,
            out_type,
            map,
        } => {
            let (stored, shown) = (in_type.name(), out_type.name());
            let map = map.map(|map| types.map(map, Width::of(*in_type)));
            let map = map.map_or_else(String::new, |map: &Ident| format!(", one of [`{map}`]"));
            format!("{name}: `{stored}` shown as `{shown}`{map}.")
        }
        ItemKind::Struct(_) => format!("{name}: a struct."),
    };
    for (what, extent) in [("count", item.count), ("length", item.length)] {
        if let Extent::Item(counter) = extent {
            let counter = docs::code(&items[counter].name);
            first = format!("{first} Its {what} is written as {counter}.");
        }
    }
    let docs = Docs::new(&first);
    match texts.markdown(item.description) {
        Some(description) => docs.paragraph(&description).tokens(),
        None => docs.tokens(),
    }
}
