//! Templates: the items of payloads, and the XML they are shown as.

use super::{Places, binxml, named};
use crate::decompile::reader::{Error, Reader, Result};
use crate::model::{Extent, InType, Item, ItemKind, Map, OutType, Provider, Template, UserElement};
use crate::source::Span;

const USER_DATA: u32 = 2;

/// Flags of a descriptor.
const IS_STRUCT: u32 = 0x01;
const LENGTH_IS_ITEM: u32 = 0x04;
const COUNT_IS_ITEM: u32 = 0x10;

pub(super) fn read(
    reader: &Reader,
    section: usize,
    provider: &mut Provider,
    places: &mut Places,
    guids: &mut Vec<[u8; 16]>,
) -> Result<()> {
    let mut at = section + 12;
    for index in 0..reader.size(section + 8)? {
        places.templates.insert(at, index);
        let template = read_template(reader, at, index, (&provider.maps, places))?;
        provider.templates.push(template);
        guids.push(reader.guid(at + 24)?.to_bytes());
        at += reader.size(at + 4)?;
    }
    Ok(())
}

fn read_template(
    reader: &Reader,
    at: usize,
    index: usize,
    (maps, places): (&[Map], &Places),
) -> Result<Template> {
    reader.expect(at, b"TEMP", "a template")?;
    let document = binxml::read(reader, at + 40)?;
    let user_data = reader.u32(at + 20)? == USER_DATA;
    let name = if user_data {
        None
    } else {
        event_data_name(&document)
    };
    let table = Table {
        reader,
        first: reader.size(at + 16)?,
        count: reader.size(at + 12)?,
        maps,
        places,
    };
    let top = (0..reader.size(at + 8)?).map(|index| table.item(index, 0, true));
    let items: Vec<Item> = top.collect::<Result<_>>()?;
    charge_extents(reader, at, &items)?;
    Ok(Template {
        tid: format!("Template{}", index + 1),
        name,
        items,
        user_data: user_data.then_some(document),
        span: Span::default(),
    })
}

/// An item that counts another is named there once more.
fn charge_extents(reader: &Reader, at: usize, items: &[Item]) -> Result<()> {
    for item in items {
        for extent in [item.count, item.length] {
            let Extent::Item(index) = extent else {
                continue;
            };
            if let Some(counter) = items.get(index) {
                reader.charge(at, counter.name.len())?;
            }
        }
        if let ItemKind::Struct(members) = &item.kind {
            charge_extents(reader, at, members)?;
        }
    }
    Ok(())
}

fn event_data_name(document: &UserElement) -> Option<String> {
    let mut attributes = document.attributes.iter();
    attributes
        .find(|(name, _)| name == "Name")
        .map(|(_, value)| value.clone())
}

/// The descriptors of one template.
struct Table<'r, 'b> {
    reader: &'r Reader<'b>,
    first: usize,
    count: usize,
    maps: &'r [Map],
    places: &'r Places,
}

impl Table<'_, '_> {
    /// The item with this index; its siblings start at index `siblings`.
    fn item(&self, index: usize, siblings: usize, may_be_struct: bool) -> Result<Item> {
        let reader = self.reader;
        let at = self.first.saturating_add(index.saturating_mul(20));
        if index >= self.count {
            return Err(Error::new(at, "a template has fewer items than it says"));
        }
        let flags = reader.u32(at)?;
        let kind = match flags & IS_STRUCT {
            0 => self.data(at)?,
            _ if may_be_struct => self.members(at)?,
            _ => return Err(Error::new(at, "a struct inside a struct")),
        };
        let extent = |at: usize, is_item: u32| {
            let number = reader.u16(at)?;
            match (flags & is_item, usize::from(number).checked_sub(siblings)) {
                (0, _) if number == 0 => Ok(Extent::None),
                (0, _) => Ok(Extent::Constant(number)),
                (_, Some(index)) => Ok(Extent::Item(index)),
                (_, None) => Err(Error::new(at, "a count or length outside its struct")),
            }
        };
        Ok(Item {
            name: reader.sized_utf16(reader.size(at + 16)?)?,
            kind,
            count: extent(at + 12, COUNT_IS_ITEM)?,
            length: extent(at + 14, LENGTH_IS_ITEM)?,
            description: None,
            span: Span::default(),
        })
    }

    fn data(&self, at: usize) -> Result<ItemKind> {
        let numbers = (self.reader.u8(at + 4)?, self.reader.u8(at + 5)?);
        // What mc.exe 6.3 writes for a counted string: see the writer.
        let numbers = if numbers == (0x2D, 0) {
            (23, 1)
        } else {
            numbers
        };
        let unknown = || Error::new(at, format!("unknown types {} and {}", numbers.0, numbers.1));
        Ok(ItemKind::Data {
            in_type: InType::from_number(numbers.0).ok_or_else(unknown)?,
            out_type: OutType::from_number(numbers.1).ok_or_else(unknown)?,
            map: named(
                self.reader,
                at + 8,
                &self.places.maps,
                (self.maps, |map| &map.name, "map"),
            )?,
        })
    }

    fn members(&self, at: usize) -> Result<ItemKind> {
        let first = usize::from(self.reader.u16(at + 4)?);
        let count = usize::from(self.reader.u16(at + 6)?);
        let members = (first..first + count).map(|index| self.item(index, first, false));
        members.collect::<Result<_>>().map(ItemKind::Struct)
    }
}
