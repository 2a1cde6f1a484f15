//! TTBL: the templates in document order: how a payload is shown as XML, and what its items are.

use std::borrow::Cow;

use super::template_guid::template_guid;
use super::{binxml, list};
use crate::model::{
    Extent, InType, Item, ItemKind, Map, OutType, Template, UserContent, UserElement,
};
use crate::resource::McVersion;
use crate::resource::bytes::{Bytes, Offset, Slot, Text, narrow16, narrow32};

/// What the fragment stands for.
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
    version: McVersion,
) -> Vec<Offset<Template>> {
    let size = list::header(bytes, *b"TTBL", templates.len());
    let places = templates
        .iter()
        .map(|template| {
            let place = bytes.here();
            write_template(bytes, template, maps, version);
            place
        })
        .collect();
    bytes.fill_size(size);
    places
}

fn write_template(
    bytes: &mut Bytes,
    template: &Template,
    maps: &[Offset<Map>],
    version: McVersion,
) {
    let start = bytes.len();
    let types = fragment_types(template, version);
    let document = document(template);
    let descriptors = descriptors(&template.items);
    bytes.raw(b"TEMP");
    let size = bytes.reserve_size(start);
    bytes.u32(narrow32(template.items.len()));
    bytes.u32(narrow32(descriptors.len()));
    let first = bytes.reserve::<Descriptor>();
    bytes.u32(if template.user_data.is_some() {
        USER_DATA
    } else {
        EVENT_DATA
    });
    bytes.raw(&template_guid(&document, &types, version));
    binxml::write(bytes, &document, &types);
    bytes.fill_here(first);
    let names: Vec<Slot<Text>> = descriptors
        .iter()
        .map(|descriptor| write_descriptor(bytes, descriptor, maps, version))
        .collect();
    for (descriptor, name) in descriptors.iter().zip(names) {
        bytes.fill_here(name);
        list::string(bytes, &descriptor.item.name);
    }
    bytes.fill_size(size);
}

/// The XML that the payload is shown as: the one in `UserData`, else one `Data` for each item.
pub(in crate::resource) fn document(template: &Template) -> Cow<'_, UserElement> {
    match &template.user_data {
        Some(element) => Cow::Borrowed(element),
        None => Cow::Owned(event_data(template)),
    }
}

fn event_data(template: &Template) -> UserElement {
    let named = |name: &str| vec![("Name".to_owned(), name.to_owned())];
    let data = template.items.iter().enumerate().map(|(index, item)| {
        let name = match item.kind {
            ItemKind::Value { .. } => "Data",
            ItemKind::Struct(_) => "ComplexData",
        };
        UserContent::Element(UserElement {
            name: name.to_owned(),
            attributes: named(&item.name),
            content: vec![UserContent::Text(format!("%{}", index + 1))],
        })
    });
    UserElement {
        name: "EventData".to_owned(),
        attributes: template.name.as_deref().map(named).unwrap_or_default(),
        content: data.collect(),
    }
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

/// The numbers of inType and outType.
fn numbers(in_type: InType, out_type: OutType, version: McVersion) -> (u16, u8) {
    match (in_type, version) {
        // mc.exe 6.3 knows counted strings only from classic tracing. It has that type's number, 301, in the template's
        // GUID, the low byte of it in the file, and no outType.
        (InType::CountedAnsiString, McVersion::V6_3) => (301, 0),
        _ => (in_type.number().into(), out_type.number()),
    }
}

/// What fits of a type's number where files have one byte for it.
pub(super) const fn low_byte(number: u16) -> u8 {
    number.to_le_bytes()[0]
}

/// One item, with what its references and its members count from.
struct Descriptor<'m> {
    item: &'m Item,
    /// The index of the first sibling in the whole list.
    siblings: usize,
    /// The index of a struct's first member in the whole list.
    members: usize,
}

/// All top-level items, then the members of the first struct, of the second, …
fn descriptors(items: &[Item]) -> Vec<Descriptor<'_>> {
    let mut all = Vec::with_capacity(items.len());
    let mut inner = Vec::new();
    for item in items {
        let members = items.len() + inner.len();
        all.push(Descriptor {
            item,
            siblings: 0,
            members,
        });
        if let ItemKind::Struct(items) = &item.kind {
            let member = |item| Descriptor {
                item,
                siblings: members,
                members: 0,
            };
            inner.extend(items.iter().map(member));
        }
    }
    all.append(&mut inner);
    all
}

/// Writes 20 bytes; gives the place reserved for the name.
fn write_descriptor(
    bytes: &mut Bytes,
    descriptor: &Descriptor,
    maps: &[Offset<Map>],
    version: McVersion,
) -> Slot<Text> {
    let item = descriptor.item;
    bytes.u32(flags(item));
    match &item.kind {
        ItemKind::Value {
            in_type,
            out_type,
            map,
        } => {
            let (in_type, out_type) = numbers(*in_type, *out_type, version);
            bytes.u8(low_byte(in_type));
            bytes.u8(out_type);
            bytes.u16(0);
            bytes.optional_offset(map.map(|index| maps[index]));
        }
        ItemKind::Struct(members) => {
            bytes.u16(narrow16(descriptor.members));
            bytes.u16(narrow16(members.len()));
            bytes.u32(0);
        }
    }
    bytes.u16(extent(item.count, descriptor.siblings));
    bytes.u16(extent(item.length, descriptor.siblings));
    bytes.reserve()
}

fn flags(item: &Item) -> u32 {
    let kind = match item.kind {
        ItemKind::Struct(_) => IS_STRUCT,
        ItemKind::Value { .. } => 0,
    };
    // mc.exe stores the length of a SID, which has a length of its own, but does not say so.
    let sid = matches!(
        item.kind,
        ItemKind::Value {
            in_type: InType::Sid,
            ..
        }
    );
    let length = match item.length {
        Extent::Constant(_) if !sid => LENGTH_IS_NUMBER,
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

fn extent(extent: Extent, siblings: usize) -> u16 {
    match extent {
        Extent::None => 0,
        Extent::Constant(number) => number,
        Extent::Item(index) => narrow16(siblings + index),
    }
}
