//! [`LocalizedText`]: one text in each locale of a manifest.

/// A text in each locale of the [`ProviderMetadata`](crate::ProviderMetadata) that it is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalizedText(&'static [&'static str]);

impl LocalizedText {
    /// The text of an element for which the manifest gives none.
    pub const EMPTY: Self = Self(&[]);

    /// For generated code: takes one text for each locale.
    #[must_use]
    pub const fn new(texts: &'static [&'static str]) -> Self {
        Self(texts)
    }

    /// Returns the text in the locale with this [index](crate::ProviderMetadata::locale_index), else in the default locale.
    #[must_use]
    pub fn get(&self, locale_index: usize) -> Option<&'static str> {
        self.0.get(locale_index).or(self.0.first()).copied()
    }

    /// Returns `true` if the manifest gives no text.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::LocalizedText;

    #[test]
    fn an_unknown_locale_gets_the_default() {
        let text = LocalizedText::new(&["yes", "sí"]);
        assert_eq!(text.get(1), Some("sí"));
        assert_eq!(text.get(2), Some("yes"));
        assert_eq!(LocalizedText::EMPTY.get(0), None);
    }
}
