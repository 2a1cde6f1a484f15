//! A DLL that holds resources and nothing else: no code, no imports, loaded as data.

use super::bytes::{Bytes, narrow16, narrow32};
use super::directory::{self, Resource};
use super::image::{FileHeader, SectionHeader};
use super::machine::Machine;
use super::structure::{Structure, structures};

const SECTION_ALIGNMENT: usize = 0x1000;
const FILE_ALIGNMENT: usize = 0x200;
/// The address of the only section.
const SECTION_ADDRESS: usize = SECTION_ALIGNMENT;
/// All headers fit one unit of the file, so the section starts after it.
const SIZE_OF_HEADERS: usize = FILE_ALIGNMENT;
const SIGNATURE: [u8; 4] = *b"PE\0\0";
const DIRECTORIES: usize = 16;
const RESOURCE_DIRECTORY: usize = 2;
/// `IMAGE_SUBSYSTEM_WINDOWS_GUI`, as every DLL has it.
const SUBSYSTEM: u16 = 2;

structures! {
    /// `IMAGE_DATA_DIRECTORY`.
    DataDirectory {
        virtual_address: u32,
        size: u32,
    }

    /// `IMAGE_DOS_HEADER`, of which Windows reads the first and the last field.
    DosHeader {
        magic: [u8; 2],
        unused: [u8; 58],
        new_header: u32,
    }

    /// The fields that both forms of `IMAGE_OPTIONAL_HEADER` have in front of the address of the image.
    OptionalHeaderStart {
        magic: u16,
        linker_version: u16,
        size_of_code: u32,
        size_of_initialized_data: u32,
        size_of_uninitialized_data: u32,
        address_of_entry_point: u32,
        base_of_code: u32,
    }

    /// The fields between the address of the image and the sizes of stack and heap.
    OptionalHeaderMiddle {
        section_alignment: u32,
        file_alignment: u32,
        operating_system_version: [u16; 2],
        image_version: [u16; 2],
        subsystem_version: [u16; 2],
        win32_version_value: u32,
        size_of_image: u32,
        size_of_headers: u32,
        checksum: u32,
        subsystem: u16,
        dll_characteristics: u16,
    }
}

/// The offset of the checksum, in both forms of the optional header.
const CHECKSUM: usize = DosHeader::SIZE + SIGNATURE.len() + FileHeader::SIZE + 64;

/// Returns `EXECUTABLE_IMAGE | DLL`, with `LARGE_ADDRESS_AWARE` or `32BIT_MACHINE`.
const fn characteristics(machine: Machine) -> u16 {
    if machine.is_64_bit() { 0x2022 } else { 0x2102 }
}

/// Returns `NO_SEH | NX_COMPAT | DYNAMIC_BASE`, and `HIGH_ENTROPY_VA` for 64-bit machines.
const fn dll_characteristics(machine: Machine) -> u16 {
    if machine.is_64_bit() { 0x0560 } else { 0x0540 }
}

/// Returns the whole file.
pub(crate) fn write(resources: &[Resource], machine: Machine) -> Vec<u8> {
    let section = section(resources);
    let mut bytes = Bytes::new();
    bytes.put(&DosHeader {
        magic: *b"MZ",
        unused: [0; 58],
        new_header: narrow32(DosHeader::SIZE),
    });
    bytes.put(&SIGNATURE);
    let optional = optional_header(section.len(), machine);
    bytes.put(&FileHeader {
        machine: machine.number(),
        number_of_sections: 1,
        time_date_stamp: 0,
        pointer_to_symbol_table: 0,
        number_of_symbols: 0,
        size_of_optional_header: narrow16(optional.len()),
        characteristics: characteristics(machine),
    });
    bytes.raw(&optional);
    bytes.put(&SectionHeader {
        virtual_size: narrow32(section.len()),
        virtual_address: narrow32(SECTION_ADDRESS),
        ..SectionHeader::of_object(
            *b".rsrc\0\0\0",
            section.len().next_multiple_of(FILE_ALIGNMENT),
            SIZE_OF_HEADERS,
        )
    });
    bytes.align(FILE_ALIGNMENT);
    debug_assert_eq!(bytes.len(), SIZE_OF_HEADERS);
    bytes.raw(&section);
    bytes.align(FILE_ALIGNMENT);
    let mut file = bytes.into_vec();
    let checksum = checksum(&file);
    file[CHECKSUM..CHECKSUM + 4].copy_from_slice(&checksum.to_le_bytes());
    file
}

/// Returns the tree, then the data, aligned to eight bytes.
fn section(resources: &[Resource]) -> Vec<u8> {
    let mut bytes = Bytes::new();
    let entries = directory::write(&mut bytes, resources);
    for (resource, entry) in resources.iter().zip(entries) {
        bytes.align(8);
        bytes.patch(entry, narrow32(SECTION_ADDRESS + bytes.len()));
        bytes.raw(resource.data);
    }
    bytes.into_vec()
}

fn optional_header(section: usize, machine: Machine) -> Vec<u8> {
    let wide = machine.is_64_bit();
    let mut bytes = Bytes::new();
    bytes.put(&OptionalHeaderStart {
        magic: if wide { 0x020B } else { 0x010B },
        linker_version: 0,
        size_of_code: 0,
        size_of_initialized_data: narrow32(section.next_multiple_of(FILE_ALIGNMENT)),
        size_of_uninitialized_data: 0,
        address_of_entry_point: 0,
        base_of_code: narrow32(SECTION_ADDRESS),
    });
    if wide {
        bytes.put(&0x0001_8000_0000_u64);
    } else {
        let (base_of_data, image_base) = (narrow32(SECTION_ADDRESS), 0x1000_0000);
        bytes.put(&[base_of_data, image_base]);
    }
    // Windows Vista, the first with such resources; Windows 8 on ARM64.
    let version = [6, if machine == Machine::Arm64 { 2 } else { 0 }];
    bytes.put(&OptionalHeaderMiddle {
        section_alignment: narrow32(SECTION_ALIGNMENT),
        file_alignment: narrow32(FILE_ALIGNMENT),
        operating_system_version: version,
        image_version: [0, 0],
        subsystem_version: version,
        win32_version_value: 0,
        size_of_image: narrow32((SECTION_ADDRESS + section).next_multiple_of(SECTION_ALIGNMENT)),
        size_of_headers: narrow32(SIZE_OF_HEADERS),
        checksum: 0,
        subsystem: SUBSYSTEM,
        dll_characteristics: dll_characteristics(machine),
    });
    // Stack and heap, reserved and committed: linkers' defaults, meaningless in a DLL.
    let sizes = [0x10_0000, 0x1000, 0x10_0000, 0x1000_u32];
    if wide {
        bytes.put(&sizes.map(u64::from));
    } else {
        bytes.put(&sizes);
    }
    let (loader_flags, number_of_directories) = (0, narrow32(DIRECTORIES));
    bytes.put(&[loader_flags, number_of_directories]);
    bytes.put(&directories(section));
    bytes.into_vec()
}

fn directories(section: usize) -> [DataDirectory; DIRECTORIES] {
    std::array::from_fn(|index| {
        let (address, size) = match index {
            RESOURCE_DIRECTORY => (SECTION_ADDRESS, section),
            _ => (0, 0),
        };
        DataDirectory {
            virtual_address: narrow32(address),
            size: narrow32(size),
        }
    })
}

/// Returns the sum that `ImageHlp` computes: 16-bit words with the carry added back, plus the length.
fn checksum(file: &[u8]) -> u32 {
    let sum = file.chunks_exact(2).fold(0_u32, |sum, word| {
        let sum = sum + u32::from(u16::from_le_bytes([word[0], word[1]]));
        (sum & 0xFFFF) + (sum >> 16)
    });
    sum.wrapping_add(narrow32(file.len()))
}
