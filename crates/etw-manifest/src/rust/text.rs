//! The strings of the manifest, as code and documentation show them.

use super::docs;
use crate::model::{Item, Localization, StringIndex};

/// The strings of a manifest with its locales in the order of the generated code: the default one first.
pub(super) struct Texts<'m> {
    localization: &'m Localization,
    /// Indexes of locales.
    order: Vec<usize>,
}

impl<'m> Texts<'m> {
    pub(super) fn new(localization: &'m Localization) -> Self {
        let default = localization.fallback();
        let others = (0..localization.locales.len()).filter(|it| Some(*it) != default);
        Self {
            localization,
            order: default.into_iter().chain(others).collect(),
        }
    }

    /// The names of the locales.
    pub(super) fn locales(&self) -> impl Iterator<Item = &'m str> {
        self.order
            .iter()
            .map(|locale| self.localization.locales[*locale].name.as_str())
    }

    /// The text in the default locale; `None` where there is no text.
    pub(super) fn default(&self, string: Option<StringIndex>) -> Option<&'m str> {
        let locale = self.order.first().copied().unwrap_or(0);
        let text = self.localization.text(string?, locale);
        Some(text).filter(|it| !it.is_empty())
    }

    /// The text in the default locale as Markdown.
    pub(super) fn markdown(&self, string: Option<StringIndex>) -> Option<String> {
        self.message(string, &[])
    }

    /// The text of a message with these items in the default locale as Markdown.
    pub(super) fn message(&self, string: Option<StringIndex>, items: &[Item]) -> Option<String> {
        let markdown = docs::message(self.default(string)?, items);
        Some(markdown).filter(|it| !it.is_empty())
    }

    /// The id of a string.
    pub(super) fn id(&self, string: StringIndex) -> &'m str {
        &self.localization.strings[string].id
    }

    /// The locales whose text differs from that of the default one, and their texts as Markdown.
    pub(super) fn translations(
        &self,
        string: Option<StringIndex>,
        items: &[Item],
        default: Option<&str>,
    ) -> impl Iterator<Item = (&'m str, String)> {
        let of = move |locale: &usize| {
            let strings = &self.localization.strings[string?];
            let text = docs::message(strings.texts.get(*locale)?.as_deref()?, items);
            let name = self.localization.locales[*locale].name.as_str();
            let differs = !text.is_empty() && Some(text.as_str()) != default;
            differs.then_some((name, text))
        };
        self.order.iter().skip(1).filter_map(of)
    }

    /// The text in each locale; nothing where there is no string.
    pub(super) fn all(&self, string: Option<StringIndex>) -> impl Iterator<Item = &'m str> {
        let texts = move |locale: &usize| self.localization.text(string?, *locale).into();
        self.order.iter().filter_map(texts)
    }
}
