//! PRVA: the provider's name and traits. Only the newest generation writes them.

use super::list;
use crate::guid::Guid;
use crate::model::Provider;
use crate::resource::bytes::{Bytes, Offset};
use crate::resource::structure::{Structure, structures};

structures! {
    Entry {
        kind: u32,
        value: Offset<Value>,
    }
}

/// A text, or a GUID.
pub(super) struct Value;

const NAME: u32 = 0x1000_0001;
const CONTROL_GUID: u32 = 0x2000_0001;
const GROUP_GUID: u32 = 0x2000_0002;

pub(super) fn write(bytes: &mut Bytes, provider: &Provider) {
    let start = bytes.len();
    let group = provider.traits.and_then(|traits| traits.group_guid);
    let guids: Vec<(u32, Guid)> = [(CONTROL_GUID, provider.control_guid), (GROUP_GUID, group)]
        .into_iter()
        .filter_map(|(kind, guid)| Some((kind, guid.filter(|guid| *guid != Guid::ZERO)?)))
        .collect();
    let size = list::header(bytes, *b"PRVA", 1 + guids.len());
    let name = bytes.len() + (1 + guids.len()) * Entry::SIZE;
    let mut end = name + (provider.name.encode_utf16().count() + 1) * u16::SIZE;
    bytes.put(&Entry {
        kind: NAME,
        value: Offset::at(name),
    });
    for (kind, _) in &guids {
        let value = end.next_multiple_of(4);
        bytes.put(&Entry {
            kind: *kind,
            value: Offset::at(value),
        });
        end = value + Guid::SIZE;
    }
    bytes.utf16_z(&provider.name);
    for (_, guid) in guids {
        bytes.align(4);
        bytes.put(&guid);
    }
    bytes.align_from(start, 4);
    bytes.fill_size(size);
}
