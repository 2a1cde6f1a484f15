//! Records to the code that reads them from a payload.
//!
//! Numbers in a payload are not aligned, so that a slice of them cannot be borrowed from it. A record with such a slice
//! gets a second type, the view, which has the runtime's `Array` in its place; every other record decodes to its own type.

use std::fmt::Write as _;

use proc_macro2::Ident;

use super::body::Body;
use super::element::Element;
use super::field::{Count, Field};
use super::form;
use super::generics::Lifetime;
use super::layout::Layout;
use super::record::{Record, counted_by, counter_width, declarations};
use crate::model::{Extent, InType, Item, ItemKind, OutType};

/// The second type of a record.
pub(super) struct View {
    /// Its fields as the declaration has them.
    declarations: String,
    /// Statements that write it to `payload`.
    pub(super) encode: Body,
}

impl View {
    /// The view of items and the fields that they became; one that counts others became none.
    pub(super) fn new(items: &[Item], fields: &[Option<Field>]) -> Self {
        let mut encode = Body::default();
        for (at, field) in fields.iter().enumerate() {
            match field {
                Some(field) => write(field, &mut encode),
                None => encode.push(&write_counter(at, items, fields)),
            }
        }
        let of_view = fields.iter().flatten().map(|field| (field, ty(field)));
        Self {
            declarations: declarations(of_view),
            encode,
        }
    }
}

/// Whether items decode to a type other than that of the record.
pub(super) fn needs_view(items: &[Item]) -> bool {
    items.iter().any(|item| match &item.kind {
        ItemKind::Struct(members) => item.count != Extent::None || needs_view(members),
        ItemKind::Value {
            in_type,
            out_type,
            map,
        } => {
            let bytes = *in_type == InType::UInt8 && *out_type != OutType::Boolean && map.is_none();
            let units =
                *in_type == InType::UnicodeString && matches!(item.length, Extent::Constant(_));
            units || item.count != Extent::None && !bytes
        }
    })
}

/// Prints what reads a record: of its own type, or as its view, which is declared here. `write` prints what writes that.
pub(super) fn print(
    name: &Ident,
    view: Option<&Ident>,
    record: &Record,
    layout: &mut Layout,
    write: impl FnOnce(&mut Layout, &Ident, &Body),
) {
    let (Some(view), Some(fields)) = (view, &record.view) else {
        let ty = format!("{name}{}", record.generics.decoded());
        print_decode(
            &ty,
            "reader",
            record.read.text(),
            record.allow_lines(),
            layout,
        );
        return;
    };
    let (allow, declarations) = (record.allow_bools(), &fields.declarations);
    layout.form(format_args!(
        "
    /// [`{name}`] as it lies in a payload: what that decodes to.
{allow}    #[derive(Clone, Debug, PartialEq)]
    pub struct {view}<'a> {{
{declarations}    }}
"
    ));
    let ty = format!("{view}<'a>");
    print_decode(
        &ty,
        "reader",
        record.read.text(),
        record.allow_lines(),
        layout,
    );
    write(layout, view, &fields.encode);
}

/// Prints what reads a type without fields.
pub(super) fn print_nothing(name: &Ident, layout: &mut Layout) {
    let body = "            Ok(Self)\n";
    print_decode(&name.to_string(), "_reader", body, "", layout);
}

/// It is inline, so that a program in which nobody decodes pays for no code of it.
fn print_decode(ty: &str, reader: &str, body: &str, allow: &str, layout: &mut Layout) {
    let head = form::head("impl<'a> runtime::Decode<'a>", &format!("for {ty}"));
    layout.form(format_args!(
        "
{head}
{allow}        #[inline]
        fn read({reader}: &mut runtime::PayloadReader<'a>) -> Result<Self, runtime::DecodeError> {{
{body}        }}
    }}
"
    ));
}

/// The type of a field in a view.
fn ty(field: &Field) -> String {
    match field.count {
        Count::One => element_ty(&field.element),
        _ if field.is_bytes() => field.ty(Lifetime::Named),
        _ => format!("runtime::Array<'a, {}>", element_ty(&field.element)),
    }
}

fn element_ty(element: &Element) -> String {
    match element {
        Element::Unicode(_) | Element::Units(_) => "&'a runtime::Utf16Le".to_owned(),
        Element::Ansi(_) => "&'a [u8]".to_owned(),
        Element::Structure {
            view: Some(view), ..
        } => format!("{view}<'a>"),
        Element::Structure { name, generics, .. } => format!("{name}{}", generics.decoded()),
        _ => element.ty(Lifetime::Named),
    }
}

/// The body of the function that reads: an expression if nothing has to be remembered, else a statement per item.
pub(super) fn read(items: &[Item], fields: &[Option<Field>]) -> Body {
    let mut body = Body::default();
    let mut values = Vec::with_capacity(items.len());
    let in_place = fields.iter().all(Option::is_some);
    for (at, (item, field)) in items.iter().zip(fields).enumerate() {
        let value = match field {
            Some(field) => read_field(item, field),
            None => read_counter(item),
        };
        match field {
            Some(field) if in_place => values.push(format!("{}: {value}", field.name)),
            Some(field) => {
                body.push(&format!("let item_{at} = {value};"));
                // No field has such a name: `reader` might be one.
                values.push(format!("{}: item_{at}", field.name));
            }
            None if is_used(at, items) => body.push(&format!("let item_{at} = {value};")),
            None => body.push(&format!("{value};")),
        }
    }
    body.push_self(&values);
    body
}

/// Whether anything is read by the help of a counting item: a security identifier says itself how long it is.
fn is_used(counter: usize, items: &[Item]) -> bool {
    let is_sid = |item: &Item| {
        matches!(
            item.kind,
            ItemKind::Value {
                in_type: InType::Sid,
                ..
            }
        )
    };
    counted_by(items, counter)
        .any(|at| items[at].count == Extent::Item(counter) || !is_sid(&items[at]))
}

fn extent(extent: Extent) -> String {
    match extent {
        Extent::None => "0".to_owned(),
        Extent::Constant(number) => number.to_string(),
        Extent::Item(at) => format!("item_{at}"),
    }
}

fn read_counter(item: &Item) -> String {
    format!("reader.count_{}()?", counter_width(item).primitive())
}

fn read_field(item: &Item, field: &Field) -> String {
    let (count, length) = (extent(item.count), extent(item.length));
    match field.count {
        Count::One => read_one(&field.element, &length),
        Count::Fixed(_) if field.is_bytes() => "reader.byte_array()?".to_owned(),
        Count::Counted if field.is_bytes() => format!("reader.bytes({count})?"),
        _ => read_array(&field.element, &count, &length),
    }
}

fn read_one(element: &Element, length: &str) -> String {
    match element {
        Element::Wrapper { ty, writer } => format!("{ty}(reader.{writer}()?)"),
        Element::Bytes(_) => "reader.byte_array()?".to_owned(),
        Element::Structure { .. } => "runtime::Decode::read(reader)?".to_owned(),
        _ => {
            let (reader, with_length) = reader(element);
            let length = if with_length { length } else { "" };
            format!("reader.{reader}({length})?")
        }
    }
}

fn read_array(element: &Element, count: &str, length: &str) -> String {
    let (reader, with_length) = reader(element);
    match element {
        Element::Wrapper { ty, .. } => {
            format!("reader.array({count}, |reader| reader.{reader}().map({ty}))?")
        }
        Element::Structure { .. } => format!("reader.array({count}, runtime::Decode::read)?"),
        _ if with_length => {
            format!("reader.array_of_length({count}, {length}, runtime::PayloadReader::{reader})?")
        }
        _ => format!("reader.array({count}, runtime::PayloadReader::{reader})?"),
    }
}

/// The method that reads a value, and whether it is told the length.
fn reader(element: &Element) -> (&'static str, bool) {
    match element {
        Element::Value {
            writer: "pointer", ..
        } => ("usize", false),
        Element::Value { writer, .. } | Element::Wrapper { writer, .. } => (writer, false),
        Element::Sid => ("sid", false),
        Element::Unicode(writer) | Element::Ansi(writer) | Element::Slice(writer) => {
            (writer, writer.ends_with("_counted") || *writer == "bytes")
        }
        Element::Units(_) => ("unicode_counted", true),
        Element::Bytes(_) | Element::Structure { .. } => ("byte_array", false),
    }
}

/// The statements that write a field of a view.
fn write(field: &Field, body: &mut Body) {
    let (name, element) = (&field.name, &field.element);
    match (field.count, element) {
        (Count::One, Element::Units(_)) => {
            body.push(&format!("payload.unicode_counted(self.{name});"));
        }
        (Count::One, _) => field.write(body),
        _ if field.is_bytes() => field.write(body),
        _ => body.for_each(&format!("&self.{name}"), &write_item(element)),
    }
}

/// The statement that writes `item`, an element of an array.
fn write_item(element: &Element) -> String {
    match element {
        Element::Value { writer, .. }
        | Element::Unicode(writer)
        | Element::Ansi(writer)
        | Element::Slice(writer) => format!("payload.{writer}(item);"),
        Element::Wrapper { writer, .. } => format!("payload.{writer}(item.0);"),
        Element::Sid => "payload.sid(item);".to_owned(),
        Element::Units(_) => "payload.unicode_counted(item);".to_owned(),
        Element::Bytes(_) => "payload.bytes(item);".to_owned(),
        Element::Structure { .. } => "item.encode(&mut payload);".to_owned(),
    }
}

/// The statement that writes a counting item of a view.
fn write_counter(counter: usize, items: &[Item], fields: &[Option<Field>]) -> String {
    let mut lengths = String::new();
    for at in counted_by(items, counter) {
        let Some(field) = &fields[at] else { continue };
        let name = &field.name;
        if items[at].count == Extent::Item(counter) {
            let _ = write!(lengths, ".chain([self.{name}.len()])");
        }
        if items[at].length == Extent::Item(counter) {
            let _ = if field.count == Count::One {
                write!(lengths, ".chain([{}])", field.element.length(name))
            } else {
                let length = item_length(&field.element);
                write!(lengths, ".chain(self.{name}.iter().map({length}))")
            };
        }
    }
    let width = counter_width(&items[counter]).primitive();
    format!("payload.count_{width}_each(::core::iter::empty(){lengths});")
}

/// The function from an element of an array to what its length item says.
const fn item_length(element: &Element) -> &'static str {
    match element {
        Element::Slice(_) => "<[u8]>::len",
        _ => element.each_length(),
    }
}
