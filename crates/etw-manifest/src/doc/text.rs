//! Defines a text together with its locale.

/// A text for people.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Text {
    pub(super) words: String,
    /// Empty for names and numbers, which belong to no language.
    pub(super) locale: String,
}

impl Text {
    pub(super) fn new(words: String, locale: &str) -> Self {
        let locale = locale.replace('_', "-");
        Self { words, locale }
    }

    pub(super) fn name(name: impl Into<String>) -> Self {
        Self::new(name.into(), "")
    }

    pub(super) fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }
}
