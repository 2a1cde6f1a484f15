//! QTAB: pattern maps. Only the newest generation writes them.

use super::list;
use crate::model::PatternMap;
use crate::resource::bytes::{Bytes, SizeSlot, Slot, Text, narrow32};

pub(super) fn write(bytes: &mut Bytes, maps: &[PatternMap]) {
    let size = list::header(bytes, *b"QTAB", maps.len());
    let table: Vec<Slot<PatternMap>> = maps.iter().map(|_| bytes.reserve()).collect();
    let mut heads = Vec::with_capacity(maps.len());
    for (map, slot) in maps.iter().zip(table) {
        bytes.fill_here(slot);
        heads.push(write_head(bytes, map));
    }
    for (map, head) in maps.iter().zip(heads) {
        let pairs = map.items.iter().flat_map(|(name, value)| [name, value]);
        for (text, slot) in [&map.name, &map.format]
            .into_iter()
            .chain(pairs)
            .zip(head.texts)
        {
            bytes.fill_here(slot);
            list::string(bytes, text);
        }
        // A map's size reaches from its head to the end of its texts, over the heads and texts between.
        bytes.fill_size(head.size);
    }
    bytes.fill_size(size);
}

struct Head {
    size: SizeSlot,
    /// Name, format, then name and value of each entry.
    texts: Vec<Slot<Text>>,
}

fn write_head(bytes: &mut Bytes, map: &PatternMap) -> Head {
    let start = bytes.len();
    bytes.raw(b"QUER");
    let size = bytes.reserve_size(start);
    let mut texts = vec![bytes.reserve(), bytes.reserve()];
    bytes.u32(narrow32(map.items.len()));
    texts.extend((0..map.items.len() * 2).map(|_| bytes.reserve()));
    Head { size, texts }
}
