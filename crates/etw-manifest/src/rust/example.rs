//! The example in the documentation of an event: a line that emits it.

use proc_macro2::Ident;

use super::element::Element;
use super::field::{Count, Field};
use super::record::Record;

/// A line that emits an event with values made up; `None` if a field has no obvious value.
pub(super) fn of(name: &Ident, record: Option<&Record>) -> Option<String> {
    let Some(record) = record else {
        return Some(format!("{name}.emit();"));
    };
    let fields = record
        .fields
        .iter()
        .map(|field| Some(format!("{}: {}", field.name.text(), value(field)?)));
    let fields = fields.collect::<Option<Vec<String>>>()?.join(", ");
    Some(format!("{name} {{ {fields} }}.emit();"))
}

fn value(field: &Field) -> Option<String> {
    let element = match &field.element {
        Element::Value { ty, method } => match *method {
            "bool8" | "bool32" => "true",
            "f32" | "f64" => "0.5",
            method if ty.text() == method => "1",
            _ => return None,
        },
        Element::Unicode(_) | Element::Ansi(_) => "\"…\"",
        Element::Slice(_) => "&[1, 2]",
        _ => return None,
    };
    match field.count {
        Count::One => Some(element.to_owned()),
        Count::Fixed(count) => Some(format!("&[{element}; {count}]")),
        Count::Counted => Some(format!("&[{element}, {element}]")),
    }
}
