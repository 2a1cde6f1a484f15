//! The items of a template or struct: the fields of a Rust struct, and the lines that read and write them.

use std::fmt::Write as _;

use proc_macro2::Ident;

use super::docs::{self, Docs};
use super::element::Element;
use super::field::{Count, Field};
use super::names::{self, Scope};
use super::print::{Code, skeleton};
use super::structure::Structure;
use super::text::Texts;
use super::types::Types;
use super::width::Width;
use crate::model::{Extent, Item, ItemKind};

skeleton!(ITEM(__field, __ty, __read, __write) => __field: __ty = __read => __write;);
skeleton!(COUNTER(__local, __reader, __method, __payload, __lengths) =>
    [__local] = __reader.__method() => __payload.__method(__lengths););
skeleton!(LENGTHS(__lengths) => [__lengths]);
skeleton!(EACH(__field, __length) => runtime::lengths(self.__field, __length));
skeleton!(CHAIN(__first, __second) => __first.chain(__second));
skeleton!(ALLOW_BOOLS() =>
    #[allow(clippy::struct_excessive_bools, reason = "one per item of the manifest")]);

/// Fields, and what reads and writes them.
pub(super) struct Record {
    pub(super) fields: Vec<Field>,
    /// A line for each item, counting items included.
    pub(super) lines: Code,
    /// The names of the payload and the reader in these lines.
    pub(super) payload: Code,
    pub(super) reader: Code,
}

impl Record {
    /// The record of items; `structures` has those that are structs, under the same index.
    pub(super) fn new(
        items: &[Item],
        types: &Types,
        texts: &Texts<'_>,
        structures: &[Option<Structure>],
    ) -> Self {
        let mut scope = Scope::new(&["self"]);
        let names: Vec<Ident> = names::fields(items, &mut scope);
        let names: Vec<Code> = names.iter().map(Code::ident).collect();
        let mut local = |name: &str| Code::ident(&names::ident(&scope.claim(name.to_owned())));
        let (payload, reader) = (local("payload"), local("reader"));
        let record = Builder {
            items,
            types,
            texts,
            structures,
            names: &names,
            payload: &payload,
            reader: &reader,
        };
        let fields: Vec<Option<Field>> = (0..items.len()).map(|at| record.field(at)).collect();
        let lines = Code::lines((0..items.len()).map(|at| record.line(at, &fields)));
        Self {
            fields: fields.into_iter().flatten().collect(),
            lines,
            payload,
            reader,
        }
    }

    /// Returns `true` if a field borrows, so that the struct has a lifetime and a view.
    pub(super) fn borrows(&self) -> bool {
        self.fields.iter().any(Field::borrows)
    }

    /// The names of the fields.
    pub(super) fn names(&self) -> Code {
        Code::commas(self.fields.iter().map(|it| it.name.clone()))
    }

    /// The declarations of the fields.
    pub(super) fn declarations(&self) -> Code {
        Code::lines(self.fields.iter().map(Field::declaration))
    }

    /// The attribute that allows many flags where there are.
    pub(super) fn allow_bools(&self) -> Code {
        if self.bools() > 3 {
            ALLOW_BOOLS.fill([])
        } else {
            Code::default()
        }
    }

    pub(super) fn bools(&self) -> usize {
        self.fields.iter().filter(|field| field.is_bool()).count()
    }
}

/// The items whose count or length an item has.
pub(super) fn counted_by(items: &[Item], counter: usize) -> impl Iterator<Item = usize> {
    let refers = move |item: &Item| [item.count, item.length].contains(&Extent::Item(counter));
    (0..items.len()).filter(move |at| refers(&items[*at]))
}

/// What is needed to write the fields and lines of items.
struct Builder<'b> {
    items: &'b [Item],
    types: &'b Types,
    texts: &'b Texts<'b>,
    structures: &'b [Option<Structure>],
    /// The name of each item: of a field, or of the local that holds a count.
    names: &'b [Code],
    payload: &'b Code,
    reader: &'b Code,
}

impl Builder<'_> {
    /// The field of an item; `None` for an item that counts others.
    fn field(&self, at: usize) -> Option<Field> {
        let item = &self.items[at];
        if counted_by(self.items, at).next().is_some() {
            return None;
        }
        let element = match &item.kind {
            ItemKind::Value {
                in_type,
                map: Some(map),
                ..
            } => {
                let width = Width::of(*in_type);
                Element::of_map(self.types.map(*map, width), width)
            }
            ItemKind::Value {
                in_type, out_type, ..
            } => Element::new(*in_type, *out_type, item.length),
            ItemKind::Struct(_) => self.structures.get(at)?.as_ref()?.element(),
        };
        Some(Field {
            name: self.names[at].clone(),
            element,
            count: match item.count {
                Extent::None => Count::One,
                Extent::Constant(count) => Count::Fixed(count),
                Extent::Item(_) => Count::Counted,
            },
            docs: self.docs(item),
        })
    }

    /// The line that reads and writes an item.
    fn line(&self, at: usize, fields: &[Option<Field>]) -> Code {
        let item = &self.items[at];
        let Some(field) = &fields[at] else {
            return self.counter(at, fields);
        };
        let (count, length) = (self.extent(item.count), self.extent(item.length));
        let read = field.read(self.reader, &count, &length);
        ITEM.fill([
            &field.name,
            &field.view(),
            &read,
            &field.write(self.payload),
        ])
    }

    /// The line of a counting item: all that it counts must agree.
    fn counter(&self, at: usize, fields: &[Option<Field>]) -> Code {
        let (mut single, mut each) = (Vec::new(), Vec::new());
        for counted in counted_by(self.items, at) {
            let (item, Some(field)) = (&self.items[counted], &fields[counted]) else {
                continue;
            };
            if item.count == Extent::Item(at) {
                single.push(super::element::LEN.fill([&field.name]));
            }
            if item.length == Extent::Item(at) && field.count == Count::One {
                single.push(field.element.length(&field.name));
            } else if item.length == Extent::Item(at) {
                each.push(EACH.fill([&field.name, &field.element.element_length()]));
            }
        }
        if !single.is_empty() {
            each.push(LENGTHS.fill([&Code::commas(single)]));
        }
        let lengths = each
            .into_iter()
            .reduce(|first, second| CHAIN.fill([&first, &second]));
        let method = Code::word(match counter_width(&self.items[at]) {
            Width::U8 => "count_u8",
            Width::U16 => "count_u16",
            Width::U32 => "count_u32",
        });
        let lengths = lengths.unwrap_or_default();
        COUNTER.fill([
            &self.names[at],
            self.reader,
            &method,
            self.payload,
            &lengths,
        ])
    }

    fn extent(&self, extent: Extent) -> Code {
        match extent {
            Extent::None => Code::number(0),
            Extent::Constant(number) => Code::number(number.into()),
            Extent::Item(at) => self.names[at].clone(),
        }
    }

    fn docs(&self, item: &Item) -> Code {
        let name = docs::code(&item.name);
        let mut first = match &item.kind {
            ItemKind::Value {
                in_type,
                map: Some(map),
                ..
            } => {
                let map = &self.types.map(*map, Width::of(*in_type)).name;
                format!("{name}: [`{map}`].")
            }
            ItemKind::Value {
                in_type, out_type, ..
            } if *out_type == in_type.default_out_type() => {
                format!("{name}: `{}`.", in_type.name())
            }
            ItemKind::Value {
                in_type, out_type, ..
            } => {
                format!(
                    "{name}: `{}` shown as `{}`.",
                    in_type.name(),
                    out_type.name()
                )
            }
            ItemKind::Struct(_) => format!("{name}: a struct."),
        };
        for (what, extent) in [("count", item.count), ("length", item.length)] {
            if let Extent::Item(counter) = extent {
                let counter = docs::code(&self.items[counter].name);
                let _ = write!(first, " Its {what} is written as {counter}.");
            }
        }
        match self.texts.markdown(item.description) {
            Some(description) => Docs::new(&description).paragraph(&first).code(),
            None => Docs::new(&first).code(),
        }
    }
}

fn counter_width(item: &Item) -> Width {
    match item.kind {
        ItemKind::Value { in_type, .. } => Width::of(in_type),
        ItemKind::Struct(_) => Width::U32,
    }
}
