//! QTAB: pattern maps.

use super::list;
use crate::model::PatternMap;
use crate::resource::bytes::{Bytes, Offset, Text, narrow32};
use crate::resource::structure::{Structure, structures};

structures! {
    Head {
        signature: [u8; 4],
        size: u32,
        name: Offset<Text>,
        format: Offset<Text>,
        item_count: u32,
    }

    Item {
        name: Offset<Text>,
        value: Offset<Text>,
    }
}

pub(super) fn write(bytes: &mut Bytes, maps: &[PatternMap]) {
    let size = list::header(bytes, *b"QTAB", maps.len());
    let mut end = bytes.len() + maps.len() * Offset::<PatternMap>::SIZE;
    for map in maps {
        bytes.put(&Offset::<PatternMap>::at(end));
        end += Head::SIZE + map.items.len() * Item::SIZE;
    }
    let mut texts = list::Texts::after(end);
    for map in maps {
        let start = bytes.len();
        let (name, format) = (texts.add(&map.name), texts.add(&map.format));
        let items = map.items.iter().map(|(name, value)| Item {
            name: texts.add(name),
            value: texts.add(value),
        });
        let items: Vec<Item> = items.collect();
        bytes.put(&Head {
            signature: *b"QUER",
            // From the head to the end of its texts, over the heads and texts between.
            size: narrow32(texts.end() - start),
            name,
            format,
            item_count: narrow32(items.len()),
        });
        for item in &items {
            bytes.put(item);
        }
    }
    texts.write(bytes);
    bytes.fill_size(size);
}
