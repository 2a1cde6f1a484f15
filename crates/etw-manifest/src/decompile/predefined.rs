//! The items of Windows among those that were read.

use super::table::Table;
use crate::winmeta::{self, Predefined};

/// Finds the predefined item with this name. Resources have names as in the manifest, those of predefined items with `win:`.
pub(super) fn find(
    items: &'static [Predefined],
    name: &str,
    value: u64,
) -> Option<&'static Predefined> {
    let same = |item: &&Predefined| item.qualified == name && item.value == value;
    items.iter().find(same)
}

/// Returns `true` if the message with this id has the words that mc.exe writes by default.
pub(super) fn has_usual_words(item: &Predefined, table: &Table, id: u32) -> bool {
    let words = winmeta::words(item, &table.culture).unwrap_or(item.english);
    match table.texts.get(&id) {
        Some(Some(text)) => text == words,
        Some(None) | None => true,
    }
}
