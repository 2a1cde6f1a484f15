//! The shape that most sections share: a header, entries of one size, then the names of the entries.

use crate::resource::bytes::{Bytes, Offset, SizeSlot, Slot, Text, narrow32};

/// A section's tag, its size and the number of its entries; gives the size to fill.
pub(super) fn header(bytes: &mut Bytes, tag: [u8; 4], count: usize) -> SizeSlot {
    let start = bytes.len();
    bytes.raw(&tag);
    let size = bytes.reserve_size(start);
    bytes.u32(narrow32(count));
    size
}

/// Writes `items` in the order of `order`; gives their places in the order of `items`.
///
/// `entry` writes one entry and gives the place it reserved for its name.
pub(super) fn write<'m, T>(
    bytes: &mut Bytes,
    tag: [u8; 4],
    items: &'m [T],
    order: &[usize],
    name: impl Fn(&'m T) -> &'m str,
    mut entry: impl FnMut(&mut Bytes, &'m T) -> Slot<Text>,
) -> Vec<Offset<T>> {
    let size = header(bytes, tag, items.len());
    let mut places = vec![bytes.here(); items.len()];
    let mut slots = Vec::with_capacity(items.len());
    for &index in order {
        places[index] = bytes.here();
        slots.push((entry(bytes, &items[index]), name(&items[index])));
    }
    for (slot, name) in slots {
        bytes.fill_here(slot);
        string(bytes, name);
    }
    // A section without entries takes its 12 bytes all the same, but says size 0.
    if !items.is_empty() {
        bytes.fill_size(size);
    }
    places
}

/// The indexes of `items` in document order.
pub(super) fn document_order<T>(items: &[T]) -> Vec<usize> {
    (0..items.len()).collect()
}

/// The indexes of `items`, sorted by a key.
pub(super) fn sorted<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<usize> {
    let mut order = document_order(items);
    order.sort_by_cached_key(|index| key(&items[*index]));
    order
}

/// Text with the size of everything, this size and the padding included, in front.
pub(super) fn string(bytes: &mut Bytes, text: &str) {
    let start = bytes.len();
    let size = bytes.reserve_size(start);
    bytes.utf16_z(text);
    bytes.align_from(start, 4);
    bytes.fill_size(size);
}
