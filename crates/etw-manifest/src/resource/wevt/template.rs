//! TTBL: the templates in document order: the XML as which a payload is shown, and its items.

use super::binxml::{self, low_byte};
use super::context::Context;
use super::list;
use super::template_guid::template_guid;
use crate::markup;
use crate::model::{Extent, InType, Item, ItemKind, Map, OutType, Template};
use crate::resource::McVersion;
use crate::resource::bytes::{Bytes, Offset, Text, narrow16, narrow32};
use crate::resource::structure::{Structure, structures};

structures! {
    Head {
        signature: [u8; 4],
        size: u32,
        item_count: u32,
        descriptor_count: u32,
        descriptors: Offset<DataDescriptor>,
        kind: u32,
        guid: [u8; 16],
    }

    /// The descriptor of a `<data>`.
    DataDescriptor {
        flags: u32,
        in_type: u8,
        out_type: u8,
        reserved: u16,
        map: Option<Offset<Map>>,
        count: u16,
        length: u16,
        name: Offset<Text>,
    }

    /// The descriptor of a `<struct>`.
    StructDescriptor {
        flags: u32,
        first_item: u16,
        item_count: u16,
        reserved: u32,
        count: u16,
        length: u16,
        name: Offset<Text>,
    }
}

/// The kind of a template: the element of its fragment.
const EVENT_DATA: u32 = 1;
const USER_DATA: u32 = 2;

/// Type of a struct in the fragment; that of `win:Binary`.
const STRUCT: u16 = 14;
/// Added to the type of an array.
const ARRAY: u16 = 0x80;

/// Flags of a descriptor.
const IS_STRUCT: u32 = 0x01;
const LENGTH_IS_NUMBER: u32 = 0x02;
const LENGTH_IS_ITEM: u32 = 0x04;
const COUNT_IS_NUMBER: u32 = 0x08;
const COUNT_IS_ITEM: u32 = 0x10;

pub(super) fn write(
    bytes: &mut Bytes,
    templates: &[Template],
    maps: &[Offset<Map>],
    context: Context,
) -> Vec<Offset<Template>> {
    let size = list::header(bytes, *b"TTBL", templates.len());
    let places = templates
        .iter()
        .map(|template| {
            let place = bytes.here();
            write_template(bytes, template, maps, context);
            place
        })
        .collect();
    bytes.fill_size(size);
    places
}

fn write_template(bytes: &mut Bytes, template: &Template, maps: &[Offset<Map>], context: Context) {
    let version = context.version;
    let types = fragment_types(template, version);
    let xml = template.xml();
    let root = markup::parse(&xml, types.len()).expect("lowering checks names and `UserData`");
    let fragment = binxml::write(&root, &types);
    let mut items = descriptors(&template.items);
    if template.has_binary && context.bug_compatible {
        // mc.exe counts the items of structs, which come later, when it refers to the length of `<binary>`.
        let last = template.items.len() - 1;
        items[last].siblings = items.len() - template.items.len();
    }
    let first = bytes.len() + Head::SIZE + fragment.len();
    let size = bytes.put_sized(&Head {
        signature: *b"TEMP",
        size: 0,
        item_count: narrow32(template.items.len()),
        descriptor_count: narrow32(items.len()),
        descriptors: Offset::at(first),
        kind: match template.user_data {
            Some(_) => USER_DATA,
            None => EVENT_DATA,
        },
        guid: template_guid(&xml, &types, version),
    });
    bytes.raw(&fragment);
    let mut names = list::Texts::after(first + items.len() * DataDescriptor::SIZE);
    for it in &items {
        let name = names.add(&it.item.name);
        it.write(bytes, name, maps, version);
    }
    names.write(bytes);
    bytes.fill_size(size);
}

fn fragment_types(template: &Template, version: McVersion) -> Vec<u16> {
    let item_type = |item: &Item| match item.kind {
        ItemKind::Value {
            in_type, out_type, ..
        } => fragment_type(Some((in_type, out_type)), item.count, version),
        ItemKind::Struct(_) => fragment_type(None, item.count, version),
    };
    template.items.iter().map(item_type).collect()
}

/// Returns the type of an item in the fragment; `None` is a struct.
pub(crate) fn fragment_type(
    types: Option<(InType, OutType)>,
    count: Extent,
    version: McVersion,
) -> u16 {
    let base = types.map_or(STRUCT, |(in_type, out_type)| {
        numbers(in_type, out_type, version).0
    });
    match count {
        Extent::None => base,
        Extent::Constant(_) | Extent::Item(_) => base | ARRAY,
    }
}

/// Returns the numbers of inType and outType.
fn numbers(in_type: InType, out_type: OutType, version: McVersion) -> (u16, u8) {
    match (in_type, version) {
        // mc.exe 6.3 knows counted strings only from classic tracing. It has that type's number, 301, in the template's
        // GUID, the low byte of it in the file, and no outType.
        (InType::CountedAnsiString, McVersion::V6_3) => (301, 0),
        _ => (in_type.number().into(), out_type.number()),
    }
}

/// One item of a template, with its place in the list of all descriptors.
struct Descriptor<'m> {
    item: &'m Item,
    /// The index of its first sibling.
    siblings: usize,
    /// The index of a struct's first item.
    first_item: usize,
}

/// Returns all top-level items, then the items of the first struct, of the second, …
fn descriptors(items: &[Item]) -> Vec<Descriptor<'_>> {
    let mut all = Vec::with_capacity(items.len());
    let mut inner = Vec::new();
    for item in items {
        let first_item = items.len() + inner.len();
        all.push(Descriptor {
            item,
            siblings: 0,
            first_item,
        });
        if let ItemKind::Struct(items) = &item.kind {
            inner.extend(items.iter().map(|item| Descriptor {
                item,
                siblings: first_item,
                first_item: 0,
            }));
        }
    }
    all.append(&mut inner);
    all
}

impl Descriptor<'_> {
    fn write(
        &self,
        bytes: &mut Bytes,
        name: Offset<Text>,
        maps: &[Offset<Map>],
        version: McVersion,
    ) {
        let flags = flags(self.item);
        let count = self.extent(self.item.count);
        let length = self.extent(self.item.length);
        match &self.item.kind {
            ItemKind::Value {
                in_type,
                out_type,
                map,
            } => {
                let (in_type, out_type) = numbers(*in_type, *out_type, version);
                bytes.put(&DataDescriptor {
                    flags,
                    in_type: low_byte(in_type),
                    out_type,
                    reserved: 0,
                    map: map.map(|index| maps[index]),
                    count,
                    length,
                    name,
                });
            }
            ItemKind::Struct(items) => bytes.put(&StructDescriptor {
                flags,
                first_item: narrow16(self.first_item),
                item_count: narrow16(items.len()),
                reserved: 0,
                count,
                length,
                name,
            }),
        }
    }

    fn extent(&self, extent: Extent) -> u16 {
        match extent {
            Extent::None => 0,
            Extent::Constant(number) => number,
            Extent::Item(index) => narrow16(self.siblings + index),
        }
    }
}

fn flags(item: &Item) -> u32 {
    let (kind, is_sid) = match item.kind {
        ItemKind::Struct(_) => (IS_STRUCT, false),
        ItemKind::Value { in_type, .. } => (0, in_type == InType::Sid),
    };
    let length = match item.length {
        // mc.exe stores a number as the length of a SID but sets no flag, because a SID contains its length.
        Extent::Constant(_) if !is_sid => LENGTH_IS_NUMBER,
        Extent::None | Extent::Constant(_) => 0,
        Extent::Item(_) => LENGTH_IS_ITEM,
    };
    let count = match item.count {
        Extent::None => 0,
        Extent::Constant(_) => COUNT_IS_NUMBER,
        Extent::Item(_) => COUNT_IS_ITEM,
    };
    kind | length | count
}
