//! The strings behind message ids: their texts, their names, and which of them need no definition.

use std::collections::{BTreeMap, BTreeSet};

use super::messages::Texts;
use super::reader::{Budget, Error};
use super::wevt::Resource;
use crate::model::{
    ChannelOrigin, Event, Keyword, Level, MapKind, Opcode, Origin, Provider, StringIndex,
};
use crate::resource::language;
use crate::winmeta::{self, Predefined};

/// One language's texts.
pub(super) struct Table {
    pub(super) culture: String,
    pub(super) texts: Texts,
}

/// The tables of all languages, one for each.
pub(super) fn by_culture(tables: Vec<(u16, Texts)>) -> Vec<Table> {
    let mut cultures: Vec<Table> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (language_id, texts) in tables {
        // Resources of no language stand for what every reader falls back to.
        let neutral = language_id == 0;
        let name = language::culture(if neutral { 0x0409 } else { language_id });
        let culture = name.unwrap_or_else(|| format!("x-{language_id:04x}"));
        match places.get(&culture) {
            Some(place) => cultures[*place].texts.extend(texts),
            None => {
                places.insert(culture.clone(), cultures.len());
                cultures.push(Table { culture, texts });
            }
        }
    }
    cultures
}

/// Calls `use_it` for every message that something uses, with the predefined item if it is one, and with the id that
/// this use gives its string; only the kind of it where ids are counted.
fn uses(provider: &Provider, mut use_it: impl FnMut(StringIndex, Option<&'static Predefined>, Id)) {
    let mut note = |message: Option<StringIndex>, item, id| {
        if let Some(message) = message {
            use_it(message, item, id);
        }
    };
    let predefined = |items: &'static [Predefined], origin: Origin, name: &str| {
        let same = |item: &&Predefined| origin == Origin::Winmeta && item.qualified == name;
        items.iter().find(same)
    };
    note(provider.message, None, Id::Counted(0x90));
    for it in &provider.levels {
        let item = predefined(winmeta::LEVELS, it.origin, &it.name);
        note(it.message, item, level_id(it));
    }
    for it in &provider.keywords {
        let item = predefined(winmeta::KEYWORDS, it.origin, &it.name);
        note(it.message, item, keyword_id(it));
    }
    for it in &provider.channels {
        let foreign = it.origin != ChannelOrigin::Declared;
        let item = winmeta::find(winmeta::CHANNELS, &it.name).filter(|_| foreign);
        note(it.message, item, Id::Counted(0x90));
    }
    for it in &provider.opcodes {
        let item = predefined(winmeta::OPCODES, it.origin, &it.name);
        note(it.message, item, opcode_id(provider, it));
    }
    for it in &provider.tasks {
        let item = predefined(winmeta::TASKS, it.origin, &it.name);
        note(
            it.message,
            item,
            Id::Exact(0x7000_0000 | u32::from(it.value)),
        );
    }
    for map in &provider.maps {
        let kind = if map.kind == MapKind::Bit { 0xF0 } else { 0xD0 };
        map.items
            .iter()
            .for_each(|it| note(Some(it.message), None, Id::Counted(kind)));
    }
    for it in &provider.filters {
        let id = 0x5080_0000 | u32::from(it.version) << 8 | u32::from(it.value);
        note(it.message, None, Id::Exact(id));
    }
    for it in &provider.events {
        note(it.message, None, event_id(provider, it));
    }
}

/// The id that a use gives its string, without the provider's bits.
#[derive(Clone, Copy)]
pub(super) enum Id {
    Exact(u32),
    /// The top byte; the rest counts up.
    Counted(u32),
    /// Of an event: with its version, or bare in the global logs.
    Event(u32, u32),
}

pub(super) fn level_id(level: &Level) -> Id {
    Id::Exact(0x5000_0000 | u32::from(level.value))
}

pub(super) fn keyword_id(keyword: &Keyword) -> Id {
    Id::Exact(0x1000_0000 | (64 - keyword.mask.leading_zeros()))
}

pub(super) fn opcode_id(provider: &Provider, opcode: &Opcode) -> Id {
    let task = opcode.task.map_or(0, |task| provider.tasks[task].value);
    Id::Exact(0x3000_0000 | u32::from(task & 0xFF) << 16 | u32::from(opcode.value))
}

pub(super) fn event_id(provider: &Provider, event: &Event) -> Id {
    let full = 0xB000_0000 | u32::from(event.version) << 16 | u32::from(event.value);
    match event.channel.map(|index| provider.channels[index].value) {
        Some(channel) if winmeta::is_global_log(channel) => Id::Event(full, event.value.into()),
        _ => Id::Exact(full),
    }
}

/// The provider's bits in an id.
const PROVIDER: u32 = 0x0F00_0000;

impl Id {
    /// Whether this use gives the id `id` in the provider with this index.
    pub(super) fn gives(self, id: u32, provider: usize) -> bool {
        let bare = id & !PROVIDER;
        let own = match self {
            Self::Exact(exact) => bare == exact,
            Self::Counted(kind) => bare >> 24 == kind,
            Self::Event(full, short) => bare == full || bare == short,
        };
        own && (id & PROVIDER) >> 24 == u32::try_from(provider % 16).unwrap_or(0)
    }
}

/// The ids of strings that only predefined items use.
pub(super) fn predefined_ids(resource: &Resource) -> BTreeSet<u32> {
    let mut ids: BTreeMap<StringIndex, bool> = BTreeMap::new();
    for provider in &resource.providers {
        uses(provider, |string, item, _| {
            *ids.entry(string).or_insert(true) &= item.is_some();
        });
    }
    let only = ids.into_iter().filter(|(_, only)| *only);
    only.filter_map(|(string, _)| resource.strings.list[string].message_id)
        .collect()
}

/// Gives every string its name and texts, and marks those that need no definition (`winmeta`) and those whose id
/// nothing but a `<message>` gives (`fixed_id`).
pub(super) fn complete(
    resource: &mut Resource,
    tables: &[Table],
    budget: &Budget,
) -> Result<(), Error> {
    for table in tables {
        for id in table.texts.keys() {
            resource.strings.get(*id);
        }
    }
    // Each string has a place for its text in each language.
    let places = resource.strings.list.len().saturating_mul(tables.len());
    budget.charge(0, places)?;
    let mut items: BTreeMap<StringIndex, &'static Predefined> = BTreeMap::new();
    let mut shared: BTreeSet<StringIndex> = BTreeSet::new();
    let mut automatic: BTreeSet<StringIndex> = BTreeSet::new();
    let strings = &resource.strings.list;
    for (index, provider) in resource.providers.iter().enumerate() {
        uses(provider, |string, item, id| {
            match item {
                Some(item) => drop(items.insert(string, item)),
                None => drop(shared.insert(string)),
            }
            if strings[string]
                .message_id
                .is_some_and(|it| id.gives(it, index))
            {
                automatic.insert(string);
            }
        });
    }
    for (index, string) in resource.strings.list.iter_mut().enumerate() {
        let id = string.message_id.unwrap_or_default();
        let text = |table: &Table| table.texts.get(&id).cloned().flatten();
        string.texts = tables.iter().map(text).collect();
        string.fixed_id = !automatic.contains(&index);
        let item = items.get(&index).copied();
        string.id = item.map_or_else(|| name(id), |item| item.string.to_owned());
        let usual = |item| tables.iter().all(|table| has_usual_words(item, table, id));
        string.winmeta = item.is_some_and(usual) && !shared.contains(&index);
    }
    Ok(())
}

fn has_usual_words(item: &Predefined, table: &Table, id: u32) -> bool {
    let words = winmeta::words(item, &table.culture).unwrap_or(item.english);
    match table.texts.get(&id) {
        Some(Some(text)) => text == words,
        Some(None) | None => true,
    }
}

/// A name for the string with this id. No predefined item's string has such a name.
fn name(id: u32) -> String {
    let provider = (id & PROVIDER) >> 24;
    let low = id & 0xFFFF;
    let middle = id >> 16 & 0xFF;
    let name = match (id & !PROVIDER) >> 24 {
        0x10 => format!("keyword.{low}"),
        0x30 if middle == 0 => format!("opcode.{low}"),
        0x30 => format!("task{middle}.opcode.{low}"),
        0x50 if middle == 0x80 => format!("filter.{}.{}", id & 0xFF, id >> 8 & 0xFF),
        0x50 => format!("level.{low}"),
        0x70 => format!("task.{low}"),
        0x90 if low == 1 => "provider.1".to_owned(),
        0x90 => format!("channel.{low}"),
        0xB0 if middle == 0 => format!("event.{low}"),
        0xB0 => format!("event.{low}.{middle}"),
        0xD0 => format!("value.{low}"),
        0xF0 => format!("bit.{low}"),
        _ => return format!("message.{id:08X}"),
    };
    match provider {
        0 => name,
        _ => format!("provider{}.{name}", provider + 1),
    }
}
