//! [`Renderer`]: shows events in one language.

use core::fmt;
use std::string::{String, ToString};
use std::vec::Vec;

use super::value::{self, Style};
use super::{EventRecord, SystemTexts, event_json, event_xml, message};
use crate::{EventDescriptor, EventEntry, FieldValue, Fields, LocalizedText, ProviderMetadata};

/// Shows the events of a provider in one language.
///
/// It shows whatever it is given: where a payload is not what the manifest says, as much as can be read of it.
#[derive(Clone, Copy)]
pub struct Renderer<'r> {
    pub(super) metadata: &'static ProviderMetadata,
    locale: usize,
    texts: Option<&'r dyn SystemTexts>,
}

impl ProviderMetadata {
    /// Shows events in a language, or in the nearest one that the manifest has: see [`locale_index`](Self::locale_index).
    #[must_use]
    pub fn renderer(&'static self, locale: &str) -> Renderer<'static> {
        Renderer {
            metadata: self,
            locale: self.locale_index(locale),
            texts: None,
        }
    }
}

impl Renderer<'_> {
    /// Uses texts that are not in the manifest: parameter strings, and what error codes mean.
    #[must_use]
    pub const fn with_texts(self, texts: &dyn SystemTexts) -> Renderer<'_> {
        Renderer {
            metadata: self.metadata,
            locale: self.locale,
            texts: Some(texts),
        }
    }

    /// The language in which it shows events; nothing if the manifest has no texts.
    #[must_use]
    pub fn locale(&self) -> &'static str {
        self.metadata
            .locales
            .get(self.locale)
            .copied()
            .unwrap_or("")
    }

    /// The message with the values of the fields in it; `None` if the manifest has none for this event.
    ///
    /// The rules are those of `FormatMessage`: `%1` to `%99` are the fields by number, `%n` is a line break, `%0` ends
    /// the message, and so on. What cannot be replaced stays as it is written.
    #[must_use]
    pub fn message<'e>(&self, event: impl Into<EventRecord<'e>>) -> Option<String> {
        let event = event.into();
        let entry = self.entry(&event)?;
        let template = entry.message.get(self.locale)?;
        let values = read(entry, &event);
        let style = self.style();
        let insert = |number: usize| {
            let value = values.get(number.checked_sub(1)?)?;
            Some(shown(value, style))
        };
        Some(message::expand(template, insert, |id| style.parameter(id)))
    }

    /// The names of the fields and their values as a message has them.
    #[must_use]
    pub fn fields<'e>(&self, event: impl Into<EventRecord<'e>>) -> Vec<(&'static str, String)> {
        let event = event.into();
        let values = self.entry(&event).map(|entry| read(entry, &event));
        let values = values.unwrap_or_default();
        let shown = |value: &FieldValue<'_>| (value.field.name, shown(value, self.style()));
        values.iter().map(shown).collect()
    }

    /// The event as Event XML, with its message and the names of its numbers in `RenderingInfo`.
    ///
    /// `System` has what the record says, in the order in which Windows writes it. `EventData` and `UserData` have the
    /// values as they are: the number, not the text of a map. A `Data` element is repeated for each element of an array,
    /// and a structure is a `ComplexData` element.
    #[must_use]
    pub fn xml<'e>(&self, event: impl Into<EventRecord<'e>>) -> String {
        event_xml::render(self, &event.into())
    }

    /// The event as JSON on one line: the numbers of the descriptor with their names, the fields as `data`, and the
    /// message. Numbers and booleans are such in JSON; hexadecimal numbers, times and all others are strings.
    #[must_use]
    pub fn json<'e>(&self, event: impl Into<EventRecord<'e>>) -> String {
        event_json::render(self, &event.into())
    }

    /// What the level of an event is called.
    #[must_use]
    pub fn level(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let level = self.metadata.level(descriptor.level)?;
        Some(self.name(&level.text, level.name))
    }

    /// What the task of an event is called.
    #[must_use]
    pub fn task(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let task = self.metadata.task(descriptor.task)?;
        Some(self.name(&task.text, task.name))
    }

    /// What the opcode of an event is called.
    #[must_use]
    pub fn opcode(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let opcode = self.metadata.opcode(descriptor.task, descriptor.opcode)?;
        Some(self.name(&opcode.text, opcode.name))
    }

    /// What the channel of an event is called. Its full name is [`Channel::name`](crate::Channel::name).
    #[must_use]
    pub fn channel(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let channel = self.metadata.channel(descriptor.channel)?;
        Some(self.name(&channel.text, channel.name))
    }

    /// What the keywords of an event are called, in the manifest's order.
    pub fn keywords(
        &self,
        descriptor: &EventDescriptor,
    ) -> impl Iterator<Item = &'static str> + use<> {
        let locale = self.locale;
        let keywords = self.metadata.keywords_of(descriptor.keyword);
        keywords.map(move |keyword| name(&keyword.text, keyword.name, locale))
    }

    /// What the provider is called.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.name(
            &self.metadata.message,
            self.metadata.provider.identity().name,
        )
    }

    pub(super) fn entry(&self, event: &EventRecord<'_>) -> Option<&'static EventEntry> {
        let descriptor = &event.descriptor;
        self.metadata.event(descriptor.id, descriptor.version)
    }

    fn style(&self) -> Style<'_> {
        Style::Message(self.locale, self.texts)
    }

    fn name(&self, text: &LocalizedText, name: &'static str) -> &'static str {
        self::name(text, name, self.locale)
    }
}

/// The text in a language, else the name without its namespace prefix.
fn name(text: &LocalizedText, name: &'static str, locale: usize) -> &'static str {
    let local = name.split_once(':').map_or(name, |(_, local)| local);
    text.get(locale).unwrap_or(local)
}

/// The fields of an event up to the first that cannot be read.
fn read<'e>(entry: &EventEntry, event: &EventRecord<'e>) -> Vec<FieldValue<'e>> {
    let fields = Fields::with_reader(entry.metadata.fields(), event.reader());
    fields.map_while(Result::ok).collect()
}

/// A value in a message, where a NUL would be no character: Microsoft's decoder shows a space.
fn shown(value: &FieldValue<'_>, style: Style<'_>) -> String {
    let text = value::text(value.field, &value.value, style).replace('\0', " ");
    message::expand_parameters(text, |id| style.parameter(id))
}

impl fmt::Debug for Renderer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = self.metadata.provider.identity().name.to_string();
        let mut structure = formatter.debug_struct("Renderer");
        structure.field("provider", &provider);
        structure
            .field("locale", &self.locale())
            .finish_non_exhaustive()
    }
}
