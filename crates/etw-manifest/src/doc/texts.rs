//! The texts of a manifest in the language of the reader, or in the next best.

use std::cmp::Reverse;

use crate::doc::message::readable;
use crate::model::{Localization, StringIndex};
use crate::winmeta;

/// The localization seen from one locale.
pub(super) struct Texts<'m> {
    localization: &'m Localization,
    locale: &'m str,
    /// Indexes of cultures, best first.
    chain: Vec<usize>,
}

impl<'m> Texts<'m> {
    pub(super) fn new(localization: &'m Localization, locale: &'m str) -> Self {
        Self {
            localization,
            locale,
            chain: chain(localization, locale),
        }
    }

    /// The text of a string, from the best culture that has it. Items of Windows have words of ours in some languages.
    pub(super) fn get(&self, string: StringIndex) -> Option<&'m str> {
        let string = self.localization.strings.get(string)?;
        if string.winmeta {
            let item = winmeta::with_string(&string.id);
            if let Some(words) = item.and_then(|item| winmeta::words(item, self.locale)) {
                return Some(words);
            }
        }
        let text = |culture: &usize| string.texts.get(*culture)?.as_deref();
        self.chain.iter().find_map(text)
    }

    /// The text of an item, else its name without a prefix.
    pub(super) fn of(&self, string: Option<StringIndex>, name: &str) -> String {
        let text = string.and_then(|string| self.get(string)).map(readable);
        text.filter(|text| !text.trim().is_empty())
            .unwrap_or_else(|| local_name(name).to_owned())
    }
}

/// A name without its prefix: `Error` of `win:Error`.
pub(super) fn local_name(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// All cultures, best first: the locale itself, those that share the most subtags with it from the left (of equal ones,
/// that without a region, that of the language's home, then any other), `en-US`, and the rest in document order.
pub(super) fn chain(localization: &Localization, locale: &str) -> Vec<usize> {
    let rank = |index: &usize| rank(&localization.cultures[*index].name, locale);
    let mut chain: Vec<usize> = (0..localization.cultures.len()).collect();
    chain.sort_by_key(rank);
    chain
}

fn rank(culture: &str, locale: &str) -> (Reverse<usize>, u8) {
    let locale = locale.replace('_', "-");
    if culture.eq_ignore_ascii_case(&locale) {
        return (Reverse(usize::MAX), 0);
    }
    let common = common_subtags(culture, &locale);
    let (language, region) = culture.split_once('-').unwrap_or((culture, ""));
    let among_equals = match common {
        0 if culture.eq_ignore_ascii_case("en-US") => 0,
        0 => 1,
        _ if region.is_empty() => 0,
        _ if region.eq_ignore_ascii_case(language) => 1,
        _ => 2,
    };
    (Reverse(common), among_equals)
}

fn common_subtags(first: &str, second: &str) -> usize {
    let pairs = first.split('-').zip(second.split('-'));
    pairs
        .take_while(|(first, second)| first.eq_ignore_ascii_case(second))
        .count()
}

#[cfg(test)]
mod tests {
    use super::chain;
    use crate::model::{Culture, Localization};

    fn names(cultures: &[&str], locale: &str) -> Vec<String> {
        let localization = Localization {
            cultures: cultures
                .iter()
                .map(|name| Culture {
                    name: (*name).to_owned(),
                })
                .collect(),
            strings: Vec::new(),
        };
        chain(&localization, locale)
            .into_iter()
            .map(|index| cultures[index].to_owned())
            .collect()
    }

    #[test]
    fn the_next_best_language_follows() {
        let cultures = ["de-DE", "en-US", "es-AR", "es-ES", "es-MX"];
        let expected = ["es-MX", "es-ES", "es-AR", "en-US", "de-DE"];
        assert_eq!(names(&cultures, "ES_mx"), expected);
        assert_eq!(names(&["fr-FR", "en-US"], "es-MX"), ["en-US", "fr-FR"]);
        assert_eq!(names(&["fr-FR", "ja-JP"], "es-MX"), ["fr-FR", "ja-JP"]);
        assert_eq!(names(&["en-GB", "en-US", "en"], "en-AU")[0], "en");
        assert_eq!(names(&["en-GB", "en-US"], "en-AU"), ["en-GB", "en-US"]);
        assert_eq!(names(&["zh-Hans", "zh-Hant"], "zh-Hant-TW")[0], "zh-Hant");
    }
}
