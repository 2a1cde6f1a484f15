//! EVTA: the names and attributes of events. Only the newest generation writes them.

use super::{event, list};
use crate::collection::{OrderedMap, sort};
use crate::model::Event;
use crate::resource::bytes::{Bytes, Offset, Text};
use crate::resource::structure::{Structure, structures};

structures! {
    Entry {
        kind: u8,
        event_version: u8,
        event_id: u16,
        text: Offset<Text>,
    }
}

const NAME: u8 = 0x11;
const ATTRIBUTE: u8 = 0x12;

/// Returns `true` if the event has a name or attributes.
pub(super) fn has_any(event: &Event) -> bool {
    texts(event).next().is_some()
}

fn texts(event: &Event) -> impl Iterator<Item = (u8, &String)> {
    let name = event.name.iter().map(|name| (NAME, name));
    let attributes = event.attributes.iter().map(|pair| (ATTRIBUTE, pair));
    name.chain(attributes)
}

pub(super) fn write(bytes: &mut Bytes, events: &[Event]) {
    let start = bytes.len();
    let entries: Vec<(&Event, u8, Vec<u16>)> = event::by_id(events)
        .into_iter()
        .flat_map(|index| texts(&events[index]).map(move |(kind, text)| (index, kind, text)))
        .map(|(index, kind, text)| (&events[index], kind, text.encode_utf16().collect()))
        .collect();
    let size = list::header(bytes, *b"EVTA", entries.len());
    let mut end = bytes.len() + entries.len() * Entry::SIZE;
    // Equal texts are written once, in UTF-16 order.
    let mut texts: Vec<&[u16]> = entries.iter().map(|(_, _, text)| &text[..]).collect();
    sort::sort(&mut texts);
    texts.dedup();
    let mut pool: OrderedMap<&[u16], Offset<Text>> = OrderedMap::new();
    for text in texts {
        pool.insert(text, Offset::at(end));
        end += (text.len() + 1) * u16::SIZE;
    }
    for (event, kind, text) in &entries {
        bytes.put(&Entry {
            kind: *kind,
            event_version: event.version,
            event_id: event.id,
            text: pool[text.as_slice()],
        });
    }
    for text in pool.keys() {
        for unit in *text {
            bytes.put(unit);
        }
        bytes.put(&0_u16);
    }
    bytes.align_from(start, 4);
    bytes.fill_size(size);
}
