//! Providers.

use std::collections::{BTreeMap, HashSet};

use super::channel::{self, Channel};
use super::context::Context;
use super::error::Result;
use super::event::{self, Event};
use super::filter::{self, Filter};
use super::keyword::{self, Keyword};
use super::level::{self, Level};
use super::map::{self, Map};
use super::message_id::MessageId;
use super::opcode::{self, Opcode};
use super::pattern_map::{self, PatternMap};
use super::reader::Reader;
use super::section::{List, Sections, Targets};
use super::strings::{LocalizedString, StringIndex, Strings};
use super::task::{self, Task};
use super::template::{self, Template};
use crate::guid::Guid;
use crate::winmeta::Predefined;
use crate::xml::writer::Xml;

const ATTRIBUTES: List = List {
    number: 13,
    what: "attribute",
    header: 12,
    entry: 8,
};
const NAME: u32 = 0x1000_0001;
const CONTROL_GUID: u32 = 0x2000_0001;
const GROUP_GUID: u32 = 0x2000_0002;

#[derive(Default)]
pub(super) struct Provider {
    /// Its place among the providers of the file.
    index: usize,
    /// The number of the provider in message ids.
    pub(super) number: usize,
    /// Empty where the file does not have it.
    name: String,
    guid: Guid,
    control_guid: Option<Guid>,
    group_guid: Option<Guid>,
    message: Option<StringIndex>,
    pub(super) channels: Vec<Channel>,
    pub(super) levels: Vec<Level>,
    pub(super) tasks: Vec<Task>,
    pub(super) opcodes: Vec<Opcode>,
    pub(super) keywords: Vec<Keyword>,
    pub(super) maps: Vec<Map>,
    pattern_maps: Vec<PatternMap>,
    pub(super) templates: Vec<Template>,
    pub(super) filters: Vec<Filter>,
    pub(super) events: Vec<Event>,
}

impl Provider {
    /// Reads the provider whose entry in the header of the file is at `entry`.
    pub(super) fn read(
        reader: &Reader,
        index: usize,
        entry: usize,
        strings: &mut Strings,
    ) -> Result<Self> {
        let guid = reader.guid(entry)?;
        let at = reader.size(entry + 16)?;
        reader.expect(at, b"WEVT", "a provider")?;
        let message = strings.message(reader.u32(at + 8)?);
        let mut provider = Self {
            index,
            guid,
            message,
            ..Self::default()
        };
        provider.read_sections(reader, &Sections::read(reader, at)?, strings)?;
        Ok(provider)
    }

    fn read_sections(
        &mut self,
        reader: &Reader,
        sections: &Sections,
        strings: &mut Strings,
    ) -> Result<()> {
        self.read_items(reader, sections, strings)?;
        let (maps, map_offsets) = map::read(reader, sections, strings)?;
        self.maps = maps;
        self.pattern_maps = pattern_map::read(reader, sections)?;
        let (templates, template_offsets) = template::read(reader, sections, &map_offsets)?;
        self.templates = templates;
        self.read_attributes(reader, sections)?;
        let targets = Targets {
            channels: channel::LIST.offsets(sections, self.channels.iter().map(|it| &it.name)),
            levels: level::LIST.offsets(sections, self.levels.iter().map(|it| &it.name)),
            tasks: task::LIST.offsets(sections, self.tasks.iter().map(|it| &it.name)),
            opcodes: opcode::LIST.offsets(sections, self.opcodes.iter().map(|it| &it.name)),
            keywords: keyword::LIST.offsets(sections, self.keywords.iter().map(|it| &it.name)),
            templates: template_offsets,
        };
        let masks: Vec<u64> = self.keywords.iter().map(|it| it.mask).collect();
        let event = |at| Event::read(reader, at, &targets, &masks, strings);
        self.events = event::LIST.read(reader, sections, event)?;
        channel::mark_implicit(self);
        event::read_attributes(reader, sections, &mut self.events)?;
        let filter = |at| Filter::read(reader, at, &targets.templates, strings);
        self.filters = filter::LIST.read(reader, sections, filter)?;
        Ok(())
    }

    fn read_items(
        &mut self,
        reader: &Reader,
        sections: &Sections,
        strings: &mut Strings,
    ) -> Result<()> {
        let channel = |at| Channel::read(reader, at, strings);
        self.channels = channel::LIST.read(reader, sections, channel)?;
        let task = |at| Task::read(reader, at, strings);
        self.tasks = task::LIST.read(reader, sections, task)?;
        let mut tasks = BTreeMap::new();
        for (index, task) in self.tasks.iter().enumerate() {
            tasks.entry(task.value).or_insert(index);
        }
        let opcode = |at| Opcode::read(reader, at, &tasks, strings);
        self.opcodes = opcode::LIST.read(reader, sections, opcode)?;
        let level = |at| Level::read(reader, at, strings);
        self.levels = level::LIST.read(reader, sections, level)?;
        let keyword = |at| Keyword::read(reader, at, strings);
        self.keywords = keyword::LIST.read(reader, sections, keyword)?;
        Ok(())
    }

    fn read_attributes(&mut self, reader: &Reader, sections: &Sections) -> Result<()> {
        ATTRIBUTES.read(reader, sections, |at| {
            let data = reader.size(at + 4)?;
            match reader.u32(at)? {
                NAME => self.name = reader.utf16_z(data)?,
                CONTROL_GUID => self.control_guid = Some(reader.guid(data)?),
                GROUP_GUID => self.group_guid = Some(reader.guid(data)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Calls `use_it` for every message that something uses, with the predefined item if it is one, and with the id that this
    /// use gives its string.
    pub(super) fn uses(
        &self,
        mut use_it: impl FnMut(StringIndex, Option<&'static Predefined>, MessageId),
    ) {
        let mut note = |message: Option<StringIndex>, item, id| {
            if let Some(message) = message {
                use_it(message, item, id);
            }
        };
        note(self.message, None, Channel::id());
        self.levels
            .iter()
            .for_each(|it| note(it.message, it.predefined, it.id()));
        self.keywords
            .iter()
            .for_each(|it| note(it.message, it.predefined, it.id()));
        self.channels
            .iter()
            .for_each(|it| note(it.message, it.predefined, Channel::id()));
        let opcodes = self.opcodes.iter();
        opcodes.for_each(|it| note(it.message, it.predefined, it.id(&self.tasks)));
        self.tasks
            .iter()
            .for_each(|it| note(it.message, it.predefined, it.id()));
        for map in &self.maps {
            map.items
                .iter()
                .for_each(|it| note(Some(it.message), None, map.item_id()));
        }
        self.filters
            .iter()
            .for_each(|it| note(it.message, None, it.id()));
        self.events
            .iter()
            .for_each(|it| note(it.message, None, it.message_id(self)));
    }

    /// Returns `true` if the next provider has another number: this one gave an id to a string, or it has no messages.
    fn takes_number(&self, strings: &[LocalizedString], seen: &mut HashSet<StringIndex>) -> bool {
        let (mut has_messages, mut has_given) = (false, false);
        self.uses(|string, _, id| {
            has_messages = true;
            has_given |= seen.insert(string) && id.gives(strings[string].message_id, self.number);
        });
        has_given || !has_messages
    }

    /// Returns every name that may have a prefix.
    pub(super) fn qualified_names(&self) -> impl Iterator<Item = &String> {
        (self.levels.iter().map(|it| &it.name))
            .chain(self.tasks.iter().map(|it| &it.name))
            .chain(self.opcodes.iter().map(|it| &it.name))
            .chain(self.keywords.iter().map(|it| &it.name))
            .chain(self.maps.iter().map(|it| &it.name))
            .chain(self.filters.iter().map(|it| &it.name))
            .chain(self.templates.iter().filter_map(Template::name))
    }

    pub(super) fn write(&self, xml: &mut Xml, name: &str, context: &Context) {
        let guid = |guid: Option<Guid>| guid.map(|it| it.to_string());
        let attributes = [
            ("symbol", Some(symbol(name, self.index))),
            ("name", Some(name.to_owned())),
            ("guid", guid(Some(self.guid))),
            ("controlGuid", guid(self.control_guid)),
            ("resourceFileName", Some(context.file_name.to_owned())),
            ("messageFileName", Some(context.file_name.to_owned())),
            ("message", context.message(self.message)),
        ];
        xml.element("provider", &attributes, |xml| {
            if self.group_guid.is_some() {
                xml.leaf("traits", &[("groupGuid", guid(self.group_guid))]);
            }
            channel::write(xml, self, context);
            level::write(xml, self, context);
            task::write(xml, self, context);
            keyword::write(xml, self, context);
            map::write(xml, &self.maps, context);
            pattern_map::write(xml, &self.pattern_maps);
            template::write(xml, self);
            filter::write(xml, self, context);
            event::write(xml, self, context);
        });
    }
}

/// Gives providers the numbers that they have in message ids.
pub(super) fn number(providers: &mut [Provider], strings: &[LocalizedString]) {
    let mut seen = HashSet::new();
    let mut next = 0;
    for provider in providers {
        provider.number = next;
        next += usize::from(provider.takes_number(strings, &mut seen));
    }
}

/// Returns the names of all providers. Older generations do not store them; channels are usually named after their
/// provider.
pub(super) fn names(providers: &[Provider]) -> Vec<String> {
    let mut taken: HashSet<&str> = providers.iter().map(|it| it.name.as_str()).collect();
    let mut names = Vec::with_capacity(providers.len());
    for provider in providers {
        let stem = provider.channels.iter().find_map(Channel::stem);
        let stem = stem.filter(|stem| taken.insert(stem));
        let guid = provider.guid.to_string();
        names.push(match stem {
            _ if !provider.name.is_empty() => provider.name.clone(),
            Some(stem) => stem.to_owned(),
            None => format!("Provider-{}", guid.trim_matches(['{', '}'])),
        });
    }
    names
}

fn symbol(name: &str, index: usize) -> String {
    let letter = |it: char| if it.is_ascii_alphanumeric() { it } else { '_' };
    let name: String = name.to_ascii_uppercase().chars().map(letter).collect();
    match index {
        0 => format!("PROVIDER_{name}"),
        _ => format!("PROVIDER{}_{name}", index + 1),
    }
}
