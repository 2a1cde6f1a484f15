//! Writes reference pages for people who read the events: one Markdown page per event with an index, or one HTML page.

mod content;
mod file_name;
mod html;
mod html_text;
mod item;
mod markdown;
mod message;
mod text;
mod texts;
mod words;

pub use words::{Words, WordsError};

use crate::locale::by_preference;
use crate::model::Manifest;
use content::{Contents, contents};
use texts::Texts;

/// The locale and the titles of reference pages.
///
/// ```
/// use etw_manifest::doc::Options;
///
/// let spanish = Options::new("es-ES");
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    locale: String,
    words: Words,
}

impl Options {
    /// Options for a locale such as `es-MX`. Texts that the manifest lacks in it are taken from another locale of the same
    /// language, then from `en-US`, then from the first locale. Titles are Spanish for Spanish locales, else English.
    #[must_use]
    pub fn new(locale: impl Into<String>) -> Self {
        let locale = locale.into();
        let words = Words::of(&locale);
        Self { locale, words }
    }

    /// Sets other titles; see [`Words::parse`].
    #[must_use]
    pub fn words(mut self, words: Words) -> Self {
        self.words = words;
        self
    }
}

impl Manifest {
    /// Returns the file names and texts of the Markdown pages, `index.md` first. File names are ASCII without separators and
    /// differ in more than case. Texts of the manifest are escaped.
    #[must_use]
    pub fn to_markdown(&self, options: &Options) -> Vec<(String, String)> {
        markdown::pages(&self.contents(options), &options.words)
    }

    /// Returns the reference as one HTML page with contents, an overview, and a search by text, level, channel and keyword. It
    /// loads no other file, and without scripts it lacks only the search.
    #[must_use]
    pub fn to_html(&self, options: &Options) -> String {
        html::page(&self.contents(options), &options.words)
    }

    /// Returns the locale of this manifest that is nearest to another locale; `None` if it has none.
    #[must_use]
    pub fn nearest_locale(&self, locale: &str) -> Option<&str> {
        let names = self.localization.locales.iter().map(|it| it.name.as_str());
        let first = *by_preference(names, locale).first()?;
        Some(&self.localization.locales[first].name)
    }

    fn contents(&self, options: &Options) -> Contents {
        let texts = Texts::new(&self.localization, &options.locale);
        contents(self, &texts, &options.words)
    }
}
