//! The version resource, which describes a file to people (`VS_VERSIONINFO`).

use super::bytes::{Bytes, narrow16};
use super::structure::{Structure, structures};

structures! {
    /// `VS_FIXEDFILEINFO`.
    FixedFileInfo {
        signature: u32,
        structure_version: u32,
        file_version: [u32; 2],
        product_version: [u32; 2],
        file_flags_mask: u32,
        file_flags: u32,
        file_os: u32,
        file_type: u32,
        file_subtype: u32,
        file_date: [u32; 2],
    }

    /// The start of every node; the key follows, then the value and the children.
    Node {
        length: u16,
        value_length: u16,
        is_text: u16,
    }
}

/// Version 1.0.0.0 of a DLL for Windows NT.
const FIXED: FixedFileInfo = FixedFileInfo {
    signature: 0xFEEF_04BD,
    structure_version: 0x0001_0000,
    file_version: [0x0001_0000, 0],
    product_version: [0x0001_0000, 0],
    file_flags_mask: 0x3F,
    file_flags: 0,
    file_os: 0x0004_0004,
    file_type: 2,
    file_subtype: 0,
    file_date: [0, 0],
};
/// American English in UTF-16.
const TRANSLATION: &str = "040904B0";
const TRANSLATION_VALUE: u32 = 0x04B0_0409;

fn node(
    bytes: &mut Bytes,
    key: &str,
    value_length: usize,
    is_text: bool,
    content: impl FnOnce(&mut Bytes),
) {
    bytes.align(4);
    let start = bytes.len();
    bytes.put(&Node {
        length: 0,
        value_length: narrow16(value_length),
        is_text: is_text.into(),
    });
    bytes.utf16_z(key);
    bytes.align(4);
    content(bytes);
    bytes.patch16(start, narrow16(bytes.len() - start));
}

/// Returns a version resource with these names and texts.
pub(crate) fn write(strings: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Bytes::new();
    let fixed_length = FixedFileInfo::SIZE;
    node(
        &mut bytes,
        "VS_VERSION_INFO",
        fixed_length,
        false,
        |bytes| {
            bytes.put(&FIXED);
            node(bytes, "StringFileInfo", 0, true, |bytes| {
                node(bytes, TRANSLATION, 0, true, |bytes| {
                    for (name, text) in strings {
                        let units = text.encode_utf16().count() + 1;
                        node(bytes, name, units, true, |bytes| bytes.utf16_z(text));
                    }
                });
            });
            node(bytes, "VarFileInfo", 0, true, |bytes| {
                node(bytes, "Translation", 4, false, |bytes| {
                    bytes.put(&TRANSLATION_VALUE);
                });
            });
        },
    );
    bytes.into_vec()
}
