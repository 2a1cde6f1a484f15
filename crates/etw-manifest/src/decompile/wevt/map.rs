//! Value maps, bit maps and pattern maps.

use super::{Places, Strings};
use crate::decompile::reader::{Error, Reader, Result};
use crate::model::{Map, MapItem, MapKind, PatternMap, Provider};

/// The table is sorted by name; the maps themselves stand in document order.
pub(super) fn read_maps(
    reader: &Reader,
    section: usize,
    provider: &mut Provider,
    places: &mut Places,
    strings: &mut Strings,
) -> Result<()> {
    let table = (0..reader.size(section + 8)?).map(|index| reader.size(section + 12 + index * 4));
    let mut offsets = table.collect::<Result<Vec<_>>>()?;
    offsets.sort_unstable();
    for (index, at) in offsets.into_iter().enumerate() {
        places.maps.insert(at, index);
        provider.maps.push(read_map(reader, at, strings)?);
    }
    Ok(())
}

fn read_map(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Map> {
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
            symbol: None,
            message: strings.get(reader.u32(item + 4)?),
        });
    }
    // Ids count up in document order; the file sorts by value.
    items.sort_by_key(|item| strings.list[item.message].message_id);
    Ok(Map {
        name: reader.sized_utf16(reader.size(at + 8)?)?,
        symbol: None,
        kind,
        items,
    })
}

pub(super) fn read_pattern_maps(
    reader: &Reader,
    section: usize,
    provider: &mut Provider,
) -> Result<()> {
    for index in 0..reader.size(section + 8)? {
        let at = reader.size(section + 12 + index * 4)?;
        reader.expect(at, b"QUER", "a pattern map")?;
        let text = |at: usize| reader.sized_utf16(reader.size(at)?);
        let item = |index: usize| {
            let at = at + 20 + index * 8;
            Ok((text(at)?, text(at + 4)?))
        };
        provider.pattern_maps.push(PatternMap {
            name: text(at + 8)?,
            format: text(at + 12)?,
            symbol: None,
            items: (0..reader.size(at + 16)?)
                .map(item)
                .collect::<Result<_>>()?,
        });
    }
    Ok(())
}
