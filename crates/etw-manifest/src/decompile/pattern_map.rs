//! Pattern maps.

use super::error::Result;
use super::reader::Reader;
use super::section::{List, Sections};
use crate::xml::writer::Xml;

/// A table of offsets.
const TABLE: List = List {
    number: 8,
    what: "pattern map",
    header: 12,
    entry: 4,
};

pub(super) struct PatternMap {
    name: String,
    format: String,
    /// Names and values.
    items: Vec<(String, String)>,
}

impl PatternMap {
    fn read(reader: &Reader, at: usize) -> Result<Self> {
        reader.expect(at, b"QUER", "a pattern map")?;
        let text = |at: usize| reader.sized_utf16(reader.size(at)?);
        let item = |index: usize| {
            let at = at + 20 + index * 8;
            Ok((text(at)?, text(at + 4)?))
        };
        let items = (0..reader.size(at + 16)?).map(item);
        Ok(Self {
            name: text(at + 8)?,
            format: text(at + 12)?,
            items: items.collect::<Result<_>>()?,
        })
    }
}

pub(super) fn read(reader: &Reader, sections: &Sections) -> Result<Vec<PatternMap>> {
    TABLE.read(reader, sections, |at| {
        PatternMap::read(reader, reader.size(at)?)
    })
}

pub(super) fn write(xml: &mut Xml, maps: &[PatternMap]) {
    if maps.is_empty() {
        return;
    }
    xml.element("namedQueries", &[], |xml| {
        xml.list("patternMaps", maps, |xml, map| {
            let attributes = [
                ("name", Some(map.name.clone())),
                ("format", Some(map.format.clone())),
            ];
            xml.element("patternMap", &attributes, |xml| {
                for (name, value) in &map.items {
                    let (name, value) = (Some(name.clone()), Some(value.clone()));
                    xml.leaf("map", &[("name", name), ("value", value)]);
                }
            });
        });
    });
}
