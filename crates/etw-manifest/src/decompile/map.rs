//! Value maps and bit maps.

use super::context::Context;
use super::error::{Error, Result};
use super::message_id::MessageId;
use super::reader::Reader;
use super::section::{List, Offsets, Sections};
use super::strings::{StringIndex, Strings};
use crate::model::MapKind;
use crate::xml::writer::Xml;

/// A table of offsets, sorted by name; the maps themselves are in document order.
const TABLE: List = List {
    number: 6,
    what: "map",
    header: 12,
    entry: 4,
};

pub(super) struct Map {
    pub(super) name: String,
    kind: MapKind,
    pub(super) items: Vec<MapItem>,
}

pub(super) struct MapItem {
    value: u32,
    pub(super) message: StringIndex,
}

impl Map {
    fn read(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Self> {
        let kind = match reader.slice(at, 4)? {
            b"VMAP" => MapKind::Value,
            b"BMAP" => MapKind::Bit,
            _ => return Err(Error::new(at, "expected a map")),
        };
        let mut items = Vec::new();
        for index in 0..reader.size(at + 16)? {
            let item = at + 20 + index * 8;
            items.push(MapItem {
                value: reader.u32(item)?,
                message: strings.get(reader.u32(item + 4)?),
            });
        }
        // Message ids count up in document order; the file sorts by value.
        items.sort_by_key(|item| strings.list[item.message].message_id);
        Ok(Self {
            name: reader.sized_utf16(reader.size(at + 8)?)?,
            kind,
            items,
        })
    }

    /// Returns the message id of every item.
    pub(super) fn item_id(&self) -> MessageId {
        MessageId::Counted(if self.kind == MapKind::Bit {
            0xF0
        } else {
            0xD0
        })
    }

    fn write(&self, xml: &mut Xml, context: &Context) {
        let is_bits = self.kind == MapKind::Bit;
        let element = if is_bits { "bitMap" } else { "valueMap" };
        xml.element(element, &[("name", Some(self.name.clone()))], |xml| {
            for it in &self.items {
                let value = if is_bits {
                    format!("{:#x}", it.value)
                } else {
                    it.value.to_string()
                };
                let message = context.message(Some(it.message));
                xml.leaf("map", &[("value", Some(value)), ("message", message)]);
            }
        });
    }
}

/// Reads the maps, and their offsets for the items that use them.
pub(super) fn read(
    reader: &Reader,
    sections: &Sections,
    strings: &mut Strings,
) -> Result<(Vec<Map>, Offsets)> {
    let mut table = TABLE.read(reader, sections, |at| reader.size(at))?;
    table.sort_unstable();
    let mut offsets = Offsets::new(TABLE.what);
    let mut maps = Vec::with_capacity(table.len());
    for (index, at) in table.into_iter().enumerate() {
        let map = Map::read(reader, at, strings)?;
        offsets.add(at, index, &map.name);
        maps.push(map);
    }
    Ok((maps, offsets))
}

pub(super) fn write(xml: &mut Xml, maps: &[Map], context: &Context) {
    xml.list("maps", maps, |xml, map| map.write(xml, context));
}
