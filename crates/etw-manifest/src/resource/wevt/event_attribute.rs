//! EVTA: the names and attributes of events. Only the newest generation writes them.

use std::collections::BTreeMap;

use super::{event, list};
use crate::model::Event;
use crate::resource::bytes::{Bytes, Slot, Text};

const NAME: u8 = 0x11;
const ATTRIBUTE: u8 = 0x12;

/// Whether the event has something to stand here.
pub(super) fn has_any(event: &Event) -> bool {
    event.name.is_some() || !event.attributes.is_empty()
}

pub(super) fn write(bytes: &mut Bytes, events: &[Event]) {
    let start = bytes.len();
    let size = list::header(bytes, *b"EVTA", events.iter().map(count).sum());
    // Equal texts stand once, in UTF-16 order.
    let mut pool: BTreeMap<Vec<u16>, Vec<Slot<Text>>> = BTreeMap::new();
    for index in event::by_id(events) {
        let event = &events[index];
        let name = event.name.iter().map(|name| (NAME, name));
        let attributes = event.attributes.iter().map(|pair| (ATTRIBUTE, pair));
        for (kind, text) in name.chain(attributes) {
            bytes.u8(kind);
            bytes.u8(event.version);
            bytes.u16(event.id);
            let slot = bytes.reserve();
            pool.entry(text.encode_utf16().collect())
                .or_default()
                .push(slot);
        }
    }
    for (text, slots) in pool {
        for slot in slots {
            bytes.fill_here(slot);
        }
        for unit in text {
            bytes.u16(unit);
        }
        bytes.u16(0);
    }
    bytes.align_from(start, 4);
    bytes.fill_size(size);
}

fn count(event: &Event) -> usize {
    usize::from(event.name.is_some()) + event.attributes.len()
}
