//! A `.res` file: resources one after another, as rc.exe writes them and linkers read them.

use super::bytes::{Bytes, narrow32};
use super::directory::{Name, Resource};
use super::structure::structures;

/// The empty entry that starts every file, because 16-bit files cannot start with it.
const FIRST: [u32; 8] = [0, 32, 0xFFFF, 0xFFFF, 0, 0, 0, 0];

/// `MOVEABLE | PURE`: of no effect since 16-bit Windows, but always set.
const MEMORY_FLAGS: u16 = 0x0030;

structures! {
    /// `RESOURCEHEADER` in front of the type and the name.
    HeaderStart {
        data_size: u32,
        header_size: u32,
    }

    /// `RESOURCEHEADER` after the type and the name.
    HeaderEnd {
        data_version: u32,
        memory_flags: u16,
        language_id: u16,
        version: u32,
        characteristics: u32,
    }
}

/// Returns the whole file, padded to four bytes.
pub(crate) fn write(resources: &[Resource]) -> Vec<u8> {
    let mut bytes = Bytes::new();
    bytes.put(&FIRST);
    for resource in resources {
        let header_size = bytes.put_sized(&HeaderStart {
            data_size: narrow32(resource.data.len()),
            header_size: 0,
        });
        write_name(&mut bytes, resource.kind);
        write_name(&mut bytes, resource.name);
        bytes.align(4);
        bytes.put(&HeaderEnd {
            data_version: 0,
            memory_flags: MEMORY_FLAGS,
            language_id: resource.language,
            version: 0,
            characteristics: 0,
        });
        bytes.fill_size(header_size);
        bytes.raw(resource.data);
        bytes.align(4);
    }
    bytes.into_vec()
}

fn write_name(bytes: &mut Bytes, name: Name) {
    match name {
        Name::Id(id) => bytes.put(&[0xFFFF, id]),
        Name::Text(text) => bytes.utf16_z(text),
    }
}
