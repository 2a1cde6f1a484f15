//! [`Renderer`]: shows events in one locale.

use core::fmt;
use std::string::{String, ToString};
use std::vec::Vec;

use super::value::{self, Style};
use super::{EventRecord, SystemTexts, event_json, event_xml, message};
use crate::{EventDescriptor, EventEntry, FieldValue, Fields, LocalizedText, ProviderMetadata};

/// Shows the events of a provider in one locale.
///
/// It accepts any payload. If a payload does not match its template, the fields that can be read are shown.
#[derive(Clone, Copy)]
pub struct Renderer<'r> {
    pub(super) metadata: &'static ProviderMetadata,
    pub(super) locale: usize,
    texts: Option<&'r dyn SystemTexts>,
}

impl ProviderMetadata {
    /// Makes a renderer for the locale of the manifest that is nearest to this one; see [`locale_index`](Self::locale_index).
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
    /// Uses texts that are not in the manifest: parameter strings and the texts of error codes.
    #[must_use]
    pub const fn with_texts(self, texts: &dyn SystemTexts) -> Renderer<'_> {
        Renderer {
            metadata: self.metadata,
            locale: self.locale,
            texts: Some(texts),
        }
    }

    /// Returns the locale in which events are shown; empty if the manifest has no texts.
    #[must_use]
    pub fn locale(&self) -> &'static str {
        self.metadata.locales().nth(self.locale).unwrap_or("")
    }

    /// Returns the message with the values of the fields; `None` if the manifest has no message for the event.
    ///
    /// The rules are those of `FormatMessage`: `%1` to `%99` are the fields by number, `%n` is a line break, `%0` ends the
    /// message. An insertion without a field stays in the text.
    #[must_use]
    pub fn message<'e>(&self, event: impl Into<EventRecord<'e>>) -> Option<String> {
        let event = event.into();
        let entry = self.entry(&event)?;
        let template = entry.message().get(self.locale)?;
        let values = read(entry, &event);
        let style = self.style();
        let insert = |number: usize| {
            let value = values.get(number.checked_sub(1)?)?;
            Some(shown(value, style))
        };
        Some(message::expand(template, insert, |id| style.parameter(id)))
    }

    /// Returns the names of the fields and their values as in a message.
    #[must_use]
    pub fn fields<'e>(&self, event: impl Into<EventRecord<'e>>) -> Vec<(&'static str, String)> {
        let event = event.into();
        let values = self.entry(&event).map(|entry| read(entry, &event));
        let values = values.unwrap_or_default();
        let shown = |value: &FieldValue<'_>| (value.field.name(), shown(value, self.style()));
        values.iter().map(shown).collect()
    }

    /// Renders the event as Event XML, with its message and the names of its numbers in `RenderingInfo`.
    ///
    /// `EventData` and `UserData` have numbers, not the texts of maps. There is a `Data` element for each element of an array,
    /// and a `ComplexData` element for a structure.
    #[must_use]
    pub fn xml<'e>(&self, event: impl Into<EventRecord<'e>>) -> String {
        event_xml::render(self, &event.into())
    }

    /// Renders the event as JSON in one line: the numbers of the descriptor with their names, the fields as `data`, and the
    /// message. Numbers and booleans are those of JSON. Any other value, and a number in hexadecimal, is a string. A field with a
    /// map is an object of its `value` and, if the map has one, its `name`.
    #[must_use]
    pub fn json<'e>(&self, event: impl Into<EventRecord<'e>>) -> String {
        event_json::render(self, &event.into())
    }

    /// Returns the display name of the level, else its name.
    #[must_use]
    pub fn level(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let level = self.metadata.level(descriptor.level)?;
        Some(self.name(&level.text(), level.name()))
    }

    /// Returns the display name of the task, else its name.
    #[must_use]
    pub fn task(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let task = self.metadata.task(descriptor.task)?;
        Some(self.name(&task.text(), task.name()))
    }

    /// Returns the display name of the opcode, else its name.
    #[must_use]
    pub fn opcode(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let opcode = self.metadata.opcode(descriptor.task, descriptor.opcode)?;
        Some(self.name(&opcode.text(), opcode.name()))
    }

    /// Returns the display name of the channel, else [its name](crate::Channel::name).
    #[must_use]
    pub fn channel(&self, descriptor: &EventDescriptor) -> Option<&'static str> {
        let channel = self.metadata.channel(descriptor.channel)?;
        Some(self.name(&channel.text(), channel.name()))
    }

    /// Returns the display names of the keywords, or their names, in the order of the manifest.
    pub fn keywords(
        &self,
        descriptor: &EventDescriptor,
    ) -> impl Iterator<Item = &'static str> + use<> {
        let locale = self.locale;
        let keywords = self.metadata.keywords_of(descriptor.keyword);
        keywords.map(move |keyword| name(&keyword.text(), keyword.name(), locale))
    }

    /// Returns the display name of the provider, else its name.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.name(
            &self.metadata.message(),
            self.metadata.provider().identity().name(),
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

/// Returns the text in a locale, else the name without its namespace prefix.
fn name(text: &LocalizedText, name: &'static str, locale: usize) -> &'static str {
    let local = name.split_once(':').map_or(name, |(_, local)| local);
    text.get(locale).unwrap_or(local)
}

/// Reads the fields of an event up to the first that cannot be read.
fn read<'e>(entry: &EventEntry, event: &EventRecord<'e>) -> Vec<FieldValue<'e>> {
    let fields = Fields::with_reader(entry.metadata().fields(), event.reader());
    fields.map_while(Result::ok).collect()
}

/// Returns the value of a field in a message. A NUL becomes a space, as in Microsoft's decoder.
fn shown(value: &FieldValue<'_>, style: Style<'_>) -> String {
    let text = value::text(value.field, &value.value, style).replace('\0', " ");
    message::expand_parameters(text, |id| style.parameter(id))
}

impl fmt::Debug for Renderer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = self.metadata.provider().identity().name().to_string();
        let mut structure = formatter.debug_struct("Renderer");
        structure.field("provider", &provider);
        structure
            .field("locale", &self.locale())
            .finish_non_exhaustive()
    }
}
