//! MAPS: value maps and bit maps in document order, found through a table that is sorted by name.

use super::context::Context;
use super::list;
use crate::collection::sort;
use crate::model::{Map, MapKind};
use crate::resource::bytes::{Bytes, Offset, Text, narrow32};
use crate::resource::structure::{Structure, structures};

structures! {
    Head {
        signature: [u8; 4],
        size: u32,
        name: Offset<Text>,
        flags: u32,
        item_count: u32,
    }

    Item {
        value: u32,
        message_id: u32,
    }
}

pub(super) fn write(bytes: &mut Bytes, maps: &[Map], context: Context) -> Vec<Offset<Map>> {
    let size = list::header(bytes, *b"MAPS", maps.len());
    // UTF-16 order, upper case before lower case (observed in d3d12).
    let names = maps.iter().map(|map| map.name.encode_utf16().collect());
    let names: Vec<Vec<u16>> = names.collect();
    let by_name = sort::indexes(&names, |it| it);
    let mut end = bytes.len() + maps.len() * Offset::<Map>::SIZE;
    let mut offsets = Vec::with_capacity(maps.len());
    for map in maps {
        offsets.push(Offset::at(end));
        end += size_of(map);
    }
    let mut texts = list::Texts::after(end);
    let mut names = vec![Offset::at(0); maps.len()];
    for index in by_name {
        bytes.put(&offsets[index]);
        names[index] = texts.add(&maps[index].name);
    }
    for (map, name) in maps.iter().zip(names) {
        write_map(bytes, map, name, context);
    }
    texts.write(bytes);
    bytes.fill_size(size);
    offsets
}

fn size_of(map: &Map) -> usize {
    Head::SIZE + map.items.len() * Item::SIZE
}

/// Writes one map, its items by value.
fn write_map(bytes: &mut Bytes, map: &Map, name: Offset<Text>, context: Context) {
    let (signature, flags) = match map.kind {
        MapKind::Value => (*b"VMAP", 0),
        MapKind::Bit => (*b"BMAP", 1),
    };
    bytes.put(&Head {
        signature,
        size: narrow32(size_of(map)),
        name,
        flags,
        item_count: narrow32(map.items.len()),
    });
    for index in sort::indexes(&map.items, |item| item.value) {
        let item = &map.items[index];
        bytes.put(&Item {
            value: item.value,
            message_id: context.message_id(Some(item.message)),
        });
    }
}
