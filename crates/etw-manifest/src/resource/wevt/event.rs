//! EVNT: the descriptors of the events, by id and version, with the offsets of everything they refer to.

use super::context::Context;
use super::list;
use super::offsets::Offsets;
use crate::collection::sort;
use crate::model::{Channel, Event, Keyword, Level, Opcode, Provider, Task, Template};
use crate::resource::McVersion;
use crate::resource::bytes::{Bytes, Offset, narrow32};
use crate::resource::structure::{Structure, structures};

structures! {
    /// `EVENT_DESCRIPTOR`.
    Descriptor {
        id: u16,
        version: u8,
        channel: u8,
        level: u8,
        opcode: u8,
        task: u16,
        keyword: u64,
    }

    Entry {
        descriptor: Descriptor,
        message_id: u32,
        template: Option<Offset<Template>>,
        opcode: Option<Offset<Opcode>>,
        level: Option<Offset<Level>>,
        task: Option<Offset<Task>>,
        keyword_count: u32,
        keywords: Option<Offset<KeywordList>>,
        channel: Option<Offset<Channel>>,
    }
}

/// The keywords of one event: a list of offsets.
pub(super) struct KeywordList;

pub(super) fn write(bytes: &mut Bytes, provider: &Provider, offsets: &Offsets, context: Context) {
    let size = list::header(bytes, *b"EVNT", provider.events.len());
    bytes.put(&0_u32);
    let order = by_id(&provider.events);
    let mut keywords_at = bytes.len() + order.len() * Entry::SIZE;
    for index in &order {
        let event = &provider.events[*index];
        let keywords = (!event.keywords.is_empty()).then(|| Offset::at(keywords_at));
        keywords_at += event.keywords.len() * Offset::<Keyword>::SIZE;
        bytes.put(&entry(event, provider, keywords, offsets, context));
    }
    for index in order {
        for keyword in by_mask(&provider.events[index], provider) {
            bytes.put(&offsets.keywords[keyword]);
        }
    }
    bytes.fill_size(size);
}

/// Returns the indexes of the events in the order in which files list them.
pub(super) fn by_id(events: &[Event]) -> Vec<usize> {
    sort::indexes(events, |event| (event.id, event.version))
}

fn by_mask(event: &Event, provider: &Provider) -> Vec<usize> {
    let mut keywords = event.keywords.clone();
    sort::by_key(&mut keywords, |index| provider.keywords[*index].mask);
    keywords
}

/// Returns the channel that a generation of mc.exe finds for an event.
fn channel(event: &Event, version: McVersion) -> Option<usize> {
    let older = version < McVersion::V10_0_16299;
    event.channel_by_chid.filter(|_| older).or(event.channel)
}

/// Returns the keyword field, with the bit of that channel.
fn keyword_field(event: &Event, provider: &Provider, version: McVersion) -> u64 {
    let other = channel(event, version).filter(|it| event.channel != Some(*it));
    let Some(other) = other else {
        return event.keyword_mask;
    };
    let bit = provider.channels[other].keyword_bit(other);
    let masks = event.keywords.iter().map(|it| provider.keywords[*it].mask);
    masks.fold(bit, |all, mask| all | mask)
}

fn descriptor(event: &Event, provider: &Provider, version: McVersion) -> Descriptor {
    let channel = channel(event, version);
    Descriptor {
        id: event.id,
        version: event.version,
        channel: channel.map_or(0, |index| provider.channels[index].value),
        level: event.level.map_or(0, |index| provider.levels[index].value),
        opcode: event
            .opcode
            .map_or(0, |index| provider.opcodes[index].value),
        task: event.task.map_or(0, |index| provider.tasks[index].value),
        keyword: keyword_field(event, provider, version),
    }
}

fn entry(
    event: &Event,
    provider: &Provider,
    keywords: Option<Offset<KeywordList>>,
    offsets: &Offsets,
    context: Context,
) -> Entry {
    Entry {
        descriptor: descriptor(event, provider, context.version),
        message_id: context.message_id(event.message),
        template: event.template.map(|index| offsets.templates[index]),
        opcode: event.opcode.map(|index| offsets.opcodes[index]),
        level: event.level.map(|index| offsets.levels[index]),
        task: event.task.map(|index| offsets.tasks[index]),
        // mc.exe counts a repeated keyword twice, and lists it once.
        keyword_count: narrow32(match context.bug_compatible {
            true => event.keyword_count.into(),
            false => event.keywords.len(),
        }),
        keywords,
        channel: channel(event, context.version).map(|index| offsets.channels[index]),
    }
}
