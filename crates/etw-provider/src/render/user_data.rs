//! Writes the element inside `<UserData>` with the values of an event.

use std::string::{String, ToString};

use super::message::{Piece, Pieces};
use super::value::{self, Style};
use super::xml::Xml;
use crate::{FieldValue, UserContent, UserElement, Value};

/// Writes the element. If its only content is an array, writes one for each element of the array.
pub(super) fn element(xml: &mut Xml, element: &UserElement, values: &[FieldValue<'_>]) {
    if let Some(FieldValue {
        field,
        value: Value::Array(elements),
        ..
    }) = only(element, values)
    {
        for item in elements.clone().flatten() {
            let text = value::text(field, &item, Style::Raw);
            xml.element(element.name, attributes(element, values), |xml| {
                xml.text(&text);
            });
        }
        return;
    }
    xml.element(element.name, attributes(element, values), |xml| {
        for content in element.content {
            match content {
                UserContent::Element(child) => self::element(xml, child, values),
                UserContent::Text(text) => xml.text(&replaced(text, values)),
            }
        }
    });
}

fn attributes<'v>(
    element: &'v UserElement,
    values: &[FieldValue<'_>],
) -> impl Iterator<Item = (&'v str, String)> {
    let attributes = element.attributes.iter();
    attributes.map(|(name, value)| (*name, with_values(value, values)))
}

/// Returns the value of an element whose only content is one insertion.
fn only<'v, 'e>(element: &UserElement, values: &'v [FieldValue<'e>]) -> Option<&'v FieldValue<'e>> {
    let [UserContent::Text(text)] = element.content else {
        return None;
    };
    let mut inserts = inserts(text);
    let first = inserts.next()?;
    match inserts.next() {
        None => find(values, first),
        Some(_) => None,
    }
}

/// Returns the values in a text between tags, without the text around them, which mc.exe drops. Without values, returns the
/// text, or nothing if it is white space.
fn replaced(text: &str, values: &[FieldValue<'_>]) -> String {
    if inserts(text).next().is_none() {
        return if text.trim().is_empty() {
            String::new()
        } else {
            text.to_string()
        };
    }
    let values = inserts(text).filter_map(|number| find(values, number));
    values
        .map(|value| value::text(value.field, &value.value, Style::Raw))
        .collect()
}

fn with_values(text: &str, values: &[FieldValue<'_>]) -> String {
    let part = |piece| match piece {
        Piece::Insert(number, written) => match find(values, number) {
            Some(value) => value::text(value.field, &value.value, Style::Raw),
            None => String::from(written),
        },
        Piece::Text(text) | Piece::Parameter(_, text) => String::from(text),
    };
    Pieces::new(text).map(part).collect()
}

fn inserts(text: &str) -> impl Iterator<Item = usize> {
    Pieces::new(text).filter_map(|piece| match piece {
        Piece::Insert(number, _) => Some(number),
        Piece::Text(_) | Piece::Parameter(..) => None,
    })
}

fn find<'v, 'e>(values: &'v [FieldValue<'e>], number: usize) -> Option<&'v FieldValue<'e>> {
    values.get(number.checked_sub(1)?)
}
