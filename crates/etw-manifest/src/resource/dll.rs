//! A DLL that holds resources and nothing else: no code, no imports, loaded as data.

use super::bytes::{Bytes, narrow32};
use super::directory::{self, Resource};
use super::machine::Machine;

const SECTION_ALIGNMENT: usize = 0x1000;
const FILE_ALIGNMENT: usize = 0x200;
/// Where the only section is loaded.
const SECTION_ADDRESS: usize = SECTION_ALIGNMENT;
/// All headers fit one unit of the file, so the section starts after it.
const HEADERS: usize = FILE_ALIGNMENT;
const DOS_HEADER: usize = 64;
const SIGNATURE_AND_FILE_HEADER: usize = 4 + 20;
/// Where the checksum stands in the optional header, in both of its forms.
const CHECKSUM: usize = DOS_HEADER + SIGNATURE_AND_FILE_HEADER + 64;
const DIRECTORIES: u32 = 16;
const RESOURCE_DIRECTORY: u32 = 2;
const SECTION_FLAGS: u32 = 0x4000_0040;

/// `EXECUTABLE_IMAGE | DLL`, with `LARGE_ADDRESS_AWARE` or `32BIT_MACHINE`.
const fn characteristics(machine: Machine) -> u16 {
    if machine.is_64_bit() { 0x2022 } else { 0x2102 }
}

/// `NO_SEH | NX_COMPAT | DYNAMIC_BASE`, and `HIGH_ENTROPY_VA` where there is room for it.
const fn dll_characteristics(machine: Machine) -> u16 {
    if machine.is_64_bit() { 0x0560 } else { 0x0540 }
}

/// The whole file.
pub(crate) fn write(resources: &[Resource], machine: Machine) -> Vec<u8> {
    let section = section(resources);
    let mut bytes = Bytes::new();
    write_dos_header(&mut bytes);
    write_file_header(&mut bytes, machine);
    write_optional_header(&mut bytes, section.len(), machine);
    write_section_header(&mut bytes, section.len());
    bytes.align(FILE_ALIGNMENT);
    debug_assert_eq!(bytes.len(), HEADERS);
    bytes.raw(&section);
    bytes.align(FILE_ALIGNMENT);
    let mut file = bytes.into_vec();
    let checksum = checksum(&file);
    file[CHECKSUM..CHECKSUM + 4].copy_from_slice(&checksum.to_le_bytes());
    file
}

/// The tree, then the data, each on eight bytes.
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

fn write_dos_header(bytes: &mut Bytes) {
    bytes.raw(b"MZ");
    bytes.zeros(DOS_HEADER - 2 - 4);
    bytes.u32(narrow32(DOS_HEADER));
}

fn write_file_header(bytes: &mut Bytes, machine: Machine) {
    bytes.raw(b"PE\0\0");
    bytes.u16(machine.number());
    bytes.u16(1);
    // No time stamp: the same manifest gives the same file.
    bytes.zeros(12);
    bytes.u16(if machine.is_64_bit() { 240 } else { 224 });
    bytes.u16(characteristics(machine));
}

fn write_optional_header(bytes: &mut Bytes, section: usize, machine: Machine) {
    let wide = machine.is_64_bit();
    bytes.u16(if wide { 0x020B } else { 0x010B });
    bytes.u16(0);
    bytes.u32(0);
    bytes.u32(narrow32(section.next_multiple_of(FILE_ALIGNMENT)));
    // No uninitialized data, no entry point.
    bytes.u32(0);
    bytes.u32(0);
    bytes.u32(narrow32(SECTION_ADDRESS));
    if wide {
        bytes.u64(0x0001_8000_0000);
    } else {
        bytes.u32(narrow32(SECTION_ADDRESS));
        bytes.u32(0x1000_0000);
    }
    bytes.u32(narrow32(SECTION_ALIGNMENT));
    bytes.u32(narrow32(FILE_ALIGNMENT));
    write_versions(bytes, machine);
    bytes.u32(narrow32(
        (SECTION_ADDRESS + section).next_multiple_of(SECTION_ALIGNMENT),
    ));
    bytes.u32(narrow32(HEADERS));
    debug_assert_eq!(bytes.len(), CHECKSUM);
    bytes.u32(0);
    // The graphical subsystem, as for every DLL.
    bytes.u16(2);
    bytes.u16(dll_characteristics(machine));
    // Stack and heap, reserved and committed: linkers' defaults, meaningless in a DLL.
    for size in [0x10_0000, 0x1000, 0x10_0000, 0x1000] {
        if wide {
            bytes.u64(size.into());
        } else {
            bytes.u32(size);
        }
    }
    bytes.u32(0);
    write_directories(bytes, section);
}

/// Operating system, image and subsystem: Windows Vista, the first with such resources; Windows 8 on ARM64.
fn write_versions(bytes: &mut Bytes, machine: Machine) {
    let minor = if machine == Machine::Arm64 { 2 } else { 0 };
    for (major, minor) in [(6, minor), (0, 0), (6, minor)] {
        bytes.u16(major);
        bytes.u16(minor);
    }
    bytes.u32(0);
}

fn write_directories(bytes: &mut Bytes, section: usize) {
    bytes.u32(DIRECTORIES);
    for directory in 0..DIRECTORIES {
        let (address, size) = match directory {
            RESOURCE_DIRECTORY => (SECTION_ADDRESS, section),
            _ => (0, 0),
        };
        bytes.u32(narrow32(address));
        bytes.u32(narrow32(size));
    }
}

fn write_section_header(bytes: &mut Bytes, section: usize) {
    bytes.raw(b".rsrc\0\0\0");
    bytes.u32(narrow32(section));
    bytes.u32(narrow32(SECTION_ADDRESS));
    bytes.u32(narrow32(section.next_multiple_of(FILE_ALIGNMENT)));
    bytes.u32(narrow32(HEADERS));
    bytes.zeros(12);
    bytes.u32(SECTION_FLAGS);
}

/// The sum that `ImageHlp` computes: 16-bit words with the carry added back, plus the length.
fn checksum(file: &[u8]) -> u32 {
    let sum = file.chunks_exact(2).fold(0_u32, |sum, word| {
        let sum = sum + u32::from(u16::from_le_bytes([word[0], word[1]]));
        (sum & 0xFFFF) + (sum >> 16)
    });
    sum.wrapping_add(narrow32(file.len()))
}
