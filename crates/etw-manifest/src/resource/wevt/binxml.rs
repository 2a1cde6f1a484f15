//! The XML of a template as binary XML: one fragment, in which inserts are substitutions.
//!
//! Structures, token numbers and the hash of names are those of [MS-EVEN6]. mc.exe uses no name table, no template
//! instance and no empty-element token.

use super::template::low_byte;
use crate::model::{UserContent, UserElement};
use crate::resource::bytes::{Bytes, narrow16};
use crate::resource::structure::structures;

const END_OF_FRAGMENT: u8 = 0x00;
const OPEN_START: u8 = 0x01;
const CLOSE_START: u8 = 0x02;
const END_ELEMENT: u8 = 0x04;
const VALUE: u8 = 0x05;
const ATTRIBUTE: u8 = 0x06;
const SUBSTITUTION: u8 = 0x0D;
const FRAGMENT_HEADER: [u8; 4] = [0x0F, 1, 1, 0];
/// Added to a token: the element has attributes; another attribute follows; more of the value follows.
const MORE: u8 = 0x40;
/// The element depends on no substitution.
const NO_DEPENDENCY: u16 = 0xFFFF;
/// Type of literal text.
const STRING: u8 = 1;

structures! {
    /// `OpenStartElement`, before the name.
    OpenStart {
        token: u8,
        dependency: u16,
        size: u32,
    }

    /// `ValueText`, before the text.
    Value {
        token: u8,
        kind: u8,
        length: u16,
    }

    /// `Substitution`.
    Substitution {
        token: u8,
        index: u16,
        kind: u8,
    }

    /// `Name`, before the text.
    Name {
        hash: u16,
        length: u16,
    }
}

/// A stretch of text or an insert.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Part<'t> {
    Text(&'t str),
    /// The index of an item, from 0.
    Insert(usize),
}

/// Returns the fragment, padded to four bytes. `types` has the type of every item.
pub(super) fn write(document: &UserElement, types: &[u16]) -> Vec<u8> {
    let mut bytes = Bytes::new();
    bytes.raw(&FRAGMENT_HEADER);
    element(&mut bytes, document, types);
    bytes.put(&END_OF_FRAGMENT);
    bytes.align(4);
    bytes.into_vec()
}

fn element(bytes: &mut Bytes, element: &UserElement, types: &[u16]) {
    let more = if element.attributes.is_empty() {
        0
    } else {
        MORE
    };
    let size = bytes.put_counted(&OpenStart {
        token: OPEN_START | more,
        dependency: NO_DEPENDENCY,
        size: 0,
    });
    name(bytes, &element.name);
    if !element.attributes.is_empty() {
        attributes(bytes, &element.attributes, types);
    }
    bytes.put(&CLOSE_START);
    for content in &element.content {
        match content {
            UserContent::Element(child) => self::element(bytes, child, types),
            UserContent::Text(text) => content_text(bytes, text, types),
        }
    }
    bytes.put(&END_ELEMENT);
    bytes.fill_size(size);
}

fn attributes(bytes: &mut Bytes, attributes: &[(String, String)], types: &[u16]) {
    let size = bytes.put_counted(&0_u32);
    for (index, (key, value)) in attributes.iter().enumerate() {
        let last = index + 1 == attributes.len();
        bytes.put(&if last { ATTRIBUTE } else { ATTRIBUTE | MORE });
        name(bytes, key);
        if value.is_empty() {
            text_value(bytes, "", false);
        }
        parts(bytes, &split(value, types.len()), types);
    }
    bytes.fill_size(size);
}

/// White space around inserts and elements is layout, not content.
fn content_text(bytes: &mut Bytes, text: &str, types: &[u16]) {
    let mut pieces = split(text, types.len());
    pieces.retain(|part| !matches!(part, Part::Text(text) if text.trim().is_empty()));
    parts(bytes, &pieces, types);
}

fn parts(bytes: &mut Bytes, parts: &[Part], types: &[u16]) {
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => text_value(bytes, text, index + 1 < parts.len()),
            Part::Insert(item) => bytes.put(&Substitution {
                token: SUBSTITUTION,
                index: narrow16(*item),
                kind: low_byte(types[*item]),
            }),
        }
    }
}

fn text_value(bytes: &mut Bytes, text: &str, more: bool) {
    bytes.put(&Value {
        token: if more { VALUE | MORE } else { VALUE },
        kind: STRING,
        length: narrow16(text.encode_utf16().count()),
    });
    bytes.utf16(text);
}

fn name(bytes: &mut Bytes, name: &str) {
    bytes.put(&Name {
        hash: hash(name),
        length: narrow16(name.encode_utf16().count()),
    });
    bytes.utf16_z(name);
}

fn hash(name: &str) -> u16 {
    let step = |hash: u32, unit: u16| hash.wrapping_mul(65599).wrapping_add(unit.into());
    let [low, high, ..] = name.encode_utf16().fold(0, step).to_le_bytes();
    u16::from_le_bytes([low, high])
}

/// Splits text at `%1`…; a number that no item has is text.
pub(super) fn split(text: &str, items: usize) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut rest, mut from) = (text, 0);
    while let Some(at) = rest[from..].find('%').map(|at| at + from) {
        let digits = rest[at + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let end = at + 1 + digits;
        match rest[at + 1..end].parse::<usize>() {
            Ok(number) if (1..=items).contains(&number) => {
                if at > 0 {
                    parts.push(Part::Text(&rest[..at]));
                }
                parts.push(Part::Insert(number - 1));
                (rest, from) = (&rest[end..], 0);
            }
            _ => from = end,
        }
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_at_the_inserts_that_exist() {
        assert_eq!(split("%1", 1), [Part::Insert(0)]);
        let mixed = [Part::Text("a "), Part::Insert(1), Part::Text(" 100% %9é")];
        assert_eq!(split("a %2 100% %9é", 2), mixed);
        assert_eq!(split("%0%", 3), [Part::Text("%0%")]);
        assert_eq!(split("", 3), []);
    }

    #[test]
    fn names_hash_as_in_real_files() {
        assert_eq!(hash("EventData"), 0x8244);
        assert_eq!(hash("Data"), 0x6F8A);
        assert_eq!(hash("Name"), 0x954B);
    }
}
