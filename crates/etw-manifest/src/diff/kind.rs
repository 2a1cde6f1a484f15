//! Lists the kinds of changes, with their stable names, impact and meaning.

/// The impact of a change on readers of the events.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Impact {
    /// Something that worked with the older manifest fails or has another meaning.
    Breaking,
    /// An addition: no reader depends on it yet.
    Compatible,
    /// A change that people may notice and programs should not depend on.
    Note,
}

impl Impact {
    /// Returns `breaking`, `compatible` or `note`.
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
        /// The kind of a change. Names are stable.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Kind {
            $(#[doc = concat!("`", $name, "`: ", $meaning)] $kind,)*
        }

        impl Kind {
            /// Every kind, in the order in which changes of one subject are reported.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// Returns the stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// Returns the impact on readers.
            #[must_use]
            pub const fn impact(self) -> Impact {
                match self { $(Self::$kind => Impact::$impact,)* }
            }

            /// Returns the reason for the impact in a sentence.
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
    LocaleRemoved "locale-removed" Note "Readers in that locale see the texts of another one."
    LocaleAdded "locale-added" Compatible "A new locale."

    ChannelRemoved "channel-removed" Breaking "Subscriptions name a channel."
    ChannelRenamed "channel-renamed" Breaking "Subscriptions name a channel."
    ChannelValueChanged "channel-value-changed" Breaking "Recorded events contain the number."
    ChannelTypeChanged "channel-type-changed" Breaking "Events move between logs, traces, and channels of other readers."
    ChannelSettingsChanged "channel-settings-changed" Note "Whether it is enabled, its isolation, or its access changed."
    ChannelAdded "channel-added" Compatible "A new channel."

    LevelRenamed "level-renamed" Breaking "Tools choose and show levels by name."
    LevelValueChanged "level-value-changed" Breaking "Recorded events contain the number."
    LevelRemoved "level-removed" Note "Events that used it are reported themselves."
    LevelAdded "level-added" Compatible "A new level."
    TaskRenamed "task-renamed" Breaking "Tools name events by their task."
    TaskValueChanged "task-value-changed" Breaking "Recorded events contain the number."
    TaskGuidChanged "task-guid-changed" Breaking "Classic readers know events by the GUID of their task."
    TaskRemoved "task-removed" Note "Events that used it are reported themselves."
    TaskAdded "task-added" Compatible "A new task."
    OpcodeRenamed "opcode-renamed" Breaking "Tools name events by their opcode."
    OpcodeValueChanged "opcode-value-changed" Breaking "Recorded events contain the number."
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
    EventIdReused "event-id-reused" Breaking "The id and version of an event now belong to another event."
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
    MessageIdChanged "message-id-changed" Breaking "Resources of another version show the text of another event."
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
