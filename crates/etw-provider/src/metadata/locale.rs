//! Finds the locale that is nearest to another.

/// Returns the index of `locale` in `locales`; else that of its nearest relative; else that of `en-US`; else 0, the default.
pub(super) fn index(locales: &[&str], locale: &str) -> usize {
    let is_en_us = |locale: &&str| locale.eq_ignore_ascii_case("en-US");
    nearest(locales, locale)
        .or_else(|| locales.iter().position(is_en_us))
        .unwrap_or(0)
}

/// Returns `true` if the first list begins with the second.
pub(super) const fn begin_with(locales: &[&str], prefix: &[&str]) -> bool {
    let mut index = 0;
    while index < prefix.len() {
        if index >= locales.len() || !equal(locales[index].as_bytes(), prefix[index].as_bytes()) {
            return false;
        }
        index += 1;
    }
    true
}

const fn equal(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

/// Returns the index of the locale or its nearest relative; of several that are equally near, the first.
fn nearest(locales: &[&str], locale: &str) -> Option<usize> {
    let mut best = ((0, false, false), None);
    for (index, candidate) in locales.iter().enumerate() {
        if candidate.eq_ignore_ascii_case(locale) {
            return Some(index);
        }
        let common = common_subtags(candidate, locale);
        let (language, region) = candidate.split_once('-').unwrap_or((candidate, ""));
        let nearness = (
            common,
            region.is_empty(),
            region.eq_ignore_ascii_case(language),
        );
        if common > 0 && nearness > best.0 {
            best = (nearness, Some(index));
        }
    }
    best.1
}

/// Returns the number of subtags that two locale names share from the left: 1 for `es-ES` and `es-MX`.
fn common_subtags(first: &str, second: &str) -> usize {
    let (first, second) = (first.split(['-', '_']), second.split(['-', '_']));
    first
        .zip(second)
        .take_while(|(first, second)| first.eq_ignore_ascii_case(second))
        .count()
}

#[cfg(test)]
mod tests {
    use super::{begin_with, nearest};

    #[test]
    fn a_list_begins_with_another() {
        assert!(begin_with(&["en-US", "es-ES"], &["en-US"]));
        assert!(begin_with(&["en-US"], &[]));
        assert!(!begin_with(&["en-US"], &["en-US", "es-ES"]));
        assert!(!begin_with(&["en-US"], &["en"]));
        assert!(!begin_with(&["en"], &["en-US"]));
    }

    #[test]
    fn the_nearest_relative_answers() {
        let locales = [
            "en-US", "es-AR", "es-ES", "zh-Hans", "zh-Hant", "pt-PT", "pt",
        ];
        let nearest = |locale| nearest(&locales, locale).map(|index| locales[index]);
        assert_eq!(nearest("ES-ar"), Some("es-AR"));
        assert_eq!(nearest("es-MX"), Some("es-ES"));
        assert_eq!(nearest("es_MX"), Some("es-ES"));
        assert_eq!(nearest("es"), Some("es-ES"));
        assert_eq!(nearest("zh-Hant-TW"), Some("zh-Hant"));
        assert_eq!(nearest("zh-CN"), Some("zh-Hans"));
        assert_eq!(nearest("pt-BR"), Some("pt"));
        assert_eq!(nearest("fr-FR"), None);
        assert_eq!(nearest(""), None);
    }
}
