//! The items of a template or struct to the fields of a Rust struct and the code that writes and reads them.

use std::fmt::Write as _;

use proc_macro2::Ident;

use super::body::Body;
use super::decode::{self, View};
use super::docs::{self, Docs};
use super::element::Element;
use super::field::{Count, Field};
use super::generics::{Generics, Lifetime};
use super::names::{self, Scope};
use super::structure::Structure;
use super::text::Texts;
use super::types::Types;
use super::width::Width;
use crate::model::{Extent, Item, ItemKind};

/// Fields, and what writes and reads them.
pub(super) struct Record {
    pub(super) fields: Vec<Field>,
    pub(super) generics: Generics,
    /// The names of the fields.
    pub(super) names: Vec<String>,
    /// The fields as the parameters of a function.
    pub(super) parameters: Vec<String>,
    /// The fields as the declaration of a struct has them.
    pub(super) declarations: String,
    /// Statements that write to `payload`, in the order of the items.
    pub(super) encode: Body,
    /// Statements that read from `reader`.
    pub(super) read: Body,
    /// What it decodes to, if that is not a record of the same fields.
    pub(super) view: Option<View>,
    /// How many items there are.
    items: usize,
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
        let mut encode = Body::default();
        for (at, (item, field)) in items.iter().zip(&fields).enumerate() {
            match field {
                Some(field) => field.write(&mut encode),
                None => encode.push(&write_counter(at, counter_width(item), items, &fields)),
            }
        }
        let read = decode::read(items, &fields);
        let view = decode::needs_view(items).then(|| View::new(items, &fields));
        let fields: Vec<Field> = fields.into_iter().flatten().collect();
        Self {
            generics: fields
                .iter()
                .fold(Generics::None, |all, it| all | it.generics()),
            names: fields.iter().map(|it| it.name.to_string()).collect(),
            parameters: fields.iter().map(Field::parameter).collect(),
            declarations: declarations(fields.iter().map(|it| (it, it.ty(Lifetime::Named)))),
            fields,
            encode,
            read,
            view,
            items: items.len(),
        }
    }

    /// The attribute that allows a long function where its body is one.
    pub(super) fn allow_lines(&self) -> &'static str {
        if self.items > 30 {
            "        #[allow(clippy::too_many_lines, reason = \"one statement per item\")]\n"
        } else {
            ""
        }
    }

    /// The attribute that allows many flags where there are.
    pub(super) fn allow_bools(&self) -> &'static str {
        if self.bools() > 3 {
            "    #[allow(clippy::struct_excessive_bools, reason = \"one per item of the manifest\")]\n"
        } else {
            ""
        }
    }

    pub(super) fn bools(&self) -> usize {
        self.fields.iter().filter(|field| field.is_bool()).count()
    }
}

/// Fields with their types as the declaration of a struct has them.
pub(super) fn declarations<'f>(fields: impl Iterator<Item = (&'f Field, String)>) -> String {
    let mut text = String::new();
    for (field, ty) in fields {
        let (docs, name) = (field.docs.lines(8), &field.name);
        let _ = writeln!(text, "{docs}        pub {name}: {ty},");
    }
    text
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
            ItemKind::Value {
                in_type,
                map: Some(map),
                ..
            } => {
                let width = Width::of(*in_type);
                Element::of_map(types.map(*map, width), width)
            }
            ItemKind::Value {
                in_type, out_type, ..
            } => Element::new(*in_type, *out_type, item.length),
            ItemKind::Struct(_) => structures.get(at)?.as_ref()?.element(),
        };
        Some(Field {
            name: names::ident(&scope.claim(names::snake_case(&item.name, "field"))),
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
        ItemKind::Value { in_type, .. } => Width::of(in_type),
        ItemKind::Struct(_) => Width::U32,
    }
}

/// The statement that writes a counting item: all that it counts must agree.
fn write_counter(counter: usize, width: Width, items: &[Item], fields: &[Option<Field>]) -> String {
    let mut lengths = Vec::new();
    let mut iterators = Vec::new();
    for at in counted_by(items, counter) {
        let (item, Some(field)) = (&items[at], &fields[at]) else {
            continue;
        };
        let name = &field.name;
        if item.count == Extent::Item(counter) {
            lengths.push(format!("self.{name}.len()"));
        }
        if item.length == Extent::Item(counter) && field.count == Count::One {
            lengths.push(field.element.length(name));
        } else if item.length == Extent::Item(counter) {
            let function = field.element.each_length();
            iterators.push(format!("self.{name}.iter().map({function})"));
        }
    }
    let (width, lengths) = (width.primitive(), lengths.join(", "));
    let Some((first, others)) = iterators.split_first() else {
        return format!("payload.count_{width}(&[{lengths}]);");
    };
    let mut iterator = first.clone();
    for other in others {
        let _ = write!(iterator, ".chain({other})");
    }
    if !lengths.is_empty() {
        let _ = write!(iterator, ".chain([{lengths}])");
    }
    format!("payload.count_{width}_each({iterator});")
}

fn field_docs(item: &Item, items: &[Item], types: &Types, texts: &Texts<'_>) -> Docs {
    let name = docs::code(&item.name);
    let mut first = match &item.kind {
        ItemKind::Value {
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
            let _ = write!(first, " Its {what} is written as {counter}.");
        }
    }
    let docs = Docs::new(&first);
    match texts.markdown(item.description) {
        Some(description) => docs.paragraph(&description),
        None => docs,
    }
}
