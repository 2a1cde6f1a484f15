//! A COFF object with resources for the linkers of Microsoft and LLVM; `gnu_object` has the one for GNU ld.
//!
//! Two sections, as llvm-cvtres writes them: the tree with relocated addresses, and the data it points at.

use super::bytes::{Bytes, Offset, narrow32};
use super::directory::{self, Resource};
use super::image::{self, FileHeader, Relocation, ResourceDataEntry, SectionHeader, Symbol};
use super::machine::Machine;
use super::structure::Structure;

const TREE: [u8; 8] = *b".rsrc$01";
const DATA: [u8; 8] = *b".rsrc$02";
/// Comes after `@feat.00` and the two sections with their auxiliary records.
const FIRST_DATA_SYMBOL: usize = 5;

/// The two sections and the offsets in them.
struct Sections {
    tree: Vec<u8>,
    entries: Vec<Offset<ResourceDataEntry>>,
    data: Vec<u8>,
    /// The offset of each resource in `data`.
    starts: Vec<u32>,
}

/// Returns the whole object.
pub(crate) fn write(resources: &[Resource], machine: Machine) -> Vec<u8> {
    let Sections {
        tree,
        entries,
        data,
        starts,
    } = sections(resources);
    let tree_at = FileHeader::SIZE + 2 * SectionHeader::SIZE;
    let relocations_at = tree_at + tree.len();
    let relocations_end = relocations_at + entries.len() * Relocation::SIZE;
    let data_at = relocations_end.next_multiple_of(8);

    let mut bytes = Bytes::new();
    bytes.put(&FileHeader {
        machine: machine.number(),
        number_of_sections: 2,
        time_date_stamp: 0,
        pointer_to_symbol_table: narrow32(data_at + data.len()),
        number_of_symbols: narrow32(FIRST_DATA_SYMBOL + resources.len()),
        size_of_optional_header: 0,
        characteristics: image::FILE_32BIT_MACHINE,
    });
    let header = SectionHeader::of_object(TREE, tree.len(), tree_at);
    bytes.put(&header.with_relocations(relocations_at, entries.len()));
    bytes.put(&SectionHeader::of_object(DATA, data.len(), data_at));
    bytes.raw(&tree);
    for (index, entry) in entries.iter().enumerate() {
        bytes.put(&Relocation {
            virtual_address: entry.get(),
            symbol_table_index: narrow32(FIRST_DATA_SYMBOL + index),
            kind: machine.image_relative(),
        });
    }
    bytes.align(8);
    bytes.raw(&data);
    // Bit 0 declares that the object is safe for /SAFESEH; cvtres also sets bit 4.
    bytes.put(&Symbol::new(*b"@feat.00", 0x11, -1));
    Symbol::new(TREE, 0, 1).write_section(&mut bytes, tree.len(), entries.len());
    Symbol::new(DATA, 0, 2).write_section(&mut bytes, data.len(), 0);
    for (index, start) in starts.into_iter().enumerate() {
        bytes.put(&Symbol::new(data_symbol(index), start, 2));
    }
    image::write_no_long_names(&mut bytes);
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

fn data_symbol(index: usize) -> [u8; 8] {
    let mut name = *b"$R000000";
    name[2..].copy_from_slice(format!("{:06X}", index & 0xFF_FFFF).as_bytes());
    name
}
