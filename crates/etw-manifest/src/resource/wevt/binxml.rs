//! The XML of a template as binary XML: one fragment, in which inserts are substitutions.
//!
//! Structures, token numbers and the hash of names are those of [MS-EVEN6]. mc.exe uses no name table, no template
//! instance, and no empty-element token for the outermost element.

use crate::markup::{Content, Element, Part};
use crate::resource::bytes::{Bytes, narrow16};
use crate::resource::structure::structures;

const END_OF_FRAGMENT: u8 = 0x00;
const OPEN_START: u8 = 0x01;
const CLOSE_START: u8 = 0x02;
const CLOSE_EMPTY: u8 = 0x03;
const END_ELEMENT: u8 = 0x04;
const VALUE: u8 = 0x05;
const ATTRIBUTE: u8 = 0x06;
const CDATA: u8 = 0x07;
const CHARACTER: u8 = 0x08;
const ENTITY: u8 = 0x09;
const INSTRUCTION: u8 = 0x0A;
const INSTRUCTION_DATA: u8 = 0x0B;
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

/// Returns the fragment, padded to four bytes. `types` has the type of every item.
pub(super) fn write(root: &Element, types: &[u16]) -> Vec<u8> {
    let mut bytes = Bytes::new();
    bytes.raw(&FRAGMENT_HEADER);
    element(&mut bytes, root, true, types);
    bytes.put(&END_OF_FRAGMENT);
    bytes.align(4);
    bytes.into_vec()
}

fn element(bytes: &mut Bytes, element: &Element, is_root: bool, types: &[u16]) {
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
    name(bytes, element.name);
    if !element.attributes.is_empty() {
        attributes(bytes, &element.attributes, types);
    }
    if element.content.is_none() && !is_root {
        bytes.put(&CLOSE_EMPTY);
    } else {
        bytes.put(&CLOSE_START);
        for content in element.content.iter().flatten() {
            match content {
                Content::Element(child) => self::element(bytes, child, false, types),
                Content::Run(run) => parts(bytes, run, types),
                Content::CData(text) => counted(bytes, CDATA, text),
                Content::Instruction(target, data) => {
                    bytes.put(&INSTRUCTION);
                    name(bytes, target);
                    counted(bytes, INSTRUCTION_DATA, data);
                }
            }
        }
        bytes.put(&END_ELEMENT);
    }
    bytes.fill_size(size);
}

fn attributes(bytes: &mut Bytes, attributes: &[(&str, Vec<Part>)], types: &[u16]) {
    let size = bytes.put_counted(&0_u32);
    for (index, (key, value)) in attributes.iter().enumerate() {
        let last = index + 1 == attributes.len();
        bytes.put(&if last { ATTRIBUTE } else { ATTRIBUTE | MORE });
        name(bytes, key);
        parts(bytes, value, types);
    }
    bytes.fill_size(size);
}

fn parts(bytes: &mut Bytes, parts: &[Part], types: &[u16]) {
    for (index, part) in parts.iter().enumerate() {
        let more = if index + 1 < parts.len() { MORE } else { 0 };
        match *part {
            Part::Text(text) => {
                bytes.put(&Value {
                    token: VALUE | more,
                    kind: STRING,
                    length: narrow16(text.encode_utf16().count()),
                });
                bytes.utf16(text);
            }
            Part::Insert(item) => bytes.put(&Substitution {
                token: SUBSTITUTION | more,
                index: narrow16(item),
                kind: low_byte(types[item]),
            }),
            Part::Entity(entity) => {
                bytes.put(&(ENTITY | more));
                name(bytes, entity);
            }
            Part::Character(number) => {
                bytes.put(&(CHARACTER | more));
                bytes.put(&number);
            }
        }
    }
}

fn counted(bytes: &mut Bytes, token: u8, text: &str) {
    bytes.put(&token);
    bytes.put(&narrow16(text.encode_utf16().count()));
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

/// Returns the part of a type's number that files have room for.
pub(super) const fn low_byte(number: u16) -> u8 {
    number.to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hash_as_in_real_files() {
        assert_eq!(hash("EventData"), 0x8244);
        assert_eq!(hash("Data"), 0x6F8A);
        assert_eq!(hash("Name"), 0x954B);
    }
}
