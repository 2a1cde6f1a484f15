//! Structures of objects and executables, named as in `winnt.h`.

use super::bytes::{Bytes, narrow16, narrow32};
use super::structure::structures;

/// `IMAGE_SCN_CNT_INITIALIZED_DATA | IMAGE_SCN_MEM_READ`.
pub(super) const INITIALIZED_DATA: u32 = 0x4000_0040;
/// `IMAGE_FILE_32BIT_MACHINE`. Resource objects have it for every machine.
pub(super) const FILE_32BIT_MACHINE: u16 = 0x0100;
/// `IMAGE_SYM_CLASS_STATIC`.
pub(super) const CLASS_STATIC: u8 = 3;

structures! {
    /// `IMAGE_FILE_HEADER`.
    FileHeader {
        machine: u16,
        number_of_sections: u16,
        /// 0: the same manifest gives the same file.
        time_date_stamp: u32,
        pointer_to_symbol_table: u32,
        number_of_symbols: u32,
        size_of_optional_header: u16,
        characteristics: u16,
    }

    /// `IMAGE_SECTION_HEADER`.
    SectionHeader {
        name: [u8; 8],
        virtual_size: u32,
        virtual_address: u32,
        size_of_raw_data: u32,
        pointer_to_raw_data: u32,
        pointer_to_relocations: u32,
        pointer_to_linenumbers: u32,
        number_of_relocations: u16,
        number_of_linenumbers: u16,
        characteristics: u32,
    }

    /// `IMAGE_RELOCATION`.
    Relocation {
        virtual_address: u32,
        symbol_table_index: u32,
        kind: u16,
    }

    /// `IMAGE_SYMBOL`.
    Symbol {
        name: [u8; 8],
        value: u32,
        section_number: i16,
        kind: u16,
        storage_class: u8,
        number_of_aux_symbols: u8,
    }

    /// `IMAGE_AUX_SYMBOL`, about a section.
    AuxSection {
        length: u32,
        number_of_relocations: u16,
        unused: [u8; 12],
    }

    /// `IMAGE_RESOURCE_DIRECTORY`.
    ResourceDirectory {
        characteristics: u32,
        time_date_stamp: u32,
        version: [u16; 2],
        number_of_named_entries: u16,
        number_of_id_entries: u16,
    }

    /// `IMAGE_RESOURCE_DATA_ENTRY`.
    ResourceDataEntry {
        offset_to_data: u32,
        size: u32,
        code_page: u32,
        reserved: u32,
    }
}

impl SectionHeader {
    /// Returns the header of a section in an object.
    pub(super) fn of_object(name: [u8; 8], size: usize, at: usize) -> Self {
        Self {
            name,
            virtual_size: 0,
            virtual_address: 0,
            size_of_raw_data: narrow32(size),
            pointer_to_raw_data: narrow32(at),
            pointer_to_relocations: 0,
            pointer_to_linenumbers: 0,
            number_of_relocations: 0,
            number_of_linenumbers: 0,
            characteristics: INITIALIZED_DATA,
        }
    }

    pub(super) fn with_relocations(mut self, at: usize, count: usize) -> Self {
        self.pointer_to_relocations = narrow32(at);
        self.number_of_relocations = narrow16(count);
        self
    }
}

impl Symbol {
    /// Returns a static symbol without auxiliary records.
    pub(super) const fn new(name: [u8; 8], value: u32, section_number: i16) -> Self {
        Self {
            name,
            value,
            section_number,
            kind: 0,
            storage_class: CLASS_STATIC,
            number_of_aux_symbols: 0,
        }
    }

    /// Writes the symbol of a section, with its auxiliary record.
    pub(super) fn write_section(mut self, bytes: &mut Bytes, length: usize, relocations: usize) {
        self.number_of_aux_symbols = 1;
        bytes.put(&self);
        bytes.put(&AuxSection {
            length: narrow32(length),
            number_of_relocations: narrow16(relocations),
            unused: [0; 12],
        });
    }
}

/// Writes a table of long names that has none: just its own size.
pub(super) fn write_no_long_names(bytes: &mut Bytes) {
    bytes.put(&4_u32);
}
