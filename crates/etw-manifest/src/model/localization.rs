//! Every text that a provider shows, in every culture of the manifest.

use crate::source::Span;

/// The most UTF-16 units of a text in a message table, with line breaks as CR LF.
pub(crate) const MAX_TEXT: usize = 32_761;

/// Index into [`Localization::strings`].
pub type StringIndex = usize;

/// `<resources culture="…">`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Locale {
    /// As written: `es-ES`.
    pub(crate) name: String,
    /// The index of the first file that has it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    /// The name in the manifest, for diagnostics. Empty for a locale that we add.
    pub(crate) span: Span,
}

/// A string that something uses, with its message id.
#[derive(Clone, Debug)]
pub struct LocalizedString {
    /// The index of the file that defines it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    /// `string/@id`; `win:` names for the words of predefined items that the manifest does not define itself.
    pub(crate) id: String,
    /// The number in message tables. `None` for a string that only documentation uses.
    pub(crate) message_id: Option<u32>,
    /// One text per culture, in the order of [`Localization::cultures`]; `None` where that culture lacks it.
    pub(crate) texts: Vec<Option<String>>,
    /// Whether the text comes from `winmeta` because the manifest does not define it.
    pub(crate) winmeta: bool,
    /// The locales in which the text comes from `winmeta` although the manifest defines it in others.
    pub(crate) completed: Vec<usize>,
    /// `message_id` is the `value` of a `<message>`, which merging several manifests must keep; others are automatic.
    pub(crate) fixed_id: bool,
    /// The id in the first locale that has it.
    pub(crate) span: Span,
    /// The first reference from a fragment to a string of the manifest.
    pub(crate) fragment_use: Option<Span>,
}

/// `message` entry of a `<messageTable>`, or a numbered string: see [`LocalizedString`].
#[derive(Clone, Debug)]
pub struct Localization {
    /// In document order. Empty if the manifest has none and nothing needs one.
    pub(crate) locales: Vec<Locale>,
    /// Used strings, in the order in which they were first used.
    pub(crate) strings: Vec<LocalizedString>,
}

impl LocalizedString {
    /// Returns `string/@id`, which is unique in one file.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the number in message tables; `None` if only documentation uses the string.
    #[must_use]
    pub const fn message_id(&self) -> Option<u32> {
        self.message_id
    }
}

impl Localization {
    /// Returns the locales, in document order.
    #[must_use]
    pub fn cultures(&self) -> &[Locale] {
        &self.locales
    }

    /// Returns the used strings.
    #[must_use]
    pub fn strings(&self) -> &[LocalizedString] {
        &self.strings
    }

    /// Returns the locale whose text replaces a missing one: `en-US` if there is one, or else the first.
    #[must_use]
    pub fn fallback(&self) -> Option<usize> {
        let english = self
            .locales
            .iter()
            .position(|culture| culture.name.eq_ignore_ascii_case("en-US"));
        english.or_else(|| (!self.locales.is_empty()).then_some(0))
    }

    /// The text of a string in a culture, else in the fallback culture, else in any.
    #[must_use]
    pub fn text(&self, string: StringIndex, culture: usize) -> &str {
        let texts = &self.strings[string].texts;
        let own = texts.get(culture).and_then(Option::as_deref);
        own.or_else(|| texts.get(self.fallback()?)?.as_deref())
            .or_else(|| texts.iter().flatten().next().map(String::as_str))
            .unwrap_or("")
    }
}
