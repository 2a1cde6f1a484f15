//! The GUID of a template: a digest of its XML and of the types of its items, the same on every machine.
//!
//! The digest covers no maps, outTypes, lengths or items of structs, so different templates may share a GUID.

use crate::hash::{md5, sha256};
use crate::resource::McVersion;

/// Returns the GUID of a template, as the bytes in the file.
pub(crate) fn template_guid(xml: &str, types: &[u16], version: McVersion) -> [u8; 16] {
    let xml: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let types: Vec<u8> = types
        .iter()
        .flat_map(|it| u32::from(*it).to_le_bytes())
        .collect();
    match version {
        McVersion::V6_3 => md5::to_bytes(md5::digest(md5::digest(md5::START, &xml), &types)),
        McVersion::V10_0_10240 | McVersion::V10_0_16299 => {
            let digest = sha256::digest(&[b"MS-WEVT\0".as_slice(), &xml, &types].concat());
            let mut bytes: [u8; 16] = std::array::from_fn(|index| digest[index]);
            // The version of name-based GUIDs, 5.
            bytes[7] = bytes[7] & 0x0F | 0x50;
            bytes
        }
    }
}
