//! A COFF object with resources for GNU ld, which merges the resources of several objects only if each has them in one
//! section, as windres writes them. Of two objects with two sections it silently drops one.

use super::bytes::{Bytes, narrow32};
use super::directory::{self, Resource};
use super::image::{self, FileHeader, INITIALIZED_DATA, Relocation, SectionHeader, Symbol};
use super::machine::Machine;
use super::structure::Structure;

const NAME: [u8; 8] = *b".rsrc\0\0\0";
/// GNU ld looks for the next object's tree at a multiple of this.
const ALIGNMENT: usize = 4;
/// `IMAGE_SCN_ALIGN_4BYTES`.
const ALIGN_4BYTES: u32 = 0x0030_0000;

/// Returns the whole object: one section, and one symbol for its start, to which every address is relative.
pub(crate) fn write(resources: &[Resource], machine: Machine) -> Vec<u8> {
    let (section, relocated) = section(resources);
    let section_at = FileHeader::SIZE + SectionHeader::SIZE;
    let relocations_at = section_at + section.len();

    let mut bytes = Bytes::new();
    bytes.put(&FileHeader {
        machine: machine.number(),
        number_of_sections: 1,
        time_date_stamp: 0,
        pointer_to_symbol_table: narrow32(relocations_at + relocated.len() * Relocation::SIZE),
        number_of_symbols: 1,
        size_of_optional_header: 0,
        characteristics: image::FILE_32BIT_MACHINE,
    });
    let header = SectionHeader::of_object(NAME, section.len(), section_at);
    let header = header.with_relocations(relocations_at, relocated.len());
    bytes.put(&SectionHeader {
        characteristics: INITIALIZED_DATA | ALIGN_4BYTES,
        ..header
    });
    bytes.raw(&section);
    for virtual_address in relocated {
        bytes.put(&Relocation {
            virtual_address,
            symbol_table_index: 0,
            kind: machine.image_relative(),
        });
    }
    bytes.put(&Symbol::new(NAME, 0, 1));
    image::write_no_long_names(&mut bytes);
    bytes.into_vec()
}

/// Returns the tree with the data, and the offsets of the addresses that the linker relocates.
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
