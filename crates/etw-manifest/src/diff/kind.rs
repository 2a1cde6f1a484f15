//! The kinds of changes, with stable names, and what each means to readers of the events.

/// What a change means to those who read the events.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Impact {
    /// Something that worked with the older manifest no longer works, or means something else.
    Breaking,
    /// Something new that nobody can depend on yet.
    Compatible,
    /// Something a person may notice and a program should not depend on.
    Note,
}

impl Impact {
    /// `breaking`, `compatible` or `note`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Note => "note",
        }
    }
}

macro_rules! kinds {
    ($($kind:ident $name:literal $impact:ident $meaning:literal)*) => {
        /// What kind of change it is. Names are stable.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Kind {
            $(#[doc = concat!("`", $name, "`: ", $meaning)] $kind,)*
        }

        impl Kind {
            /// Every kind, in the order in which changes of one subject are reported.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// What it means to readers.
            #[must_use]
            pub const fn impact(self) -> Impact {
                match self { $(Self::$kind => Impact::$impact,)* }
            }

            /// The kind in a sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$kind => $meaning,)* }
            }
        }
    };
}

kinds! {
    ProviderRemoved "provider-removed" Breaking "A provider is gone."
    ProviderGuidChanged "provider-guid-changed" Breaking "Sessions enable a provider by its GUID."
    ProviderNameChanged "provider-name-changed" Breaking "Logs and queries name a provider by its name."
    ProviderSymbolChanged "provider-symbol-changed" Note "Only generated code sees it."
    ProviderAdded "provider-added" Compatible "A new provider."
    CultureRemoved "culture-removed" Note "Readers of that language see another one."
    CultureAdded "culture-added" Compatible "A new language."

    ChannelRemoved "channel-removed" Breaking "Subscriptions name a channel."
    ChannelRenamed "channel-renamed" Breaking "Subscriptions name a channel."
    ChannelValueChanged "channel-value-changed" Breaking "The number stands in recorded events."
    ChannelTypeChanged "channel-type-changed" Breaking "A log became a trace, or the reverse, or one for other readers."
    ChannelSettingsChanged "channel-settings-changed" Note "Whether it is enabled, isolated, and who may read it."
    ChannelAdded "channel-added" Compatible "A new channel."

    LevelRenamed "level-renamed" Breaking "Tools choose and show levels by name."
    LevelValueChanged "level-value-changed" Breaking "The number stands in recorded events."
    LevelRemoved "level-removed" Note "Events that used it are reported themselves."
    LevelAdded "level-added" Compatible "A new level."
    TaskRenamed "task-renamed" Breaking "Tools name events by their task."
    TaskValueChanged "task-value-changed" Breaking "The number stands in recorded events."
    TaskGuidChanged "task-guid-changed" Breaking "Classic readers know events by the GUID of their task."
    TaskRemoved "task-removed" Note "Events that used it are reported themselves."
    TaskAdded "task-added" Compatible "A new task."
    OpcodeRenamed "opcode-renamed" Breaking "Tools name events by their opcode."
    OpcodeValueChanged "opcode-value-changed" Breaking "The number stands in recorded events."
    OpcodeRemoved "opcode-removed" Note "Events that used it are reported themselves."
    OpcodeAdded "opcode-added" Compatible "A new opcode."
    KeywordRemoved "keyword-removed" Breaking "Sessions may enable it by name."
    KeywordRenamed "keyword-renamed" Breaking "Sessions may enable it by name."
    KeywordBitChanged "keyword-bit-changed" Breaking "Sessions that enable the old bit miss its events."
    KeywordAdded "keyword-added" Compatible "A new keyword."

    MapKindChanged "map-kind-changed" Breaking "A value map became a bit map, or the reverse."
    MapValueRemoved "map-value-removed" Breaking "Recorded events have values that no longer have a name."
    MapValueChanged "map-value-changed" Breaking "A value means something else."
    MapTextChanged "map-text-changed" Note "A translation of a value changed."
    MapValueAdded "map-value-added" Compatible "A new value."
    MapRemoved "map-removed" Note "Items that used it are reported themselves."
    MapAdded "map-added" Compatible "A new map."
    FilterRemoved "filter-removed" Breaking "Sessions may pass it."
    FilterChanged "filter-changed" Breaking "Sessions pass data that no longer fits."
    FilterAdded "filter-added" Compatible "A new filter."

    EventRemoved "event-removed" Breaking "Recorded events can no longer be decoded."
    EventVersionRemoved "event-version-removed" Breaking "Recorded events of that version can no longer be decoded."
    EventIdChanged "event-id-changed" Breaking "Readers know an event by its id."
    EventIdReused "event-id-reused" Breaking "The id and version of an event now stand for another one."
    EventChannelChanged "event-channel-changed" Breaking "The event appears in another log."
    EventLevelChanged "event-level-changed" Breaking "Sessions and queries choose events by level."
    EventTaskChanged "event-task-changed" Breaking "Readers pair and name events by task."
    EventOpcodeChanged "event-opcode-changed" Breaking "Readers pair and name events by opcode."
    EventKeywordRemoved "event-keyword-removed" Breaking "Sessions that enable only that keyword miss the event."
    EventFirstKeywordAdded "event-first-keyword-added" Breaking "An event without keywords reaches every session; now it reaches only those that enable the keyword."
    EventKeywordAdded "event-keyword-added" Compatible "More sessions see the event."
    EventSymbolChanged "event-symbol-changed" Note "Only generated code sees it."
    EventNotLoggedChanged "event-not-logged-changed" Note "Only generated code sees it."
    EventVersionAdded "event-version-added" Compatible "A new version of an event."
    EventAdded "event-added" Compatible "A new event."

    FieldRemoved "field-removed" Breaking "The template changed without a new version."
    FieldAdded "field-added" Breaking "The template changed without a new version."
    FieldRenamed "field-renamed" Breaking "Readers find a field by its name."
    FieldRetyped "field-retyped" Breaking "Readers misread the payload."
    FieldReordered "field-reordered" Breaking "Readers misread the payload."
    FieldCountChanged "field-count-changed" Breaking "Readers misread the payload."
    FieldLengthChanged "field-length-changed" Breaking "Readers misread the payload."
    FieldFormatChanged "field-format-changed" Note "The field is shown in another way."
    FieldMapChanged "field-map-changed" Note "The field is shown by other names, or by none."
    UserDataChanged "user-data-changed" Breaking "Queries find values by their place in the XML."

    MessageRemoved "message-removed" Breaking "The event can no longer be shown as a sentence."
    MessageIdChanged "message-id-changed" Breaking "Texts of an older or newer resource are another event's."
    MessageTextChanged "message-text-changed" Note "The sentence changed."
    MessageAdded "message-added" Compatible "The event can now be shown as a sentence."
    TextChanged "text-changed" Note "The display name of something other than an event changed."
    TextIdChanged "text-id-changed" Note "The message id of something other than an event changed."
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn names_are_unique_and_follow_from_the_kinds() {
        let mut seen = std::collections::HashSet::new();
        for kind in Kind::ALL {
            assert!(seen.insert(kind.name()), "{}", kind.name());
            let squeezed = kind.name().replace('-', "");
            assert_eq!(squeezed, format!("{kind:?}").to_lowercase());
            assert!(kind.meaning().ends_with('.'));
        }
    }
}
