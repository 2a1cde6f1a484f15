//! The message of an event with its values in place of `%1` and the like.

use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use crate::{FieldKind, FieldValue, Fields, Map, MapKind, Value};

/// Puts values in place of insertions, and characters in place of what else begins with `%`.
///
/// A format after the number (`%1!s!`) is passed over: the manifest says how values are shown. An insertion that
/// has no value stays as it is.
pub(super) fn with_values(text: &str, fields: &Fields<'_>, locale: usize) -> String {
    let values: Vec<_> = fields.clone().map_while(Result::ok).collect();
    let mut message = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        message.push_str(before);
        rest = insert(after, &values, locale, &mut message);
    }
    message.push_str(rest);
    message
}

/// Appends what a percent sign and the text after it stand for; returns what follows.
fn insert<'t>(
    after: &'t str,
    values: &[FieldValue<'_>],
    locale: usize,
    message: &mut String,
) -> &'t str {
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // At most two digits belong to the number.
    let (number, rest) = after.split_at(digits.min(2));
    if let Ok(number) = number.parse::<usize>() {
        let value = number.checked_sub(1).and_then(|index| values.get(index));
        match value {
            // `%0` ends a message without a line break, which none has here.
            None if number == 0 => {}
            None => {
                message.push('%');
                return after;
            }
            Some(value) => message.push_str(&shown(value, locale)),
        }
        return without_format(rest);
    }
    let mut characters = after.chars();
    message.push(match characters.next() {
        Some('n' | 'r') => '\n',
        Some('t') => '\t',
        Some('b') => ' ',
        Some(character @ ('%' | '.' | '!')) => character,
        _ => {
            message.push('%');
            return after;
        }
    });
    characters.as_str()
}

/// What follows the format between exclamation marks, if there is one.
fn without_format(text: &str) -> &str {
    let format = text.strip_prefix('!').and_then(|text| text.split_once('!'));
    format.map_or(text, |(_, rest)| rest)
}

/// A value as people read it: by its name in the map, if it has one.
fn shown(field: &FieldValue<'_>, locale: usize) -> String {
    let map = match field.field.kind {
        FieldKind::Data { map, .. } => map,
        FieldKind::Struct(_) => None,
    };
    let number = match field.value {
        Value::Unsigned(value) | Value::Hex(value) => u32::try_from(value).ok(),
        _ => None,
    };
    let name = map
        .zip(number)
        .and_then(|(map, value)| name(map, value, locale));
    name.unwrap_or_else(|| field.value.to_string())
}

/// The names of a value, with what of it has none in hexadecimal; `None` if nothing has.
fn name(map: &'static Map, value: u32, locale: usize) -> Option<String> {
    match map.kind {
        MapKind::Value => Some(map.item(value)?.text.get(locale)?.to_string()),
        MapKind::Bit => {
            let items = map.items_of(value);
            let mut rest = value;
            let mut names = Vec::new();
            for item in items {
                rest &= !item.value;
                names.extend(item.text.get(locale).map(ToString::to_string));
            }
            if rest != 0 && !names.is_empty() {
                names.push(format!("{rest:#X}"));
            }
            (!names.is_empty()).then(|| names.join(" | "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_values;
    use crate::{
        Extent, Field, FieldKind, Fields, InType, LocalizedText, Map, MapItem, MapKind, OutType,
    };

    static ITEMS: [MapItem; 2] = [
        MapItem {
            value: 1,
            symbol: "ONE",
            text: LocalizedText::new(&["one", "uno"]),
        },
        MapItem {
            value: 2,
            symbol: "TWO",
            text: LocalizedText::new(&["two", "dos"]),
        },
    ];
    static VALUES: Map = Map {
        name: "Values",
        kind: MapKind::Value,
        items: &ITEMS,
    };
    static BITS: Map = Map {
        name: "Bits",
        kind: MapKind::Bit,
        items: &ITEMS,
    };
    static FIELDS: [Field; 3] = [number(None), number(Some(&VALUES)), number(Some(&BITS))];

    const fn number(map: Option<&'static Map>) -> Field {
        Field {
            name: "Number",
            kind: FieldKind::Data {
                in_type: InType::UInt8,
                out_type: OutType::UnsignedByte,
                map,
            },
            count: Extent::None,
            length: Extent::None,
        }
    }

    fn shown(text: &str, payload: [u8; 3], locale: usize) -> std::string::String {
        with_values(text, &Fields::new(&FIELDS, &payload), locale)
    }

    #[test]
    fn insertions_are_values_and_their_formats_are_passed_over() {
        assert_eq!(shown("%1, %1!d!; %12", [7, 0, 0], 0), "7, 7; %12");
        assert_eq!(shown("%4 %", [7, 0, 0], 0), "%4 %");
        assert_eq!(shown("%1!", [7, 0, 0], 0), "7!");
        assert_eq!(shown("a%n%tb%%c%.%0", [0; 3], 0), "a\n\tb%c.");
        assert_eq!(shown("%ñ", [0; 3], 0), "%ñ");
    }

    #[test]
    fn values_of_maps_have_names_in_the_language_of_the_message() {
        assert_eq!(shown("%2 %3", [0, 2, 3], 0), "two one | two");
        assert_eq!(shown("%2 %3", [0, 1, 0x12], 1), "uno dos | 0x10");
        assert_eq!(shown("%2 %3", [0, 9, 0x40], 0), "9 64");
    }
}
