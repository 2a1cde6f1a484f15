//! Looks up texts in the locale of the reader or the nearest one.

use crate::doc::message::readable;
use crate::locale::by_preference;
use crate::model::{Localization, StringIndex};
use crate::winmeta;

/// The localization seen from one locale.
pub(super) struct Texts<'m> {
    localization: &'m Localization,
    locale: &'m str,
    /// Indexes of locales, best first.
    chain: Vec<usize>,
}

impl<'m> Texts<'m> {
    pub(super) fn new(localization: &'m Localization, locale: &'m str) -> Self {
        Self {
            localization,
            locale,
            chain: by_preference(
                localization.locales.iter().map(|it| it.name.as_str()),
                locale,
            ),
        }
    }

    /// Returns the text of a string in the nearest locale. We translate predefined names into some languages.
    pub(super) fn get(&self, string: StringIndex) -> Option<&'m str> {
        let string = self.localization.strings.get(string)?;
        if string.winmeta {
            let item = winmeta::with_string(&string.id);
            if let Some(words) = item.and_then(|item| winmeta::words(item, self.locale)) {
                return Some(words);
            }
        }
        let text = |locale: &usize| string.texts.get(*locale)?.as_deref();
        self.chain.iter().find_map(text)
    }

    /// Returns the text of a declaration, or its name without a prefix.
    pub(super) fn of(&self, string: Option<StringIndex>, name: &str) -> String {
        let text = string.and_then(|string| self.get(string)).map(readable);
        text.filter(|text| !text.trim().is_empty())
            .unwrap_or_else(|| local_name(name).to_owned())
    }
}

/// Returns a name without its prefix: `Error` for `win:Error`.
pub(super) fn local_name(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
