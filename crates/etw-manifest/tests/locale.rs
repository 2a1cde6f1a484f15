//! Compiler and runtime choose the same locale for a reader.

use etw_manifest::locale::by_preference;
use etw_provider::ProviderMetadata;

use crate::goldens::maps::PROVIDER;

const LOCALES: [&[&str]; 5] = [
    &["de-DE", "en-US", "es-AR", "es-ES", "es-MX"],
    &["fr-FR", "ja-JP", "pt", "pt-PT"],
    &["zh-Hans", "zh-Hant", "zh-Hant-HK", "zh-Hans-CN"],
    &["en-GB", "en", "en-US"],
    &["sr-Latn-RS", "sr-Cyrl-RS", "hr-HR"],
];

const READERS: [&str; 20] = [
    "es-MX",
    "ES_mx",
    "es-ES",
    "es",
    "es-419",
    "en-AU",
    "en_us",
    "pt-BR",
    "pt-PT",
    "zh-CN",
    "zh-Hant-TW",
    "zh_Hans_CN",
    "zh",
    "sr",
    "sr-Cyrl-BA",
    "hr",
    "fi-FI",
    "de",
    "",
    "x",
];

#[test]
fn compiler_and_runtime_choose_the_same_locale() {
    for locales in LOCALES {
        let metadata = ProviderMetadata::new(&PROVIDER, "").with_locales(locales);
        for reader in READERS {
            let ours = by_preference(locales.iter().copied(), reader)[0];
            let theirs = metadata.locale_index(reader);
            assert_eq!(locales[ours], locales[theirs], "{reader} of {locales:?}");
        }
    }
}
