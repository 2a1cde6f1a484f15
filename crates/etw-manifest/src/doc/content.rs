//! Collects the titles, rows and texts of the reference, which `markdown` and `html` write.

use crate::doc::file_name::FileNames;
use crate::doc::item::{self, Item, MapTable};
use crate::doc::message::readable;
use crate::doc::texts::{Texts, local_name};
use crate::doc::words::{Word, Words};
use crate::model::{Event, Manifest, Provider};

/// The whole reference.
pub(super) struct Contents {
    pub(super) providers: Vec<ProviderContents>,
}

/// The reference of one provider.
pub(super) struct ProviderContents {
    pub(super) name: String,
    pub(super) guid: String,
    /// The message of the provider.
    pub(super) text: Option<String>,
    pub(super) events: Vec<EventContents>,
    /// The tables of channels, levels, tasks, opcodes and keywords that are not empty.
    pub(super) lists: Vec<List>,
}

/// The reference of one event.
pub(super) struct EventContents {
    /// The name of its file, and its anchor.
    pub(super) stem: String,
    pub(super) id: u16,
    pub(super) version: u8,
    /// The symbol, or the name, or an empty string.
    pub(super) name: String,
    pub(super) level: String,
    pub(super) channel: String,
    pub(super) keywords: String,
    /// Labels and values; a value may be empty.
    pub(super) properties: Vec<(String, String)>,
    pub(super) description: Option<String>,
    pub(super) message: Option<String>,
    pub(super) items: Vec<Item>,
    pub(super) maps: Vec<MapTable>,
}

impl EventContents {
    /// Returns a title such as `4031 - DispatchSessionFailed`.
    pub(super) fn title(&self) -> String {
        match self.name.as_str() {
            "" => self.id.to_string(),
            name => format!("{} - {name}", self.id),
        }
    }
}

/// A table of declarations of one kind: name, value, text.
pub(super) struct List {
    pub(super) title: String,
    pub(super) rows: Vec<[String; 3]>,
}

pub(super) fn contents(manifest: &Manifest, texts: &Texts<'_>, words: &Words) -> Contents {
    let mut names = FileNames::default();
    let several = manifest.providers.len() > 1;
    let providers = manifest
        .providers
        .iter()
        .map(|provider| ProviderContents {
            name: provider.name.clone(),
            guid: provider.guid.to_string(),
            text: text(provider.message, texts),
            events: provider
                .events
                .iter()
                .map(|it| {
                    let prefix = if several { &*provider.symbol } else { "" };
                    let name = name(it);
                    let stem = names.event(prefix, it.id, it.version, name);
                    event(it, stem, provider, texts, words)
                })
                .collect(),
            lists: lists(provider, texts, words),
        })
        .collect();
    Contents { providers }
}

fn name(event: &Event) -> &str {
    let name = event.symbol.as_deref().or(event.name.as_deref());
    name.unwrap_or_default()
}

/// Returns a text unless it is blank.
fn text(string: Option<usize>, texts: &Texts<'_>) -> Option<String> {
    let text = readable(texts.get(string?)?);
    (!text.trim().is_empty()).then_some(text)
}

fn event(
    event: &Event,
    stem: String,
    provider: &Provider,
    texts: &Texts<'_>,
    words: &Words,
) -> EventContents {
    let names = Names::new(event, provider, texts);
    let (items, maps) = item::items(event, provider, texts);
    EventContents {
        stem,
        id: event.id,
        version: event.version,
        name: name(event).to_owned(),
        properties: names.properties(event, words),
        level: names.level,
        channel: names.channel,
        keywords: names.keywords,
        description: text(event.description, texts),
        message: text(event.message, texts),
        items,
        maps,
    }
}

/// The names for the numbers in the descriptor of an event; empty for those that it does not use.
struct Names {
    keywords: String,
    level: String,
    channel: String,
    task: String,
    opcode: String,
}

impl Names {
    fn new(event: &Event, provider: &Provider, texts: &Texts<'_>) -> Self {
        let keywords: Vec<&str> = event
            .keywords
            .iter()
            .map(|index| local_name(&provider.keywords[*index].name))
            .collect();
        let level = event.level.map(|index| &provider.levels[index]);
        let channel = event.channel.map(|index| &provider.channels[index]);
        // An event without a task or opcode has value 0.
        let task = event.task.map(|index| &provider.tasks[index]);
        let task = task.filter(|it| it.value != 0);
        let opcode = event.opcode.map(|index| &provider.opcodes[index]);
        let opcode = opcode.filter(|it| it.value != 0);
        Self {
            keywords: keywords.join(", "),
            level: level.map_or_else(String::new, |it| texts.of(it.message, &it.name)),
            channel: channel.map_or("", |it| &it.name).to_owned(),
            task: task.map_or_else(String::new, |it| texts.of(it.message, &it.name)),
            opcode: opcode.map_or_else(String::new, |it| texts.of(it.message, &it.name)),
        }
    }

    /// Returns id, keywords, level and channel, and those of version, task and opcode that are not 0.
    fn properties(&self, event: &Event, words: &Words) -> Vec<(String, String)> {
        let version = match event.version {
            0 => String::new(),
            version => version.to_string(),
        };
        let id = event.id.to_string();
        let rows = [
            (Word::Id, &id, true),
            (Word::Version, &version, false),
            (Word::Keywords, &self.keywords, true),
            (Word::Level, &self.level, true),
            (Word::Channel, &self.channel, true),
            (Word::Task, &self.task, false),
            (Word::Opcode, &self.opcode, false),
        ];
        rows.into_iter()
            .filter(|(_, value, always)| *always || !value.is_empty())
            .map(|(word, value, _)| (words.get(word).to_owned(), value.clone()))
            .collect()
    }
}

/// Returns the tables of channels, levels, tasks, opcodes and keywords.
fn lists(provider: &Provider, texts: &Texts<'_>, words: &Words) -> Vec<List> {
    let row = |name: &str, value: String, message| {
        let text = texts.of(message, name);
        [local_name(name).to_owned(), value, text]
    };
    let channels = provider.channels.iter();
    let channels = channels.map(|it| {
        let text = texts.of(it.message, &it.name);
        [it.name.clone(), it.value.to_string(), text]
    });
    let levels = provider.levels.iter();
    let levels = levels.map(|it| row(&it.name, it.value.to_string(), it.message));
    let tasks = provider.tasks.iter();
    let tasks = tasks.map(|it| row(&it.name, it.value.to_string(), it.message));
    let opcodes = provider.opcodes.iter().map(|it| {
        let mut row = row(&it.name, it.value.to_string(), it.message);
        if let Some(task) = it.task {
            let task = local_name(&provider.tasks[task].name);
            row[0] = format!("{task}/{}", row[0]);
        }
        row
    });
    let keywords = provider.keywords.iter();
    let keywords = keywords.map(|it| row(&it.name, format!("{:#x}", it.mask), it.message));
    let tables = [
        (Word::Channels, channels.collect::<Vec<_>>()),
        (Word::Levels, levels.collect()),
        (Word::Tasks, tasks.collect()),
        (Word::Opcodes, opcodes.collect()),
        (Word::Keywords, keywords.collect()),
    ];
    tables
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(word, rows)| List {
            title: words.get(word).to_owned(),
            rows,
        })
        .collect()
}
