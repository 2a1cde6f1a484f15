//! Finds the items that a message inserts: `%1` is the first item of the event.

use crate::model::Item;

/// Returns the item whose number a text begins with, and the rest of the text after the number and its format (`1!S!`).
pub(crate) fn insert<'t, 'i>(text: &'t str, items: &'i [Item]) -> Option<(&'i Item, &'t str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit);
    let (number, after) = text.split_at(digits.count());
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    let item = items.get(index).filter(|_| !number.starts_with('0'))?;
    let format = after.strip_prefix('!').and_then(|it| it.split_once('!'));
    Some((item, format.map_or(after, |(_, after)| after)))
}
