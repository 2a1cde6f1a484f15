//! The version resource that says what a file is (`VS_VERSIONINFO`).

use super::bytes::{Bytes, narrow16};

/// `FixedFileInfo` after its signature and structure version: file and product version 1.0.0.0, no flags, a DLL for
/// Windows NT, no date.
const FIXED: [u32; 11] = [
    0x0001_0000,
    0,
    0x0001_0000,
    0,
    0x3F,
    0,
    0x0004_0004,
    2,
    0,
    0,
    0,
];
const SIGNATURE: u32 = 0xFEEF_04BD;
const STRUCTURE_VERSION: u32 = 0x0001_0000;
/// American English in UTF-16.
const TRANSLATION: &str = "040904B0";
const TRANSLATION_VALUE: u32 = 0x04B0_0409;

/// A node: its size, the size of its value, whether that is text, its key; then the value and the children.
fn node(
    bytes: &mut Bytes,
    key: &str,
    value_size: usize,
    is_text: bool,
    content: impl FnOnce(&mut Bytes),
) {
    bytes.align(4);
    let start = bytes.len();
    bytes.u16(0);
    bytes.u16(narrow16(value_size));
    bytes.u16(is_text.into());
    bytes.utf16_z(key);
    bytes.align(4);
    content(bytes);
    bytes.patch16(start, narrow16(bytes.len() - start));
}

/// A version resource with these names and texts.
pub(crate) fn write(strings: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Bytes::new();
    let fixed_size = (FIXED.len() + 2) * 4;
    node(&mut bytes, "VS_VERSION_INFO", fixed_size, false, |bytes| {
        bytes.u32(SIGNATURE);
        bytes.u32(STRUCTURE_VERSION);
        for word in FIXED {
            bytes.u32(word);
        }
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
                bytes.u32(TRANSLATION_VALUE);
            });
        });
    });
    bytes.into_vec()
}
