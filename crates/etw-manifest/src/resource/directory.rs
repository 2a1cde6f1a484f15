//! Resources, and the tree of an executable's resources: type, name, language.

use super::bytes::{Bytes, Offset, Slot, narrow16, narrow32};
use super::image::{ResourceDataEntry, ResourceDirectory};
use crate::collection::sort;

/// The type or name of a resource. Texts sort before numbers, as the tree wants them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Name<'a> {
    Text(&'a str),
    Id(u16),
}

/// One resource.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resource<'a> {
    pub(crate) kind: Name<'a>,
    pub(crate) name: Name<'a>,
    pub(crate) language: u16,
    pub(crate) data: &'a [u8],
}

/// Set in an entry's name when it points at text, and in its target when that is another table.
const HIGH: u32 = 0x8000_0000;

/// The target of an entry of a table: another table, a data entry, or a text.
struct Target;

/// Writes the tree at the start of `bytes`: the tables by their depth, then the data entries, then the texts, padded to four
/// bytes. Returns the data entries in the order of `resources`; the caller fills in the addresses of the data.
pub(crate) fn write(bytes: &mut Bytes, resources: &[Resource]) -> Vec<Offset<ResourceDataEntry>> {
    let order = sort::indexes(resources, |it| (it.kind, it.name, it.language));
    let types = order.chunk_by(|one, other| resources[*one].kind == resources[*other].kind);
    let types: Vec<&[usize]> = types.collect();
    let mut texts = Vec::new();
    let kinds: Vec<Name> = types.iter().map(|it| resources[it[0]].kind).collect();
    let type_slots = write_table(bytes, &kinds, &mut texts);
    let (mut tables, mut name_slots) = (Vec::new(), Vec::new());
    for (of_type, slot) in types.into_iter().zip(type_slots) {
        fill_table(bytes, slot);
        let before = tables.len();
        tables
            .extend(of_type.chunk_by(|one, other| resources[*one].name == resources[*other].name));
        let of_type = tables[before..].iter();
        let names: Vec<Name> = of_type.map(|it| resources[it[0]].name).collect();
        name_slots.extend(write_table(bytes, &names, &mut texts));
    }
    let mut language_slots = Vec::new();
    for (table, slot) in tables.into_iter().zip(name_slots) {
        fill_table(bytes, slot);
        let ids = table.iter().map(|it| Name::Id(resources[*it].language));
        let ids: Vec<Name> = ids.collect();
        language_slots.extend(write_table(bytes, &ids, &mut texts));
    }
    let entries = write_data_entries(bytes, resources, order, language_slots);
    for (slot, text) in texts {
        fill_text(bytes, slot, text);
    }
    bytes.align(4);
    entries
}

/// Writes a table's header and entries. Returns the slots for the targets of the entries.
fn write_table<'a>(
    bytes: &mut Bytes,
    names: &[Name<'a>],
    texts: &mut Vec<(Slot<Target>, &'a str)>,
) -> Vec<Slot<Target>> {
    let is_text = |name: &&Name| matches!(name, Name::Text(_));
    let with_text = names.iter().filter(is_text).count();
    bytes.put(&ResourceDirectory {
        characteristics: 0,
        time_date_stamp: 0,
        version: [0, 0],
        number_of_named_entries: narrow16(with_text),
        number_of_id_entries: narrow16(names.len() - with_text),
    });
    let entry = |name: &Name<'a>| {
        match *name {
            Name::Text(text) => texts.push((bytes.reserve(), text)),
            Name::Id(id) => bytes.put(&u32::from(id)),
        }
        bytes.reserve::<Target>()
    };
    names.iter().map(entry).collect()
}

fn fill_table(bytes: &mut Bytes, slot: Slot<Target>) {
    bytes.fill_flagged(slot, HIGH);
}

fn fill_text(bytes: &mut Bytes, slot: Slot<Target>, text: &str) {
    bytes.fill_flagged(slot, HIGH);
    bytes.put(&narrow16(text.encode_utf16().count()));
    bytes.utf16(text);
}

fn write_data_entries(
    bytes: &mut Bytes,
    resources: &[Resource],
    order: Vec<usize>,
    slots: Vec<Slot<Target>>,
) -> Vec<Offset<ResourceDataEntry>> {
    let mut entries = vec![bytes.here(); resources.len()];
    for (index, slot) in order.into_iter().zip(slots) {
        entries[index] = bytes.here();
        bytes.fill_here(slot);
        bytes.put(&ResourceDataEntry {
            offset_to_data: 0,
            size: narrow32(resources[index].data.len()),
            code_page: 0,
            reserved: 0,
        });
    }
    entries
}
