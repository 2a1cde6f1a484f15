//! Finds the texts for the value of a field with a map.
//!
//! Event Viewer's rules for maps are not documented. As in `PrintMapString` of Microsoft's sample for `TdhGetProperty`, an
//! unknown value is a decimal number and the names of bits are joined with ` | `. As in their decoder `EtwEnumerator`, the
//! unknown bits of a value are in hexadecimal.

use std::string::{String, ToString};
use std::vec::Vec;

use super::number::hex;
use crate::{Map, MapItem, MapKind};

/// Returns the text of a value in a locale; `None` if the map has no name for it.
pub(super) fn text(map: &Map, value: u32, locale: usize) -> Option<String> {
    match map.kind() {
        MapKind::Value => Some(name(map.item(value)?, locale)),
        MapKind::Bit => bits(map, value, locale),
    }
}

fn bits(map: &Map, value: u32, locale: usize) -> Option<String> {
    if value == 0 {
        return map.item(0).map(|item| name(item, locale));
    }
    let known = map
        .items_of(value)
        .fold(0, |bits, item| bits | item.value());
    let mut names: Vec<String> = map.items_of(value).map(|item| name(item, locale)).collect();
    if names.is_empty() {
        return None;
    }
    if known != value {
        names.push(hex(u64::from(value & !known)));
    }
    Some(names.join(" | "))
}

/// Returns the text of an item, else its symbol.
fn name(item: &MapItem, locale: usize) -> String {
    item.text().get(locale).unwrap_or(item.symbol()).to_string()
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::{Map, MapItem};

    const fn item(value: u32, texts: &'static [&'static str]) -> MapItem {
        MapItem::new(value, texts).with_symbol("SYMBOL")
    }

    static ITEMS: [MapItem; 3] = [
        item(1, &["one", "uno"]),
        item(2, &["two", "dos"]),
        item(8, &[]),
    ];

    #[test]
    fn a_value_has_a_name_or_none() {
        let map = Map::values("Map", &ITEMS);
        assert_eq!(text(&map, 2, 1).as_deref(), Some("dos"));
        assert_eq!(text(&map, 8, 1).as_deref(), Some("SYMBOL"));
        assert_eq!(text(&map, 3, 0), None);
    }

    #[test]
    fn bits_are_joined_and_what_is_left_is_a_number() {
        let map = Map::bits("Map", &ITEMS);
        assert_eq!(text(&map, 3, 0).as_deref(), Some("one | two"));
        assert_eq!(text(&map, 0x42, 1).as_deref(), Some("dos | 0x40"));
        assert_eq!(text(&map, 0x40, 0), None);
        assert_eq!(text(&map, 0, 0), None);
    }
}
