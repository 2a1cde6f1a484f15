//! A COFF object with resources for GNU ld, which merges the resources of several objects only if each has them in one
//! section, as windres writes them; of two objects it silently drops one that has them in two.

use super::bytes::{Bytes, narrow16, narrow32};
use super::coff::{CHARACTERISTICS, FILE_HEADER, RELOCATION, SECTION_HEADER, STORAGE_STATIC};
use super::directory::{self, Resource};
use super::machine::Machine;

/// Initialized data that can be read, on four bytes: GNU ld looks for the next object's tree there.
const SECTION_FLAGS: u32 = 0x4030_0040;
const ALIGNMENT: usize = 4;

/// The whole object: one section, and one symbol for its start, from which every address is counted.
pub(crate) fn write(resources: &[Resource], machine: Machine) -> Vec<u8> {
    let (section, relocated) = section(resources);
    let section_at = FILE_HEADER + SECTION_HEADER;
    let relocations_at = section_at + section.len();
    let symbols_at = relocations_at + relocated.len() * RELOCATION;

    let mut bytes = Bytes::new();
    bytes.u16(machine.number());
    bytes.u16(1);
    bytes.u32(0);
    bytes.u32(narrow32(symbols_at));
    bytes.u32(1);
    bytes.u16(0);
    bytes.u16(CHARACTERISTICS);
    bytes.raw(b".rsrc\0\0\0");
    bytes.zeros(8);
    bytes.u32(narrow32(section.len()));
    bytes.u32(narrow32(section_at));
    bytes.u32(narrow32(relocations_at));
    bytes.u32(0);
    bytes.u16(narrow16(relocated.len()));
    bytes.u16(0);
    bytes.u32(SECTION_FLAGS);
    bytes.raw(&section);
    for place in relocated {
        bytes.u32(place);
        bytes.u32(0);
        bytes.u16(machine.image_relative());
    }
    write_symbol(&mut bytes);
    // No long names: the table of strings is just its own size.
    bytes.u32(4);
    bytes.into_vec()
}

/// The tree and the data, and where addresses stand that the linker moves.
fn section(resources: &[Resource]) -> (Vec<u8>, Vec<u32>) {
    let mut bytes = Bytes::new();
    let entries = directory::write(&mut bytes, resources);
    for (resource, entry) in resources.iter().zip(&entries) {
        let start = narrow32(bytes.len());
        bytes.patch(*entry, start);
        bytes.raw(resource.data);
        bytes.align(ALIGNMENT);
    }
    let relocated = entries.iter().map(|entry| entry.get()).collect();
    (bytes.into_vec(), relocated)
}

fn write_symbol(bytes: &mut Bytes) {
    bytes.raw(b".rsrc\0\0\0");
    bytes.u32(0);
    bytes.u16(1);
    bytes.u16(0);
    bytes.u8(STORAGE_STATIC);
    bytes.u8(0);
}
