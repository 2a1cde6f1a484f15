//! EVNT: the descriptors of the events, by id and version, with the places of everything they name.

use super::{Context, Places, list};
use crate::model::{Event, Provider};
use crate::resource::McVersion;
use crate::resource::bytes::{Bytes, Offset, Slot, narrow32};

/// The keywords of one event: a list of places.
struct KeywordList;

pub(super) fn write(bytes: &mut Bytes, provider: &Provider, places: &Places, context: Context) {
    let size = list::header(bytes, *b"EVNT", provider.events.len());
    bytes.u32(0);
    let mut lists = Vec::new();
    for index in by_id(&provider.events) {
        let event = &provider.events[index];
        write_descriptor(bytes, event, provider, context.version);
        let list = write_references(bytes, event, places, context);
        lists.push((event, list));
    }
    for (event, slot) in lists {
        if event.keywords.is_empty() {
            continue;
        }
        bytes.fill_here(slot);
        for index in by_mask(event, provider) {
            bytes.offset(places.keywords[index]);
        }
    }
    bytes.fill_size(size);
}

/// The indexes of the events in the order in which files list them.
pub(super) fn by_id(events: &[Event]) -> Vec<usize> {
    list::sorted(events, |event| (event.id, event.version))
}

fn by_mask(event: &Event, provider: &Provider) -> Vec<usize> {
    let mut keywords = event.keywords.clone();
    keywords.sort_by_key(|index| provider.keywords[*index].mask);
    keywords
}

/// The channel that a generation takes an event to be of.
fn channel(event: &Event, version: McVersion) -> Option<usize> {
    let older = version < McVersion::V10_0_16299;
    event.channel_by_chid.filter(|_| older).or(event.channel)
}

/// The keyword field, with the bit of that channel.
fn keyword_field(event: &Event, provider: &Provider, version: McVersion) -> u64 {
    let other = channel(event, version).filter(|it| event.channel != Some(*it));
    let Some(other) = other else {
        return event.keyword_mask;
    };
    let bit = provider.channels[other].keyword_bit(other);
    let masks = event.keywords.iter().map(|it| provider.keywords[*it].mask);
    masks.fold(bit, |all, mask| all | mask)
}

/// The first 16 bytes: the event's descriptor as ETW carries it.
fn write_descriptor(bytes: &mut Bytes, event: &Event, provider: &Provider, version: McVersion) {
    let channel = channel(event, version).map_or(0, |index| provider.channels[index].value);
    let level = event.level.map_or(0, |index| provider.levels[index].value);
    let opcode = event
        .opcode
        .map_or(0, |index| provider.opcodes[index].value);
    let task = event.task.map_or(0, |index| provider.tasks[index].value);
    bytes.u16(event.id);
    bytes.u8(event.version);
    bytes.u8(channel);
    bytes.u8(level);
    bytes.u8(opcode);
    bytes.u16(task);
    bytes.u64(keyword_field(event, provider, version));
}

/// The other 32 bytes; gives the place reserved for the list of keywords, which stays 0 where there are none.
fn write_references(
    bytes: &mut Bytes,
    event: &Event,
    places: &Places,
    context: Context,
) -> Slot<KeywordList> {
    bytes.u32(context.message_id(event.message));
    bytes.optional_offset(at(event.template, &places.templates));
    bytes.optional_offset(at(event.opcode, &places.opcodes));
    bytes.optional_offset(at(event.level, &places.levels));
    bytes.optional_offset(at(event.task, &places.tasks));
    bytes.u32(narrow32(event.keywords.len()));
    let keywords = bytes.reserve();
    let channel = channel(event, context.version);
    bytes.optional_offset(at(channel, &places.channels));
    keywords
}

fn at<T>(index: Option<usize>, places: &[Offset<T>]) -> Option<Offset<T>> {
    index.map(|index| places[index])
}
