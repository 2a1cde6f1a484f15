//! A `.res` file: resources one after another, as rc.exe writes them and linkers read them.

use super::bytes::{Bytes, narrow32};
use super::directory::{Name, Resource};

/// The entry without content that every file starts with; 16-bit files cannot start with it.
const FIRST: [u8; 32] = [
    0, 0, 0, 0, 32, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0,
];

/// `MOVEABLE | PURE`: of no effect since 16-bit Windows, but always there.
const MEMORY_FLAGS: u16 = 0x0030;

/// The whole file, padded to four bytes.
pub(crate) fn write(resources: &[Resource]) -> Vec<u8> {
    let mut bytes = Bytes::new();
    bytes.raw(&FIRST);
    for resource in resources {
        bytes.u32(narrow32(resource.data.len()));
        let start = bytes.len() - 4;
        let header = bytes.reserve_size(start);
        write_name(&mut bytes, resource.kind);
        write_name(&mut bytes, resource.name);
        bytes.align(4);
        bytes.u32(0);
        bytes.u16(MEMORY_FLAGS);
        bytes.u16(resource.language);
        bytes.zeros(8);
        bytes.fill_size(header);
        bytes.raw(resource.data);
        bytes.align(4);
    }
    bytes.into_vec()
}

fn write_name(bytes: &mut Bytes, name: Name) {
    match name {
        Name::Id(id) => {
            bytes.u16(0xFFFF);
            bytes.u16(id);
        }
        Name::Text(text) => bytes.utf16_z(text),
    }
}
