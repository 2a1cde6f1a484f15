//! [`ProviderMetadata`]: everything the manifest says, for tools that show or explain events.
//!
//! `emit` does not refer to it, so that a program that only emits does not carry it.

use crate::{Document, EventDescriptor, Field, Guid, LocalizedText, Provider, Template};

/// What the runtime and its listeners know about an event.
#[derive(Debug)]
pub struct EventMetadata {
    /// The event's symbol, which is also the name of its Rust type.
    pub symbol: &'static str,
    /// The event's name; its symbol if the manifest gives none.
    pub name: &'static str,
    /// The numbers that identify it.
    pub descriptor: EventDescriptor,
    /// Which of the provider's [`EnableWord`](crate::EnableWord)s it belongs to.
    pub word: u16,
    /// What its data consists of.
    pub template: &'static Template,
}

impl EventMetadata {
    /// Its data, in order, counting items included.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        self.template.fields()
    }
}

/// The content of a manifest's `<provider>` element.
#[derive(Debug)]
pub struct ProviderMetadata {
    /// The provider that emits the events.
    pub provider: &'static Provider,
    /// The provider's symbol.
    pub symbol: &'static str,
    /// The languages of all texts; the first is the default.
    pub locales: &'static [&'static str],
    /// The provider's display name.
    pub message: LocalizedText,
    /// Its channels, imported ones included.
    pub channels: &'static [Channel],
    /// Its levels, predefined ones included where used.
    pub levels: &'static [Level],
    /// Its tasks.
    pub tasks: &'static [Task],
    /// Its opcodes, those of a single task included.
    pub opcodes: &'static [Opcode],
    /// Its keywords.
    pub keywords: &'static [Keyword],
    /// Its value maps and bit maps.
    pub maps: &'static [&'static Map],
    /// Its events.
    pub events: &'static [EventEntry],
}

/// An event and its message.
#[derive(Debug)]
pub struct EventEntry {
    /// The event.
    pub metadata: &'static EventMetadata,
    /// Its message, with `%1`-style insertions.
    pub message: LocalizedText,
    /// The element that holds its data in Event XML.
    pub document: Document,
}

impl EventEntry {
    /// An event with its message in each language, whose data is shown as `<EventData>`.
    #[must_use]
    pub const fn new(metadata: &'static EventMetadata, message: &'static [&'static str]) -> Self {
        Self {
            metadata,
            message: LocalizedText::new(message),
            document: Document::EventData(""),
        }
    }

    /// The same event with its data shown as this document.
    #[must_use]
    pub const fn with_document(self, document: Document) -> Self {
        Self { document, ..self }
    }
}

/// A channel: where events go for an audience.
#[derive(Debug)]
pub struct Channel {
    /// The name under which the Event Log knows it.
    pub name: &'static str,
    /// Its symbol.
    pub symbol: &'static str,
    /// Its number in event descriptors.
    pub value: u8,
    /// The bit it adds to the keyword of its events; 0 if none.
    pub keyword_bit: u64,
    /// Its audience.
    pub kind: ChannelKind,
    /// Its display name.
    pub text: LocalizedText,
}

/// The audience of a [`Channel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    /// For administrators: a problem and what to do about it.
    Admin,
    /// For analysis of a problem or an occurrence.
    Operational,
    /// Published in high volume; off until enabled.
    Analytic,
    /// For developers; off until enabled.
    Debug,
    /// Declared by another provider, such as `System` or `Application`.
    Imported,
}

/// A level: the severity or verbosity of events.
#[derive(Debug)]
pub struct Level {
    /// Its name, such as `win:Error`.
    pub name: &'static str,
    /// Its number; a session asks for a number and gets all levels up to it.
    pub value: u8,
    /// Its display name.
    pub text: LocalizedText,
}

/// A task: a component, or a piece of work, that events belong to.
#[derive(Debug)]
pub struct Task {
    /// Its name.
    pub name: &'static str,
    /// Its symbol.
    pub symbol: &'static str,
    /// Its number.
    pub value: u16,
    /// The GUID that classic event tracing knows it by.
    pub event_guid: Option<Guid>,
    /// Its display name.
    pub text: LocalizedText,
}

/// An opcode: the step of a task.
#[derive(Debug)]
pub struct Opcode {
    /// Its name, such as `win:Start`.
    pub name: &'static str,
    /// Its symbol.
    pub symbol: &'static str,
    /// Its number.
    pub value: u8,
    /// The task that it is defined within; `None` if any task may use it.
    pub task: Option<u16>,
    /// Its display name.
    pub text: LocalizedText,
}

/// A keyword: a category that sessions filter by.
#[derive(Debug)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// Its symbol.
    pub symbol: &'static str,
    /// Its bit.
    pub mask: u64,
    /// Its display name.
    pub text: LocalizedText,
}

/// A map: names for the values, or for the bits, of a field.
#[derive(Debug)]
pub struct Map {
    /// Its name.
    pub name: &'static str,
    /// Whether it names values or bits.
    pub kind: MapKind,
    /// Its items.
    pub items: &'static [MapItem],
}

/// Whether a [`Map`] names values or bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapKind {
    /// Each item names a whole value.
    Value,
    /// Each item names a bit or a group of bits.
    Bit,
}

/// One named value or bit of a [`Map`].
#[derive(Debug)]
pub struct MapItem {
    /// The value or the bits.
    pub value: u32,
    /// Its symbol.
    pub symbol: &'static str,
    /// Its display name.
    pub text: LocalizedText,
}

impl ProviderMetadata {
    /// The event with this id and version.
    #[must_use]
    pub fn event(&self, id: u16, version: u8) -> Option<&'static EventEntry> {
        self.events.iter().find(|entry| {
            let descriptor = &entry.metadata.descriptor;
            descriptor.id == id && descriptor.version == version
        })
    }

    /// The channel with this number.
    #[must_use]
    pub fn channel(&self, value: u8) -> Option<&'static Channel> {
        self.channels.iter().find(|channel| channel.value == value)
    }

    /// The level with this number.
    #[must_use]
    pub fn level(&self, value: u8) -> Option<&'static Level> {
        self.levels.iter().find(|level| level.value == value)
    }

    /// The task with this number.
    #[must_use]
    pub fn task(&self, value: u16) -> Option<&'static Task> {
        self.tasks.iter().find(|task| task.value == value)
    }

    /// The opcode with this number: the task's own if it has one, else the provider's.
    #[must_use]
    pub fn opcode(&self, task: u16, value: u8) -> Option<&'static Opcode> {
        let within = |scope| {
            self.opcodes
                .iter()
                .find(move |opcode| opcode.value == value && opcode.task == scope)
        };
        within(Some(task)).or_else(|| within(None))
    }

    /// The keywords that share a bit with `mask`, in the manifest's order.
    pub fn keywords_of(&self, mask: u64) -> impl Iterator<Item = &'static Keyword> + use<> {
        self.keywords
            .iter()
            .filter(move |keyword| keyword.mask & mask != 0)
    }

    /// The index of a language in [`locales`](Self::locales): the language itself, in any case; else its nearest
    /// relative, which shares the most subtags from the left; else `en-US`; else the default.
    ///
    /// A manifest with `de-DE`, `en-US` and `es-ES` answers `es-MX` with Spanish and `fr-FR` with English. Of relatives that
    /// are equally near, the one without a region comes first, then that of the language's home: `es-ES` before `es-AR`.
    #[must_use]
    pub fn locale_index(&self, locale: &str) -> usize {
        nearest(self.locales, locale)
            .or_else(|| self.american_english())
            .unwrap_or(0)
    }

    fn american_english(&self) -> Option<usize> {
        let is_en_us = |locale: &&str| locale.eq_ignore_ascii_case("en-US");
        self.locales.iter().position(is_en_us)
    }
}

impl Map {
    /// The item that names exactly this value.
    #[must_use]
    pub fn item(&self, value: u32) -> Option<&'static MapItem> {
        self.items.iter().find(|item| item.value == value)
    }

    /// The items all of whose bits are set in `value`, in the manifest's order.
    pub fn items_of(&self, value: u32) -> impl Iterator<Item = &'static MapItem> + use<> {
        self.items
            .iter()
            .filter(move |item| item.value != 0 && value & item.value == item.value)
    }
}

/// The index of a locale, else of its nearest relative; the first, of those that are equally near.
fn nearest(locales: &[&str], locale: &str) -> Option<usize> {
    let mut best = ((0, false, false), None);
    for (index, candidate) in locales.iter().enumerate() {
        if candidate.eq_ignore_ascii_case(locale) {
            return Some(index);
        }
        let common = common_subtags(candidate, locale);
        let (language, region) = candidate.split_once('-').unwrap_or((candidate, ""));
        let nearness = (
            common,
            region.is_empty(),
            region.eq_ignore_ascii_case(language),
        );
        if common > 0 && nearness > best.0 {
            best = (nearness, Some(index));
        }
    }
    best.1
}

/// How many subtags two locale names share from the left: 1 for `es-ES` and `es-MX`.
fn common_subtags(first: &str, second: &str) -> usize {
    let (first, second) = (first.split(['-', '_']), second.split(['-', '_']));
    first
        .zip(second)
        .take_while(|(first, second)| first.eq_ignore_ascii_case(second))
        .count()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_relative_answers() {
        let locales = [
            "en-US", "es-AR", "es-ES", "zh-Hans", "zh-Hant", "pt-PT", "pt",
        ];
        let nearest = |locale| nearest(&locales, locale).map(|index| locales[index]);
        assert_eq!(nearest("ES-ar"), Some("es-AR"));
        assert_eq!(nearest("es-MX"), Some("es-ES"));
        assert_eq!(nearest("es_MX"), Some("es-ES"));
        assert_eq!(nearest("es"), Some("es-ES"));
        assert_eq!(nearest("zh-Hant-TW"), Some("zh-Hant"));
        assert_eq!(nearest("zh-CN"), Some("zh-Hans"));
        assert_eq!(nearest("pt-BR"), Some("pt"));
        assert_eq!(nearest("fr-FR"), None);
        assert_eq!(nearest(""), None);
    }
}
