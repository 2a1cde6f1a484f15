//! A COFF object with resources for the linkers of Microsoft and LLVM; `gnu_object` has the one for GNU ld.
//!
//! Two sections, as llvm-cvtres writes them: the tree with relocated addresses, and the data it points at.

use super::bytes::{Bytes, Offset, narrow16, narrow32};
use super::directory::{self, DataEntry, Resource};
use super::machine::Machine;

pub(super) const FILE_HEADER: usize = 20;
pub(super) const SECTION_HEADER: usize = 40;
pub(super) const RELOCATION: usize = 10;
/// `IMAGE_FILE_32BIT_MACHINE`, which resource objects carry for every machine.
pub(super) const CHARACTERISTICS: u16 = 0x0100;
/// Initialized data that can be read.
const SECTION_FLAGS: u32 = 0x4000_0040;
pub(super) const STORAGE_STATIC: u8 = 3;
/// `@feat.00`, and the two sections with their auxiliary records.
const FIRST_DATA_SYMBOL: usize = 5;

/// The two sections and where in them things are.
struct Sections {
    tree: Vec<u8>,
    entries: Vec<Offset<DataEntry>>,
    data: Vec<u8>,
    /// Where each resource starts in `data`.
    starts: Vec<u32>,
}

/// The whole object.
pub(crate) fn write(resources: &[Resource], machine: Machine) -> Vec<u8> {
    let sections = sections(resources);
    let tree_at = FILE_HEADER + 2 * SECTION_HEADER;
    let relocations_at = tree_at + sections.tree.len();
    let relocations_end = relocations_at + resources.len() * RELOCATION;
    let data_at = relocations_end.next_multiple_of(8);
    let symbols_at = data_at + sections.data.len();

    let mut bytes = Bytes::new();
    bytes.u16(machine.number());
    bytes.u16(2);
    bytes.u32(0);
    bytes.u32(narrow32(symbols_at));
    bytes.u32(narrow32(FIRST_DATA_SYMBOL + resources.len()));
    bytes.u16(0);
    bytes.u16(CHARACTERISTICS);
    let relocations = Some((relocations_at, resources.len()));
    write_section(
        &mut bytes,
        *b".rsrc$01",
        &sections.tree,
        tree_at,
        relocations,
    );
    write_section(&mut bytes, *b".rsrc$02", &sections.data, data_at, None);
    bytes.raw(&sections.tree);
    write_relocations(&mut bytes, &sections, machine);
    bytes.align(8);
    bytes.raw(&sections.data);
    write_symbols(&mut bytes, &sections);
    bytes.into_vec()
}

fn sections(resources: &[Resource]) -> Sections {
    let mut tree = Bytes::new();
    let entries = directory::write(&mut tree, resources);
    let mut data = Bytes::new();
    let mut starts = Vec::with_capacity(resources.len());
    for resource in resources {
        starts.push(narrow32(data.len()));
        data.raw(resource.data);
        data.align(8);
    }
    Sections {
        tree: tree.into_vec(),
        entries,
        data: data.into_vec(),
        starts,
    }
}

fn write_section(
    bytes: &mut Bytes,
    name: [u8; 8],
    content: &[u8],
    at: usize,
    relocations: Option<(usize, usize)>,
) {
    let (relocations_at, relocations) = relocations.unwrap_or_default();
    bytes.raw(&name);
    bytes.u32(0);
    bytes.u32(0);
    bytes.u32(narrow32(content.len()));
    bytes.u32(narrow32(at));
    bytes.u32(narrow32(relocations_at));
    bytes.u32(0);
    bytes.u16(narrow16(relocations));
    bytes.u16(0);
    bytes.u32(SECTION_FLAGS);
}

fn write_relocations(bytes: &mut Bytes, sections: &Sections, machine: Machine) {
    for (index, entry) in sections.entries.iter().enumerate() {
        bytes.offset(*entry);
        bytes.u32(narrow32(FIRST_DATA_SYMBOL + index));
        bytes.u16(machine.image_relative());
    }
}

fn write_symbols(bytes: &mut Bytes, sections: &Sections) {
    // Bit 0 says that the object is safe for /SAFESEH; cvtres also sets bit 4.
    write_symbol(bytes, *b"@feat.00", 0x11, -1, 0);
    write_symbol(bytes, *b".rsrc$01", 0, 1, 1);
    write_auxiliary(bytes, sections.tree.len(), sections.entries.len());
    write_symbol(bytes, *b".rsrc$02", 0, 2, 1);
    write_auxiliary(bytes, sections.data.len(), 0);
    for (index, start) in sections.starts.iter().enumerate() {
        let mut name = *b"$R000000";
        name[2..].copy_from_slice(format!("{:06X}", index & 0xFF_FFFF).as_bytes());
        write_symbol(bytes, name, *start, 2, 0);
    }
    // No long names: the table of strings is just its own size.
    bytes.u32(4);
}

fn write_symbol(bytes: &mut Bytes, name: [u8; 8], value: u32, section: i16, auxiliary: u8) {
    bytes.raw(&name);
    bytes.u32(value);
    bytes.raw(&section.to_le_bytes());
    bytes.u16(0);
    bytes.u8(STORAGE_STATIC);
    bytes.u8(auxiliary);
}

fn write_auxiliary(bytes: &mut Bytes, length: usize, relocations: usize) {
    bytes.u32(narrow32(length));
    bytes.u16(narrow16(relocations));
    bytes.zeros(12);
}
