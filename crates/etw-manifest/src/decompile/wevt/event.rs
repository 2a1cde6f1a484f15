//! Events, and their names and attributes.

use std::collections::HashMap;

use super::{Places, Strings, named, reference};
use crate::decompile::reader::{Reader, Result};
use crate::model::{Channel, ChannelOrigin, Event, Keyword, Level, Opcode, Provider, Task};
use crate::source::Span;

pub(super) fn read(
    reader: &Reader,
    section: usize,
    provider: &mut Provider,
    places: &Places,
    strings: &mut Strings,
) -> Result<()> {
    for index in 0..reader.size(section + 8)? {
        let at = section + 16 + index * 48;
        let event = read_event(reader, at, (provider, places), strings)?;
        provider.events.push(event);
    }
    mark_implicit(provider);
    Ok(())
}

fn read_event(
    reader: &Reader,
    at: usize,
    (provider, places): (&Provider, &Places),
    strings: &mut Strings,
) -> Result<Event> {
    let Provider {
        channels,
        levels,
        tasks,
        opcodes,
        keywords,
        ..
    } = provider;
    let list = reader.size(at + 40)?;
    let keyword = |index: usize| {
        let at = list + index * 4;
        let kind = (keywords.as_slice(), Keyword::name as _, "keyword");
        named(reader, at, &places.keywords, kind)
    };
    let keywords = (0..reader.size(at + 36)?).filter_map(|index| keyword(index).transpose());
    Ok(Event {
        value: reader.u16(at)?,
        version: reader.u8(at + 2)?,
        symbol: None,
        name: None,
        attributes: Vec::new(),
        not_logged: false,
        channel: named(
            reader,
            at + 44,
            &places.channels,
            (channels, Channel::name, "channel"),
        )?,
        channel_by_chid: None,
        level: named(
            reader,
            at + 28,
            &places.levels,
            (levels, Level::name, "level"),
        )?,
        task: named(reader, at + 32, &places.tasks, (tasks, Task::name, "task"))?,
        opcode: named(
            reader,
            at + 24,
            &places.opcodes,
            (opcodes, Opcode::name, "opcode"),
        )?,
        keywords: keywords.collect::<Result<_>>()?,
        keyword_mask: reader.u64(at + 8)?,
        template: reference(reader, at + 20, &places.templates, "template")?,
        message: strings.message(reader.u32(at + 16)?),
        description: None,
        span: Span::default(),
    })
}

/// An imported channel adds a keyword bit to its events; a predefined one that events just name does not.
fn mark_implicit(provider: &mut Provider) {
    for event in &provider.events {
        let Some(index) = event.channel else { continue };
        let channel = &mut provider.channels[index];
        let own = channel.keyword_bit(index);
        if channel.origin == ChannelOrigin::ImportedWinmeta && event.keyword_mask & own == 0 {
            channel.origin = ChannelOrigin::Implicit;
        }
    }
}

pub(super) fn read_attributes(
    reader: &Reader,
    section: usize,
    provider: &mut Provider,
) -> Result<()> {
    let events = provider.events.iter_mut();
    let mut by_id: HashMap<(u16, u8), &mut Event> = events
        .map(|event| ((event.value, event.version), event))
        .collect();
    for index in 0..reader.size(section + 8)? {
        let at = section + 12 + index * 8;
        let id = (reader.u16(at + 2)?, reader.u8(at + 1)?);
        let text = reader.utf16_z(reader.size(at + 4)?)?;
        match (reader.u8(at)?, by_id.get_mut(&id)) {
            (0x11, Some(event)) => event.name = Some(text),
            (0x12, Some(event)) => event.attributes.push(text),
            _ => {}
        }
    }
    Ok(())
}
