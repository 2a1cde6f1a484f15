//! [`ProviderMetadata`]: the contents of a manifest, for tools that show or explain events.

use super::locale;
use crate::{Channel, EventEntry, Keyword, Level, LocalizedText, Map, Opcode, Provider, Task};

/// The contents of the `<provider>` element of a manifest, for tools that show or explain events.
#[derive(Debug)]
pub struct ProviderMetadata {
    base: Option<&'static ProviderMetadata>,
    provider: &'static Provider,
    symbol: &'static str,
    locales: &'static [&'static str],
    message: LocalizedText,
    channels: &'static [Channel],
    levels: &'static [Level],
    tasks: &'static [Task],
    opcodes: &'static [Opcode],
    keywords: &'static [Keyword],
    maps: &'static [&'static Map],
    events: &'static [EventEntry],
}

/// Declares, for each list, a setter for generated code and an iterator for everybody else.
macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident, $setter:ident: $type:ty;)*) => {
        /// The lists of the manifest; those of a fragment begin with those of its base.
        impl ProviderMetadata {
            $(
                #[doc = concat!("Sets [`", stringify!($list), "`](Self::", stringify!($list), "); for generated code.")]
                #[must_use]
                pub const fn $setter(self, $list: &'static [$type]) -> Self {
                    Self { $list, ..self }
                }

                $(#[$doc])*
                pub fn $list(&self) -> impl Iterator<Item = &'static $type> + Clone + use<> {
                    let (base, own) = (self.base, self.$list);
                    let bases = (0..self.depth()).rev().filter_map(move |index| ancestors(base).nth(index));
                    bases.flat_map(|base| base.$list).chain(own)
                }
            )*
        }
    };
}

lists! {
    /// Returns the channels, including imported ones.
    channels, with_channels: Channel;
    /// Returns the levels, including the predefined ones that events use.
    levels, with_levels: Level;
    /// Returns the tasks.
    tasks, with_tasks: Task;
    /// Returns the opcodes, including those of a single task.
    opcodes, with_opcodes: Opcode;
    /// Returns the keywords.
    keywords, with_keywords: Keyword;
    /// Returns the value maps and bit maps.
    maps, with_maps: &'static Map;
    /// Returns the events.
    events, with_events: EventEntry;
}

impl ProviderMetadata {
    /// For generated code.
    #[must_use]
    pub const fn new(provider: &'static Provider, symbol: &'static str) -> Self {
        Self {
            base: None,
            provider,
            symbol,
            locales: &[],
            message: LocalizedText::EMPTY,
            channels: &[],
            levels: &[],
            tasks: &[],
            opcodes: &[],
            keywords: &[],
            maps: &[],
            events: &[],
        }
    }

    /// Sets [`locales`](Self::locales); for generated code.
    #[must_use]
    pub const fn with_locales(self, locales: &'static [&'static str]) -> Self {
        Self { locales, ..self }
    }

    /// Sets [`message`](Self::message); for generated code.
    #[must_use]
    pub const fn with_message(self, texts: &'static [&'static str]) -> Self {
        let message = LocalizedText::new(texts);
        Self { message, ..self }
    }

    /// Makes these the metadata of a fragment: all lists begin with those of the base; for generated code.
    ///
    /// # Panics
    /// The [`locales`](Self::locales), which must be set before, do not begin with those of the base. Texts are found by the
    /// index of the locale.
    #[must_use]
    pub const fn with_base(self, base: &'static Self) -> Self {
        assert!(
            locale::begin_with(self.locales, base.locales),
            "the locales of a fragment must begin with those of its base"
        );
        let base = Some(base);
        Self { base, ..self }
    }

    /// Returns the number of providers that this one extends.
    fn depth(&self) -> usize {
        ancestors(self.base).count()
    }

    /// Returns the provider that emits the events.
    #[must_use]
    pub const fn provider(&self) -> &'static Provider {
        self.provider
    }

    /// Returns the provider's symbol.
    #[must_use]
    pub const fn symbol(&self) -> &'static str {
        self.symbol
    }

    /// Returns the provider's display name.
    #[must_use]
    pub const fn message(&self) -> LocalizedText {
        match self.base {
            Some(base) if self.message.is_empty() => base.message(),
            _ => self.message,
        }
    }

    /// Returns the locales of the texts; the first is the default.
    pub fn locales(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.locales.iter().copied()
    }

    /// Returns the event with this id and version.
    #[must_use]
    pub fn event(&self, id: u16, version: u8) -> Option<&'static EventEntry> {
        self.events().find(|entry| {
            let descriptor = entry.metadata().descriptor();
            descriptor.id == id && descriptor.version == version
        })
    }

    /// Returns the channel with this number.
    #[must_use]
    pub fn channel(&self, value: u8) -> Option<&'static Channel> {
        self.channels().find(|channel| channel.value() == value)
    }

    /// Returns the level with this number.
    #[must_use]
    pub fn level(&self, value: u8) -> Option<&'static Level> {
        self.levels().find(|level| level.value() == value)
    }

    /// Returns the task with this number.
    #[must_use]
    pub fn task(&self, value: u16) -> Option<&'static Task> {
        self.tasks().find(|task| task.value() == value)
    }

    /// Returns the opcode with this number: the task's if it defines one, else the provider's.
    #[must_use]
    pub fn opcode(&self, task: u16, value: u8) -> Option<&'static Opcode> {
        let within = |scope| {
            self.opcodes()
                .find(|opcode| opcode.value() == value && opcode.task() == scope)
        };
        within(Some(task)).or_else(|| within(None))
    }

    /// Returns the keywords that share a bit with `mask`, in the order of the manifest.
    pub fn keywords_of(&self, mask: u64) -> impl Iterator<Item = &'static Keyword> + use<> {
        self.keywords()
            .filter(move |keyword| keyword.mask() & mask != 0)
    }

    /// Returns the index of a locale: the locale itself, in any case; else its nearest relative, which shares the most
    /// subtags from the left; else `en-US`; else the default.
    ///
    /// A manifest with `de-DE`, `en-US` and `es-ES` answers `es-MX` with Spanish and `fr-FR` with English. Of relatives that
    /// are equally near, the one without a region comes first, then that of the language's home: `es-ES` before `es-AR`.
    #[must_use]
    pub fn locale_index(&self, locale: &str) -> usize {
        locale::index(self.locales, locale)
    }
}

/// Returns the nearest base, its base, and so on.
fn ancestors(
    base: Option<&'static ProviderMetadata>,
) -> impl Iterator<Item = &'static ProviderMetadata> {
    core::iter::successors(base, |metadata| metadata.base)
}
