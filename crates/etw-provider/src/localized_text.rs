//! [`LocalizedText`]: one text in each language of a manifest.

/// A text in each of the languages that [`ProviderMetadata::locales`](crate::ProviderMetadata::locales) lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalizedText(&'static [&'static str]);

impl LocalizedText {
    /// The text that the manifest does not give.
    pub const EMPTY: Self = Self(&[]);

    /// Takes one text for each language.
    #[must_use]
    pub const fn new(texts: &'static [&'static str]) -> Self {
        Self(texts)
    }

    /// The text in the language with this index, else in the default language.
    #[must_use]
    pub fn get(&self, locale_index: usize) -> Option<&'static str> {
        self.0.get(locale_index).or(self.0.first()).copied()
    }

    /// Whether the manifest gives no text.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::LocalizedText;

    #[test]
    fn an_unknown_language_gets_the_default() {
        let text = LocalizedText::new(&["yes", "sí"]);
        assert_eq!(text.get(1), Some("sí"));
        assert_eq!(text.get(2), Some("yes"));
        assert_eq!(LocalizedText::EMPTY.get(0), None);
    }
}
