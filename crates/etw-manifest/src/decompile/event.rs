//! Events, and their names and attributes.

use std::collections::{HashMap, HashSet};

use super::context::Context;
use super::error::{Error, Result};
use super::message_id::MessageId;
use super::order;
use super::provider::Provider;
use super::reader::Reader;
use super::section::{List, Sections, Targets};
use super::strings::{StringIndex, Strings};
use crate::winmeta;
use crate::xml::writer::Xml;

pub(super) const LIST: List = List {
    number: 4,
    what: "event",
    header: 16,
    entry: 48,
};

const ATTRIBUTES: List = List {
    number: 12,
    what: "attribute",
    header: 12,
    entry: 8,
};
const NAME: u8 = 0x11;
const ATTRIBUTE: u8 = 0x12;

pub(super) struct Event {
    id: u16,
    version: u8,
    name: Option<String>,
    attributes: Vec<String>,
    pub(super) channel: Option<usize>,
    level: Option<usize>,
    task: Option<usize>,
    opcode: Option<usize>,
    keywords: Vec<usize>,
    pub(super) keyword_mask: u64,
    template: Option<usize>,
    pub(super) message: Option<StringIndex>,
}

impl Event {
    pub(super) fn read(
        reader: &Reader,
        at: usize,
        targets: &Targets,
        masks: &[u64],
        strings: &mut Strings,
    ) -> Result<Self> {
        let keyword_mask = reader.u64(at + 8)?;
        Ok(Self {
            id: reader.u16(at)?,
            version: reader.u8(at + 2)?,
            name: None,
            attributes: Vec::new(),
            channel: targets.channels.find(reader, at + 44)?,
            level: targets.levels.find(reader, at + 28)?,
            task: targets.tasks.find(reader, at + 32)?,
            opcode: targets.opcodes.find(reader, at + 24)?,
            keywords: read_keywords(reader, at, targets, |index| {
                masks[index] & !keyword_mask == 0
            })?,
            keyword_mask,
            template: targets.templates.find(reader, at + 20)?,
            message: strings.message(reader.u32(at + 16)?),
        })
    }

    /// Returns `true` if a keyword is counted twice, as mc.exe does where the manifest repeats one.
    pub(super) fn repeats_keyword(&self) -> bool {
        matches!(self.keywords.as_slice(), [.., last, again] if last == again)
    }

    pub(super) fn message_id(&self, provider: &Provider) -> MessageId {
        let full = 0xB000_0000 | u32::from(self.version) << 16 | u32::from(self.id);
        let channel = self.channel.map(|index| provider.channels[index].value);
        let is_classic = |index: &usize| provider.keywords[*index].name == winmeta::CLASSIC;
        if channel.is_some_and(winmeta::is_global_log) || self.keywords.iter().any(is_classic) {
            MessageId::Event(full, self.id.into())
        } else {
            MessageId::Exact(full)
        }
    }

    fn write(&self, xml: &mut Xml, provider: &Provider, context: &Context) {
        let joined = |list: &[&str], separator| (!list.is_empty()).then(|| list.join(separator));
        let keywords = self.keywords.iter();
        let keywords: Vec<&str> = keywords
            .map(|it| provider.keywords[*it].name.as_str())
            .collect();
        let pairs: Vec<&str> = self.attributes.iter().map(String::as_str).collect();
        let channel = self.channel.map(|it| provider.channels[it].name.clone());
        let level = self.level.map(|it| provider.levels[it].name.clone());
        let task = self.task.map(|it| provider.tasks[it].name.clone());
        let opcode = self.opcode.map(|it| provider.opcodes[it].name.clone());
        let template = self.template.map(|it| provider.templates[it].tid.clone());
        let attributes = [
            ("value", Some(self.id.to_string())),
            ("version", Some(self.version.to_string())),
            ("name", self.name.clone()),
            ("attributes", joined(&pairs, ";")),
            ("channel", channel),
            ("level", level),
            ("task", task),
            ("opcode", opcode),
            ("keywords", joined(&keywords, " ")),
            ("template", template),
            ("message", context.message(self.message)),
        ];
        xml.leaf("event", &attributes);
    }
}

/// Reads the keywords of the event at `at`. Where a manifest repeats a keyword, mc.exe counts it twice and lists it once, so
/// the list of the next event follows too early.
fn read_keywords(
    reader: &Reader,
    at: usize,
    targets: &Targets,
    has_mask: impl Fn(usize) -> bool,
) -> Result<Vec<usize>> {
    let (count, list) = (reader.size(at + 36)?, reader.size(at + 40)?);
    let mut keywords = Vec::new();
    let mut seen = HashSet::new();
    for index in 0..count {
        let keyword = targets.keywords.find(reader, list + index * 4);
        match keyword {
            Ok(Some(keyword)) if has_mask(keyword) && seen.insert(keyword) => {
                keywords.push(keyword);
            }
            Err(error) if index == 0 => return Err(error),
            _ => break,
        }
    }
    let Some(repeated) = keywords.last().copied() else {
        return Ok(keywords);
    };
    let times = count - keywords.len();
    if times > usize::from(u16::MAX) {
        return Err(Error::new(at + 36, "too many keywords"));
    }
    let offset = list + (keywords.len() - 1) * 4;
    for _ in 0..times {
        // Charges for the name, which the manifest repeats.
        targets.keywords.find(reader, offset)?;
        keywords.push(repeated);
    }
    Ok(keywords)
}

/// Reads the section with the names and attributes of events.
pub(super) fn read_attributes(
    reader: &Reader,
    sections: &Sections,
    events: &mut [Event],
) -> Result<()> {
    let events = events.iter_mut();
    let mut by_id: HashMap<(u16, u8), &mut Event> = events
        .map(|event| ((event.id, event.version), event))
        .collect();
    ATTRIBUTES.read(reader, sections, |at| {
        let id = (reader.u16(at + 2)?, reader.u8(at + 1)?);
        let text = reader.utf16_z(reader.size(at + 4)?)?;
        match (reader.u8(at)?, by_id.get_mut(&id)) {
            (NAME, Some(event)) => event.name = Some(text),
            (ATTRIBUTE, Some(event)) => event.attributes.push(text),
            _ => {}
        }
        Ok(())
    })?;
    Ok(())
}

pub(super) fn write(xml: &mut Xml, provider: &Provider, context: &Context) {
    let events = order::events(provider, context);
    xml.list("events", events, |xml, event| {
        event.write(xml, provider, context);
    });
}
