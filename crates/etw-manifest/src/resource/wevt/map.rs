//! MAPS: value maps and bit maps in document order, found through a table that is sorted by name.

use super::{Context, list};
use crate::model::{Map, MapKind};
use crate::resource::bytes::{Bytes, Offset, Slot, Text, narrow32};

pub(super) fn write(bytes: &mut Bytes, maps: &[Map], context: Context) -> Vec<Offset<Map>> {
    let size = list::header(bytes, *b"MAPS", maps.len());
    // UTF-16 order, upper case before lower case (observed in d3d12).
    let by_name = list::sorted(maps, |map| map.name.encode_utf16().collect::<Vec<_>>());
    let table: Vec<Slot<Map>> = by_name.iter().map(|_| bytes.reserve()).collect();
    let (places, mut names): (Vec<_>, Vec<_>) = maps
        .iter()
        .map(|map| {
            let place = bytes.here();
            (place, Some(write_map(bytes, map, context)))
        })
        .unzip();
    for (index, slot) in by_name.into_iter().zip(table) {
        bytes.fill(slot, places[index]);
        if let Some(name) = names[index].take() {
            bytes.fill_here(name);
        }
        list::string(bytes, &maps[index].name);
    }
    bytes.fill_size(size);
    places
}

/// Writes one map, its items by value; gives the place reserved for its name.
fn write_map(bytes: &mut Bytes, map: &Map, context: Context) -> Slot<Text> {
    let start = bytes.len();
    let (tag, flags) = match map.kind {
        MapKind::Value => (b"VMAP", 0),
        MapKind::Bit => (b"BMAP", 1),
    };
    bytes.raw(tag);
    let size = bytes.reserve_size(start);
    let name = bytes.reserve();
    bytes.u32(flags);
    bytes.u32(narrow32(map.items.len()));
    for index in list::sorted(&map.items, |item| item.value) {
        let item = &map.items[index];
        bytes.u32(item.value);
        bytes.u32(context.message_id(Some(item.message)));
    }
    bytes.fill_size(size);
    name
}
