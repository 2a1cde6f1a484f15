//! Names of locales (`es-ES`), their language identifiers (0x0C0A), and the best locale for a reader.
//!
//! The table holds the locales that have a permanent identifier, in the order of the primary language. Its facts are
//! those of Microsoft's reference “Windows Language Code Identifier (LCID)”.

use std::cmp::Reverse;

use crate::collection::sort;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

/// Primary language, its subtag, and per region (or script and region) the sub language. A language without an entry
/// for the empty region has sub language 0 by itself.
type Row = (u16, &'static str, &'static [(&'static str, u16)]);

/// Returns the permanent identifier of a locale, ignoring case; `None` if Windows has none.
#[must_use]
pub fn language_id(locale: &str) -> Option<u16> {
    let (language, region) = locale.split_once('-').unwrap_or((locale, ""));
    let mut rows = LANGUAGES
        .iter()
        .filter(|row| row.1.eq_ignore_ascii_case(language));
    let (primary, _, regions) = rows.next()?;
    let listed = regions
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(region));
    let sub = match listed {
        Some((_, sub)) => *sub,
        None if region.is_empty() => 0,
        None => return None,
    };
    Some(sub << 10 | primary)
}

/// Returns the identifier under which resources of a locale are filed, which unknown locales share.
pub(crate) fn resource_id(locale: &str) -> u16 {
    /// `LOCALE_CUSTOM_UNSPECIFIED`
    const UNKNOWN: u16 = 0x1000;
    language_id(locale).unwrap_or(UNKNOWN)
}

/// Returns the name of the locale with this identifier.
#[cfg(feature = "tools")]
pub(crate) fn name(language_id: u16) -> Option<String> {
    let (primary, sub) = (language_id & 0x3FF, language_id >> 10);
    let rows = LANGUAGES.iter().filter(|row| row.0 == primary);
    for (_, language, regions) in rows {
        match regions.iter().find(|(_, it)| *it == sub) {
            Some(("", _)) => return Some((*language).to_owned()),
            Some((region, _)) => return Some(format!("{language}-{region}")),
            None if sub == 0 && regions.iter().all(|(region, _)| !region.is_empty()) => {
                return Some((*language).to_owned());
            }
            None => {}
        }
    }
    None
}

/// A file holds one message table for each language identifier, so two locales must not share one.
pub(crate) fn same_language(earlier: &str, locale: &str, span: Span) -> Diagnostic {
    let id = resource_id(locale);
    let message = format!(
        "the locales `{earlier}` and `{locale}` have the same language identifier {id:#06x}"
    );
    let diagnostic = Diagnostic::new(codes::SAME_LANGUAGE, span, message)
        .label("needs a separate message table")
        .note("a file holds one message table for each language identifier");
    if language_id(locale).is_some() {
        return diagnostic;
    }
    diagnostic.note("all locales that Windows does not know have the same identifier")
}

/// Returns the indexes of all locales, best first for readers of `wanted`: the locale itself, those that share the most
/// subtags with it from the left, `en-US`, and the rest in order. Of locales that share equally many, the one without
/// a region is first, then the one of the language's home, as `es-ES`.
///
/// The runtime has the first step of the same rule in `ProviderMetadata::locale_index`; a test compares the two.
// For the test that compares the two.
#[doc(hidden)]
#[must_use]
pub fn by_preference<'n>(locales: impl Iterator<Item = &'n str>, wanted: &str) -> Vec<usize> {
    let mut ranked: Vec<_> = locales
        .enumerate()
        .map(|(index, locale)| (rank(locale, wanted), index))
        .collect();
    sort::sort(&mut ranked);
    ranked.into_iter().map(|(_, index)| index).collect()
}

fn rank(locale: &str, wanted: &str) -> (Reverse<usize>, u8) {
    if locale.eq_ignore_ascii_case(wanted) {
        return (Reverse(usize::MAX), 0);
    }
    let common = common_subtags(locale, wanted);
    let (language, region) = locale.split_once('-').unwrap_or((locale, ""));
    let among_equals = match common {
        0 if locale.eq_ignore_ascii_case("en-US") => 0,
        0 => 1,
        _ if region.is_empty() => 0,
        _ if region.eq_ignore_ascii_case(language) => 1,
        _ => 2,
    };
    (Reverse(common), among_equals)
}

fn common_subtags(first: &str, second: &str) -> usize {
    let (first, second) = (first.split(['-', '_']), second.split(['-', '_']));
    first
        .zip(second)
        .take_while(|(first, second)| first.eq_ignore_ascii_case(second))
        .count()
}

#[rustfmt::skip]
const LANGUAGES: &[Row] = &[
    (0x01, "ar", &[("SA", 1), ("IQ", 2), ("EG", 3), ("LY", 4), ("DZ", 5), ("MA", 6), ("TN", 7), ("OM", 8), ("YE", 9), ("SY", 10), ("JO", 11), ("LB", 12), ("KW", 13), ("AE", 14), ("BH", 15), ("QA", 16)]),
    (0x02, "bg", &[("BG", 1)]),
    (0x03, "ca", &[("ES", 1), ("ES-valencia", 2)]),
    (0x04, "zh", &[("", 30), ("TW", 1), ("CN", 2), ("HK", 3), ("SG", 4), ("MO", 5), ("Hans", 0), ("CHS", 0), ("Hant", 31), ("CHT", 31), ("Hant-TW", 1), ("Hans-CN", 2), ("Hant-HK", 3), ("Hans-SG", 4), ("Hant-MO", 5)]),
    (0x05, "cs", &[("CZ", 1)]),
    (0x06, "da", &[("DK", 1)]),
    (0x07, "de", &[("DE", 1), ("CH", 2), ("AT", 3), ("LU", 4), ("LI", 5)]),
    (0x08, "el", &[("GR", 1)]),
    (0x09, "en", &[("US", 1), ("GB", 2), ("AU", 3), ("CA", 4), ("NZ", 5), ("IE", 6), ("ZA", 7), ("JM", 8), ("029", 9), ("BZ", 10), ("TT", 11), ("ZW", 12), ("PH", 13), ("ID", 14), ("HK", 15), ("IN", 16), ("MY", 17), ("SG", 18), ("AE", 19)]),
    (0x0A, "es", &[("ES_tradnl", 1), ("MX", 2), ("ES", 3), ("GT", 4), ("CR", 5), ("PA", 6), ("DO", 7), ("VE", 8), ("CO", 9), ("PE", 10), ("AR", 11), ("EC", 12), ("CL", 13), ("UY", 14), ("PY", 15), ("BO", 16), ("SV", 17), ("HN", 18), ("NI", 19), ("PR", 20), ("US", 21), ("419", 22), ("CU", 23)]),
    (0x0B, "fi", &[("FI", 1)]),
    (0x0C, "fr", &[("FR", 1), ("BE", 2), ("CA", 3), ("CH", 4), ("LU", 5), ("MC", 6), ("029", 7), ("RE", 8), ("CD", 9), ("SN", 10), ("CM", 11), ("CI", 12), ("ML", 13), ("MA", 14), ("HT", 15)]),
    (0x0D, "he", &[("IL", 1)]),
    (0x0E, "hu", &[("HU", 1)]),
    (0x0F, "is", &[("IS", 1)]),
    (0x10, "it", &[("IT", 1), ("CH", 2)]),
    (0x11, "ja", &[("JP", 1)]),
    (0x12, "ko", &[("KR", 1)]),
    (0x13, "nl", &[("NL", 1), ("BE", 2)]),
    (0x14, "nb", &[("", 31), ("NO", 1)]),
    (0x14, "nn", &[("", 30), ("NO", 2)]),
    (0x14, "no", &[("", 0)]),
    (0x15, "pl", &[("PL", 1)]),
    (0x16, "pt", &[("BR", 1), ("PT", 2)]),
    (0x17, "rm", &[("CH", 1)]),
    (0x18, "ro", &[("RO", 1), ("MD", 2)]),
    (0x19, "ru", &[("RU", 1), ("MD", 2)]),
    (0x1A, "hr", &[("HR", 1), ("BA", 4)]),
    (0x1A, "bs", &[("", 30), ("Latn", 26), ("Cyrl", 25), ("Latn-BA", 5), ("Cyrl-BA", 8)]),
    (0x1A, "sr", &[("", 31), ("Latn", 28), ("Cyrl", 27), ("Latn-CS", 2), ("Cyrl-CS", 3), ("Latn-BA", 6), ("Cyrl-BA", 7), ("Latn-RS", 9), ("Cyrl-RS", 10), ("Latn-ME", 11), ("Cyrl-ME", 12)]),
    (0x1B, "sk", &[("SK", 1)]),
    (0x1C, "sq", &[("AL", 1)]),
    (0x1D, "sv", &[("SE", 1), ("FI", 2)]),
    (0x1E, "th", &[("TH", 1)]),
    (0x1F, "tr", &[("TR", 1)]),
    (0x20, "ur", &[("PK", 1), ("IN", 2)]),
    (0x21, "id", &[("ID", 1)]),
    (0x22, "uk", &[("UA", 1)]),
    (0x23, "be", &[("BY", 1)]),
    (0x24, "sl", &[("SI", 1)]),
    (0x25, "et", &[("EE", 1)]),
    (0x26, "lv", &[("LV", 1)]),
    (0x27, "lt", &[("LT", 1)]),
    (0x28, "tg", &[("Cyrl", 31), ("Cyrl-TJ", 1)]),
    (0x29, "fa", &[("IR", 1)]),
    (0x2A, "vi", &[("VN", 1)]),
    (0x2B, "hy", &[("AM", 1)]),
    (0x2C, "az", &[("Latn", 30), ("Cyrl", 29), ("Latn-AZ", 1), ("Cyrl-AZ", 2)]),
    (0x2D, "eu", &[("ES", 1)]),
    (0x2E, "hsb", &[("DE", 1)]),
    (0x2E, "dsb", &[("", 31), ("DE", 2)]),
    (0x2F, "mk", &[("MK", 1)]),
    (0x30, "st", &[("ZA", 1)]),
    (0x31, "ts", &[("ZA", 1)]),
    (0x32, "tn", &[("ZA", 1), ("BW", 2)]),
    (0x33, "ve", &[("ZA", 1)]),
    (0x34, "xh", &[("ZA", 1)]),
    (0x35, "zu", &[("ZA", 1)]),
    (0x36, "af", &[("ZA", 1)]),
    (0x37, "ka", &[("GE", 1)]),
    (0x38, "fo", &[("FO", 1)]),
    (0x39, "hi", &[("IN", 1)]),
    (0x3A, "mt", &[("MT", 1)]),
    (0x3B, "se", &[("NO", 1), ("SE", 2), ("FI", 3)]),
    (0x3B, "smj", &[("", 31), ("NO", 4), ("SE", 5)]),
    (0x3B, "sma", &[("", 30), ("NO", 6), ("SE", 7)]),
    (0x3B, "sms", &[("", 29), ("FI", 8)]),
    (0x3B, "smn", &[("", 28), ("FI", 9)]),
    (0x3C, "ga", &[("IE", 2)]),
    (0x3D, "yi", &[("001", 1)]),
    (0x3E, "ms", &[("MY", 1), ("BN", 2)]),
    (0x3F, "kk", &[("KZ", 1)]),
    (0x40, "ky", &[("KG", 1)]),
    (0x41, "sw", &[("KE", 1)]),
    (0x42, "tk", &[("TM", 1)]),
    (0x43, "uz", &[("Latn", 31), ("Cyrl", 30), ("Latn-UZ", 1), ("Cyrl-UZ", 2)]),
    (0x44, "tt", &[("RU", 1)]),
    (0x45, "bn", &[("IN", 1), ("BD", 2)]),
    (0x46, "pa", &[("IN", 1), ("Arab", 31), ("Arab-PK", 2)]),
    (0x47, "gu", &[("IN", 1)]),
    (0x48, "or", &[("IN", 1)]),
    (0x49, "ta", &[("IN", 1), ("LK", 2)]),
    (0x4A, "te", &[("IN", 1)]),
    (0x4B, "kn", &[("IN", 1)]),
    (0x4C, "ml", &[("IN", 1)]),
    (0x4D, "as", &[("IN", 1)]),
    (0x4E, "mr", &[("IN", 1)]),
    (0x4F, "sa", &[("IN", 1)]),
    (0x50, "mn", &[("Cyrl", 30), ("Mong", 31), ("MN", 1), ("Mong-CN", 2), ("Mong-MN", 3)]),
    (0x51, "bo", &[("CN", 1)]),
    (0x51, "dz", &[("BT", 3)]),
    (0x52, "cy", &[("GB", 1)]),
    (0x53, "km", &[("KH", 1)]),
    (0x54, "lo", &[("LA", 1)]),
    (0x55, "my", &[("MM", 1)]),
    (0x56, "gl", &[("ES", 1)]),
    (0x57, "kok", &[("IN", 1)]),
    (0x58, "mni", &[("IN", 1)]),
    (0x59, "sd", &[("Deva-IN", 1), ("Arab", 31), ("Arab-PK", 2)]),
    (0x5A, "syr", &[("SY", 1)]),
    (0x5B, "si", &[("LK", 1)]),
    (0x5C, "chr", &[("Cher", 31), ("Cher-US", 1)]),
    (0x5D, "iu", &[("Cans", 30), ("Latn", 31), ("Cans-CA", 1), ("Latn-CA", 2)]),
    (0x5E, "am", &[("ET", 1)]),
    (0x5F, "tzm", &[("Latn", 31), ("Tfng", 30), ("Arab-MA", 1), ("Latn-DZ", 2), ("Tfng-MA", 4)]),
    (0x60, "ks", &[("Arab", 1), ("Deva-IN", 2)]),
    (0x61, "ne", &[("NP", 1), ("IN", 2)]),
    (0x62, "fy", &[("NL", 1)]),
    (0x63, "ps", &[("AF", 1)]),
    (0x64, "fil", &[("PH", 1)]),
    (0x65, "dv", &[("MV", 1)]),
    (0x66, "bin", &[("NG", 1)]),
    (0x67, "ff", &[("Latn", 31), ("Latn-NG", 1), ("NG", 1), ("Latn-SN", 2)]),
    (0x68, "ha", &[("Latn", 31), ("Latn-NG", 1), ("NG", 1)]),
    (0x69, "ibb", &[("NG", 1)]),
    (0x6A, "yo", &[("NG", 1)]),
    (0x6B, "quz", &[("BO", 1), ("EC", 2), ("PE", 3)]),
    (0x6C, "nso", &[("ZA", 1)]),
    (0x6D, "ba", &[("RU", 1)]),
    (0x6E, "lb", &[("LU", 1)]),
    (0x6F, "kl", &[("GL", 1)]),
    (0x70, "ig", &[("NG", 1)]),
    (0x71, "kr", &[("Latn-NG", 1), ("NG", 1)]),
    (0x72, "om", &[("ET", 1)]),
    (0x73, "ti", &[("ET", 1), ("ER", 2)]),
    (0x74, "gn", &[("PY", 1)]),
    (0x75, "haw", &[("US", 1)]),
    (0x76, "la", &[("VA", 1), ("001", 1)]),
    (0x77, "so", &[("SO", 1)]),
    (0x78, "ii", &[("CN", 1)]),
    (0x79, "pap", &[("029", 1)]),
    (0x7A, "arn", &[("CL", 1)]),
    (0x7C, "moh", &[("CA", 1)]),
    (0x7E, "br", &[("FR", 1)]),
    (0x80, "ug", &[("CN", 1)]),
    (0x81, "mi", &[("NZ", 1)]),
    (0x82, "oc", &[("FR", 1)]),
    (0x83, "co", &[("FR", 1)]),
    (0x84, "gsw", &[("FR", 1)]),
    (0x85, "sah", &[("RU", 1)]),
    (0x86, "quc", &[("Latn", 31), ("Latn-GT", 1)]),
    (0x86, "qut", &[("GT", 1)]),
    (0x87, "rw", &[("RW", 1)]),
    (0x88, "wo", &[("SN", 1)]),
    (0x8C, "prs", &[("AF", 1)]),
    (0x91, "gd", &[("GB", 1)]),
    (0x92, "ku", &[("Arab", 31), ("Arab-IQ", 1)]),
];

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, language_id};

    #[test]
    fn known_cultures_have_their_identifiers() {
        for (name, id) in [
            ("en-US", 0x0409),
            ("es-ES", 0x0C0A),
            ("es-MX", 0x080A),
            ("de-DE", 0x0407),
            ("fr-CA", 0x0C0C),
            ("pt-BR", 0x0416),
            ("pt-PT", 0x0816),
            ("zh-CN", 0x0804),
            ("zh-TW", 0x0404),
            ("zh-Hant", 0x7C04),
            ("sr-Latn-RS", 0x241A),
            ("nb-NO", 0x0414),
            ("ja-JP", 0x0411),
            ("de", 0x0007),
            ("en", 0x0009),
            ("zh", 0x7804),
            ("zh-Hans", 0x0004),
            ("az", 0x002C),
            ("az-Latn", 0x782C),
            ("tg", 0x0028),
            ("ku-Arab", 0x7C92),
        ] {
            assert_eq!(language_id(name), Some(id), "{name}");
            assert_eq!(super::name(id).as_deref(), Some(name));
        }
        assert_eq!(language_id("EN-us"), Some(0x0409));
        // Names with a script that the region implies are other names of the same locale.
        assert_eq!(language_id("zh-Hans-CN"), Some(0x0804));
        assert_eq!(language_id("ha-NG"), Some(0x0468));
        assert_eq!(language_id("xx-YY"), None);
        assert_eq!(language_id("en-DE"), None);
        assert_eq!(super::name(0xFFFF), None);
    }

    #[test]
    fn every_name_reads_back_to_its_identifier() {
        let mut seen = 0;
        for (_, language, regions) in LANGUAGES {
            for (region, _) in *regions {
                let name = if region.is_empty() {
                    (*language).to_owned()
                } else {
                    format!("{language}-{region}")
                };
                let id = language_id(&name).unwrap();
                assert_eq!(language_id(&super::name(id).unwrap()), Some(id), "{name}");
                seen += 1;
            }
        }
        assert!(seen > 200, "{seen}");
    }
}
