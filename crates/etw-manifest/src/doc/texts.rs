//! Looks up texts in the locale of the reader or the nearest one.

use crate::doc::message::readable;
use crate::doc::text::Text;
use crate::locale::by_preference;
use crate::model::{Item, Localization, StringIndex};
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

    /// Returns the text of a string in the nearest locale, with the names of inserted items, unless it is blank. We translate
    /// predefined names into some languages.
    pub(super) fn get(&self, string: Option<StringIndex>, items: &[Item]) -> Option<Text> {
        let string = self.localization.strings.get(string?)?;
        let predefined = || winmeta::words(winmeta::with_string(&string.id)?, self.locale);
        let found = match string.winmeta.then(predefined).flatten() {
            Some(words) => Some((words, self.locale)),
            None => self.chain.iter().find_map(|locale| {
                let text = string.texts.get(*locale)?.as_deref()?;
                Some((text, &*self.localization.locales[*locale].name))
            }),
        };
        let (text, locale) = found?;
        let text = Text::new(readable(text, items), locale);
        (!text.is_blank()).then_some(text)
    }

    /// Returns the text of a declaration, or its name without a prefix.
    pub(super) fn of(&self, string: Option<StringIndex>, name: &str) -> Text {
        let text = self.get(string, &[]);
        text.unwrap_or_else(|| Text::name(local_name(name)))
    }
}

/// Returns a name without its prefix: `Error` for `win:Error`.
pub(super) fn local_name(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
