//! PRVA: the provider's name and traits. Only the newest generation writes them.

use super::list;
use crate::guid::Guid;
use crate::model::Provider;
use crate::resource::bytes::{Bytes, Slot};

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
    let name = reserve(bytes, NAME);
    let slots: Vec<_> = guids
        .iter()
        .map(|(kind, _)| reserve(bytes, *kind))
        .collect();
    bytes.fill_here(name);
    bytes.utf16_z(&provider.name);
    for ((_, guid), slot) in guids.into_iter().zip(slots) {
        bytes.align(4);
        bytes.fill_here(slot);
        bytes.raw(&guid.to_bytes());
    }
    bytes.align_from(start, 4);
    bytes.fill_size(size);
}

fn reserve(bytes: &mut Bytes, kind: u32) -> Slot<Guid> {
    bytes.u32(kind);
    bytes.reserve()
}
