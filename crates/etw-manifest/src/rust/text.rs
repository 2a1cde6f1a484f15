//! Strings of the manifest to the tokens and words that other parts show.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::model::{Localization, StringIndex};

/// The strings of a manifest with its languages in the order of the generated code: the default one first.
pub(super) struct Texts<'m> {
    localization: &'m Localization,
    /// Indexes of cultures.
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

    /// The names of the languages.
    pub(super) fn locales(&self) -> impl Iterator<Item = &'m str> {
        self.order
            .iter()
            .map(|culture| self.localization.locales[*culture].name.as_str())
    }

    /// The text in the default language; `None` where there is no text.
    pub(super) fn default(&self, string: Option<StringIndex>) -> Option<&'m str> {
        let culture = self.order.first().copied().unwrap_or(0);
        let text = self.localization.text(string?, culture);
        Some(text).filter(|it| !it.is_empty())
    }

    /// The text in the default language as Markdown.
    pub(super) fn markdown(&self, string: Option<StringIndex>) -> Option<String> {
        let markdown = docs::message(self.default(string)?);
        Some(markdown).filter(|it| !it.is_empty())
    }

    /// The languages that say something else than the default one, and what they say as Markdown.
    pub(super) fn translations(
        &self,
        string: Option<StringIndex>,
        default: Option<&str>,
    ) -> impl Iterator<Item = (&'m str, String)> {
        let of = move |culture: &usize| {
            let strings = &self.localization.strings[string?];
            let text = docs::message(strings.texts.get(*culture)?.as_deref()?);
            let name = self.localization.locales[*culture].name.as_str();
            let differs = !text.is_empty() && Some(text.as_str()) != default;
            differs.then_some((name, text))
        };
        self.order.iter().skip(1).filter_map(of)
    }

    /// The text in each language; nothing where there is no string.
    pub(super) fn all(&self, string: Option<StringIndex>) -> impl Iterator<Item = &'m str> {
        let texts = move |culture: &usize| self.localization.text(string?, *culture).into();
        self.order.iter().filter_map(texts)
    }

    /// The text in all languages as a `LocalizedText`.
    pub(super) fn tokens(&self, string: Option<StringIndex>) -> TokenStream {
        match string {
            Some(string) if !self.order.is_empty() => {
                let texts = self.order.iter();
                let texts = texts.map(|culture| self.localization.text(string, *culture));
                quote!(runtime::LocalizedText::new(&[#(#texts),*]))
            }
            _ => quote!(runtime::LocalizedText::EMPTY),
        }
    }
}
