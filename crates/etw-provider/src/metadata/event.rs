//! [`EventMetadata`] and [`EventEntry`]: an event of the manifest, without and with its message.

use core::convert::identity;

use crate::{Document, EnableWord, EventDescriptor, Field, LocalizedText, Template};

/// The part of an event's metadata that emitting needs.
#[derive(Debug)]
pub struct EventMetadata {
    symbol: &'static str,
    name: &'static str,
    descriptor: EventDescriptor,
    word: &'static EnableWord,
    template: &'static Template,
}

impl EventMetadata {
    /// For generated code.
    #[must_use]
    pub const fn new(
        symbol: &'static str,
        descriptor: EventDescriptor,
        word: &'static EnableWord,
        template: &'static Template,
    ) -> Self {
        Self {
            symbol,
            name: symbol,
            descriptor,
            word,
            template,
        }
    }

    /// Sets [`name`](Self::name) of an event whose name is not its symbol; for generated code.
    #[must_use]
    pub const fn with_name(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Returns the symbol, which is also the name of the event's Rust type.
    #[must_use]
    pub const fn symbol(&self) -> &'static str {
        self.symbol
    }

    /// Returns the name, or the symbol if the manifest gives no name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the numbers that identify the event.
    #[must_use]
    pub const fn descriptor(&self) -> &EventDescriptor {
        &self.descriptor
    }

    /// Returns the word that is 0 while the event is disabled.
    #[must_use]
    pub const fn word(&self) -> &'static EnableWord {
        self.word
    }

    /// Returns the template.
    #[must_use]
    pub const fn template(&self) -> &'static Template {
        self.template
    }

    /// Returns the fields in order, including those that hold the count or length of another.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        self.template.fields()
    }
}

description! {
    /// An event, its message, and the element that holds its fields in Event XML.
    pub struct EventEntry {
        /// Returns the event.
        metadata: &'static EventMetadata,
    }
    optional {
        /// Returns the message, with `%1`-style insertions.
        message: LocalizedText = LocalizedText::EMPTY, with_message(&'static [&'static str]) = LocalizedText::new;
        /// Returns the element that holds the fields in Event XML.
        document: Document = Document::EventData(""), with_document(Document) = identity;
    }
}
