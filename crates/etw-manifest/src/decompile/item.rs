//! The items of templates.

use super::error::{Error, Result};
use super::provider::Provider;
use super::reader::Reader;
use super::section::Offsets;
use crate::markup::Shown;
use crate::model::{Extent, InType, OutType};
use crate::resource::{McVersion, fragment_type};
use crate::xml::writer::{Attributes, Xml};

/// Flags of a descriptor.
const IS_STRUCT: u32 = 0x01;
const LENGTH_IS_ITEM: u32 = 0x04;
const COUNT_IS_ITEM: u32 = 0x10;

#[derive(Clone)]
pub(super) struct Item {
    name: String,
    kind: ItemKind,
    count: Extent,
    length: Extent,
}

#[derive(Clone)]
enum ItemKind {
    Value {
        in_type: InType,
        out_type: OutType,
        map: Option<usize>,
    },
    Struct(Vec<Item>),
}

/// The descriptors of one template.
pub(super) struct Descriptors<'r, 'b> {
    pub(super) reader: &'r Reader<'b>,
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) maps: &'r Offsets,
}

impl Descriptors<'_, '_> {
    /// Reads the item with this index; its siblings start at index `siblings`.
    pub(super) fn item(&self, index: usize, siblings: usize, may_be_struct: bool) -> Result<Item> {
        let reader = self.reader;
        let at = self.first.saturating_add(index.saturating_mul(20));
        if index >= self.count {
            return Err(Error::new(
                at,
                "a template has fewer items than its header claims",
            ));
        }
        let flags = reader.u32(at)?;
        let kind = match flags & IS_STRUCT {
            0 => self.data(at)?,
            _ if may_be_struct => self.structure(at)?,
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
        })
    }

    fn data(&self, at: usize) -> Result<ItemKind> {
        let numbers = match (self.reader.u8(at + 4)?, self.reader.u8(at + 5)?) {
            // mc.exe 6.3 writes this for a counted string: see the writer.
            (0x2D, 0) => (23, 1),
            numbers => numbers,
        };
        let unknown = || Error::new(at, format!("unknown types {} and {}", numbers.0, numbers.1));
        Ok(ItemKind::Value {
            in_type: InType::from_number(numbers.0).ok_or_else(unknown)?,
            out_type: OutType::from_number(numbers.1).ok_or_else(unknown)?,
            map: self.maps.find(self.reader, at + 8)?,
        })
    }

    fn structure(&self, at: usize) -> Result<ItemKind> {
        let first = usize::from(self.reader.u16(at + 4)?);
        let count = usize::from(self.reader.u16(at + 6)?);
        let items = (first..first + count).map(|index| self.item(index, first, false));
        items.collect::<Result<_>>().map(ItemKind::Struct)
    }
}

/// Charges for the counts and lengths of a template: the manifest repeats the names of the items that hold them.
pub(super) fn charge_extents(reader: &Reader, at: usize, items: &[Item]) -> Result<()> {
    for item in items {
        for extent in [item.count, item.length] {
            let Extent::Item(index) = extent else {
                continue;
            };
            if let Some(counter) = items.get(index) {
                reader.charge(at, counter.name.len())?;
            }
        }
        if let ItemKind::Struct(items) = &item.kind {
            charge_extents(reader, at, items)?;
        }
    }
    Ok(())
}

impl Item {
    /// Returns the number of the item's type in the template's fragment of binary XML.
    pub(super) fn fragment_type(&self, version: McVersion) -> u16 {
        let types = match self.kind {
            ItemKind::Value {
                in_type, out_type, ..
            } => Some((in_type, out_type)),
            ItemKind::Struct(_) => None,
        };
        fragment_type(types, self.count, version)
    }

    /// Returns the name with the element that shows the item. `binary` counts from the length of `<binary>`.
    pub(super) fn shown(&self, binary: Option<usize>) -> (&str, Shown) {
        let shown = match (&self.kind, binary) {
            (_, Some(0)) => Shown::Nowhere,
            (_, Some(_)) => Shown::Binary,
            (ItemKind::Struct(_), None) => Shown::ComplexData,
            (ItemKind::Value { .. }, None) => Shown::Data,
        };
        (&self.name, shown)
    }

    pub(super) fn is_binary_length(&self) -> bool {
        self.name == "__binLength"
    }

    pub(super) fn write_binary(&self, xml: &mut Xml) {
        xml.leaf("binary", &[("name", Some(self.name.clone()))]);
    }

    pub(super) fn write(&self, xml: &mut Xml, siblings: &[Self], provider: &Provider) {
        let extent = |extent: Extent| match extent {
            Extent::None => None,
            Extent::Constant(number) => Some(number.to_string()),
            Extent::Item(index) => Some(siblings.get(index)?.name.clone()),
        };
        let name = ("name", Some(self.name.clone()));
        let count = ("count", extent(self.count));
        match &self.kind {
            ItemKind::Value {
                in_type,
                out_type,
                map,
            } => {
                let out_type = Some(out_type).filter(|it| **it != in_type.default_out_type());
                let attributes: Attributes = &[
                    name,
                    ("inType", Some(in_type.name().to_owned())),
                    ("outType", out_type.map(|it| it.name().to_owned())),
                    ("map", map.map(|index| provider.maps[index].name.clone())),
                    count,
                    ("length", extent(self.length)),
                ];
                xml.leaf("data", attributes);
            }
            ItemKind::Struct(items) => xml.element("struct", &[name, count], |xml| {
                for item in items {
                    item.write(xml, items, provider);
                }
            }),
        }
    }
}
