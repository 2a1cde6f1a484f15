//! Collects the titles, rows and texts of the reference, which `markdown` and `html` write.

use crate::doc::file_name::FileNames;
use crate::doc::item::{self, Item, MapTable};
use crate::doc::text::Text;
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
    pub(super) text: Option<Text>,
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
    pub(super) level: Text,
    /// The name of the channel, without the name of the provider that it usually begins with.
    pub(super) channel: String,
    pub(super) keywords: Vec<String>,
    /// Labels and values; a value may be empty.
    pub(super) properties: Vec<(String, Text)>,
    pub(super) description: Option<Text>,
    pub(super) message: Option<Text>,
    pub(super) items: Vec<Item>,
    pub(super) maps: Vec<MapTable>,
}

impl EventContents {
    /// Returns the name, or the id of an event without a name, and the version unless it is 0.
    pub(super) fn short_title(&self) -> String {
        let name = match self.name.as_str() {
            "" => self.id.to_string(),
            name => name.to_owned(),
        };
        match self.version {
            0 => name,
            version => format!("{name} (v{version})"),
        }
    }

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
    /// The anchor, the same in every language.
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) rows: Vec<[Text; 3]>,
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
            text: texts.get(provider.message, &[]),
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

fn event(
    event: &Event,
    stem: String,
    provider: &Provider,
    texts: &Texts<'_>,
    words: &Words,
) -> EventContents {
    let names = Names::new(event, provider, texts);
    let (items, maps) = item::items(event, provider, texts);
    let template = event.template.map(|index| &provider.templates[index]);
    let own = |it: &str| {
        it.strip_prefix(&*provider.name)?
            .strip_prefix('/')
            .map(str::to_owned)
    };
    EventContents {
        stem,
        id: event.id,
        version: event.version,
        name: name(event).to_owned(),
        properties: names.properties(event, words),
        level: names.level,
        channel: own(&names.channel).unwrap_or(names.channel),
        keywords: names.keywords,
        description: texts.get(event.description, &[]),
        message: texts.get(event.message, template.map_or(&[], |it| &it.items)),
        items,
        maps,
    }
}

/// The names for the numbers in the descriptor of an event; empty for those that it does not use.
struct Names {
    keywords: Vec<String>,
    level: Text,
    channel: String,
    task: Text,
    opcode: Text,
}

impl Names {
    fn new(event: &Event, provider: &Provider, texts: &Texts<'_>) -> Self {
        let keywords = event.keywords.iter();
        let keywords = keywords.map(|it| local_name(&provider.keywords[*it].name).to_owned());
        let level = event.level.map(|index| &provider.levels[index]);
        let channel = event.channel.map(|index| &provider.channels[index]);
        // An event without a task or opcode has value 0.
        let task = event.task.map(|index| &provider.tasks[index]);
        let task = task.filter(|it| it.value != 0);
        let opcode = event.opcode.map(|index| &provider.opcodes[index]);
        let opcode = opcode.filter(|it| it.value != 0);
        let text = |message, name: &str| texts.of(message, name);
        Self {
            keywords: keywords.collect(),
            level: level.map_or_else(Text::default, |it| text(it.message, &it.name)),
            channel: channel.map_or("", |it| &it.name).to_owned(),
            task: task.map_or_else(Text::default, |it| text(it.message, &it.name)),
            opcode: opcode.map_or_else(Text::default, |it| text(it.message, &it.name)),
        }
    }

    /// Returns id, keywords, level and channel, and those of version, task and opcode that are not 0.
    fn properties(&self, event: &Event, words: &Words) -> Vec<(String, Text)> {
        let version = match event.version {
            0 => String::new(),
            version => version.to_string(),
        };
        let rows = [
            (Word::Id, Text::name(event.id.to_string()), true),
            (Word::Version, Text::name(version), false),
            (Word::Keywords, Text::name(self.keywords.join(", ")), true),
            (Word::Level, self.level.clone(), true),
            (Word::Channel, Text::name(&self.channel), true),
            (Word::Task, self.task.clone(), false),
            (Word::Opcode, self.opcode.clone(), false),
        ];
        rows.into_iter()
            .filter(|(_, value, always)| *always || !value.is_blank())
            .map(|(word, value, _)| (words.get(word).to_owned(), value))
            .collect()
    }
}

/// Returns the tables of channels, levels, tasks, opcodes and keywords.
fn lists(provider: &Provider, texts: &Texts<'_>, words: &Words) -> Vec<List> {
    let row = |name: &str, value: String, message| {
        let text = texts.of(message, name);
        [Text::name(local_name(name)), Text::name(value), text]
    };
    let channels = provider.channels.iter();
    let channels = channels.map(|it| {
        let text = texts.of(it.message, &it.name);
        [Text::name(&it.name), Text::name(it.value.to_string()), text]
    });
    let levels = provider.levels.iter();
    let levels = levels.map(|it| row(&it.name, it.value.to_string(), it.message));
    let tasks = provider.tasks.iter();
    let tasks = tasks.map(|it| row(&it.name, it.value.to_string(), it.message));
    let opcodes = provider.opcodes.iter().map(|it| {
        let mut row = row(&it.name, it.value.to_string(), it.message);
        if let Some(task) = it.task {
            let task = local_name(&provider.tasks[task].name);
            row[0] = Text::name(format!("{task}/{}", row[0].words));
        }
        row
    });
    let keywords = provider.keywords.iter();
    let keywords = keywords.map(|it| row(&it.name, format!("{:#x}", it.mask), it.message));
    let tables = [
        ("channels", Word::Channels, channels.collect::<Vec<_>>()),
        ("levels", Word::Levels, levels.collect()),
        ("tasks", Word::Tasks, tasks.collect()),
        ("opcodes", Word::Opcodes, opcodes.collect()),
        ("keywords", Word::Keywords, keywords.collect()),
    ];
    tables
        .into_iter()
        .filter(|(_, _, rows)| !rows.is_empty())
        .map(|(id, word, rows)| List {
            id,
            title: words.get(word).to_owned(),
            rows,
        })
        .collect()
}
