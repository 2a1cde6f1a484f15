//! Message tables: every number answers with the right text in every language.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::corpus;
use etw_manifest::decompile::{Input, decompile};
use etw_manifest::diagnostic::codes;
use etw_manifest::model::Manifest;
use etw_manifest::resource::{McVersion, MessageTable, Options, Resources, merge};

const NEWEST: Options = Options {
    mc_version: McVersion::V10_0_16299,
    bug_compatible: false,
};

/// The texts of a table, read as `FormatMessage` finds them: by counting entries from the start of the block. Panics
/// where a number has no entry of its own.
fn read(table: &MessageTable) -> BTreeMap<u32, String> {
    let bytes = &table.bytes;
    let u16 = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let u32 = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let mut texts = BTreeMap::new();
    let mut next = 4 + u32(0) as usize * 12;
    for block in 0..u32(0) as usize {
        let at = 4 + block * 12;
        assert_eq!(
            u32(at + 8) as usize,
            next,
            "the block starts where the last one ended"
        );
        for id in u32(at)..=u32(at + 4) {
            let size = usize::from(u16(next));
            assert_eq!((size % 4, u16(next + 2)), (0, 1));
            let units = bytes[next + 4..next + size].chunks(2);
            let units: Vec<u16> = units.map(|it| u16::from_le_bytes([it[0], it[1]])).collect();
            let text = String::from_utf16(&units).unwrap();
            let text = text.trim_end_matches('\0').strip_suffix("\r\n").unwrap();
            texts.insert(id, text.to_owned());
            next += size;
        }
    }
    assert_eq!(next, bytes.len());
    texts
}

fn everything() -> Manifest {
    let path = "tests/fixtures/resources/everything.man";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    corpus::compile("everything.man", &fs::read(path).unwrap())
}

fn tables(manifest: &Manifest, options: Options) -> Vec<(String, BTreeMap<u32, String>)> {
    let resources = Resources::new(manifest, options);
    resources
        .message_tables
        .iter()
        .map(|it| (it.culture.clone(), read(it)))
        .collect()
}

#[test]
fn every_language_has_every_text() {
    let tables = tables(&everything(), NEWEST);
    let [(en, english), (de, german), (es, spanish)] = tables.as_slice() else {
        panic!()
    };
    assert_eq!([en.as_str(), de, es], ["en-US", "de-DE", "es-ES"]);
    let same_ids = |it: &BTreeMap<u32, String>| it.keys().eq(english.keys());
    assert!(same_ids(german) && same_ids(spanish));
    // Own texts: not ASCII, beyond 16 bits, with escapes that Windows resolves later.
    assert_eq!(english[&0xB001_0009], "%2 at 100%%? “%1” 😀");
    assert_eq!(german[&0xB001_0009], "%2 zu 100%%? „%1“ 😀");
    assert_eq!(spanish[&0xB001_0009], "¿%2 al 100%%? «%1» 😀");
    assert_eq!(english[&0x0000_0005], "  leading blanks");
    assert_eq!(spanish[&0x0000_1234], "Fijo");
    // Line breaks are those of Windows.
    assert_eq!(german[&0x0000_0004], "Eins\r\nzwei%ndrei\tvier");
    // What a language lacks stands in English.
    assert_eq!(german[&0x7000_0002], "Writing");
    assert_eq!(spanish[&0xB000_0006], "Six is only in English");
    // Predefined items have words in Spanish, and in English elsewhere.
    let error = 0x5000_0002;
    assert_eq!(
        [&english[&error], &german[&error], &spanish[&error]],
        ["Error"; 3]
    );
    assert_eq!(spanish[&0x5000_0004], "Información");
    assert_eq!(german[&0x5000_0004], "Information");
}

#[test]
fn words_of_predefined_items_in_one_locale_change_only_its_table() {
    let text = small_text(1, "en-US", "x").replace(
        "</localization>",
        "<resources culture=\"fr-FR\"><stringTable><string id=\"m\" value=\"y\"/><string id=\"fixed\" value=\"z\"/>WORDS</stringTable></resources></localization>",
    );
    let words = "<string id=\"level.Warning\" value=\"Attention\"/>";
    let compiled = |words| corpus::compile("small.man", text.replace("WORDS", words).as_bytes());
    let (without, with) = (compiled(""), compiled(words));
    for bug_compatible in [false, true] {
        let options = Options {
            bug_compatible,
            ..NEWEST
        };
        let [without, with] = [&without, &with].map(|it| Resources::new(it, options));
        assert_eq!(without.wevt_template, with.wevt_template);
        let english = |it: &Resources| it.message_tables[0].bytes.clone();
        assert_eq!(english(&without), english(&with));
        let in_french = |it: &Resources, word: &str| {
            let word: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let bytes = &it.message_tables[1].bytes;
            bytes.windows(word.len()).any(|it| it == word)
        };
        assert!(in_french(&with, "Attention") && !in_french(&with, "Warning"));
        // mc.exe has no words of its own in other locales.
        assert_eq!(in_french(&without, "Warning"), !bug_compatible);
    }
}

#[test]
fn line_breaks_are_those_of_the_generation() {
    let options = Options {
        mc_version: McVersion::V6_3,
        ..NEWEST
    };
    assert_eq!(
        tables(&everything(), options)[1].1[&4],
        "Eins\nzwei%ndrei\tvier"
    );
}

/// A manifest with one provider that has one event.
fn small(number: u32, locale: &str, text: &str) -> Manifest {
    corpus::compile("small.man", small_text(number, locale, text).as_bytes())
}

fn small_text(number: u32, locale: &str, text: &str) -> String {
    format!(
        r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"
          xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
        <instrumentation><events>
          <provider name="P{number}" guid="{{00000000-0000-0000-0000-{number:012}}}" symbol="P{number}"
            resourceFileName="p.dll" messageFileName="p.dll">
            <events><event value="1" level="win:Warning" message="$(string.m)"/></events>
          </provider>
          <messageTable><message value="{number}" symbol="M" message="$(string.fixed)"/></messageTable>
        </events></instrumentation>
        <localization><resources culture="{locale}"><stringTable>
          <string id="m" value="{text}"/><string id="fixed" value="fixed {number}"/>
        </stringTable></resources></localization>
        </instrumentationManifest>"#
    )
}

#[test]
fn the_longest_text_fits_and_a_longer_one_is_refused() {
    let most = 32_761;
    let manifest = small(1, "en-US", &"x".repeat(most));
    assert_eq!(tables(&manifest, NEWEST)[0].1[&0xB000_0001].len(), most);
    // 60 KB of text that is not ASCII.
    let manifest = small(1, "en-US", &"ñ".repeat(30_000));
    assert_eq!(
        tables(&manifest, NEWEST)[0].1[&0xB000_0001].chars().count(),
        30_000
    );
    // Line breaks count as Windows writes them.
    for text in ["x".repeat(most + 1), "&#10;".repeat(most / 2 + 1)] {
        let problems = corpus::try_compile("small.man", small_text(1, "en-US", &text).as_bytes());
        let problems = problems.unwrap_err();
        assert!(
            problems[0].contains(codes::MESSAGE_TOO_LONG.id()),
            "{problems:?}"
        );
        assert_eq!(problems.len(), 1);
    }
}

#[test]
fn merged_manifests_share_one_table_without_collisions() {
    let (first, second, third) = (
        small(1, "en-US", "one"),
        everything(),
        small(3, "es-ES", "tres"),
    );
    let merged = merge(&[("1", &first), ("2", &second), ("3", &third)]).unwrap();
    let names: Vec<_> = merged
        .providers()
        .iter()
        .map(etw_manifest::model::Provider::name)
        .collect();
    assert_eq!(names.len(), 4);
    let tables = tables(&merged, NEWEST);
    let cultures: Vec<_> = tables.iter().map(|(culture, _)| culture.as_str()).collect();
    assert_eq!(cultures, ["en-US", "es-ES", "de-DE"]);
    let [english, spanish] = [&tables[0].1, &tables[1].1];
    // The number of the provider stands in bits 24 to 27, and continues.
    assert_eq!(english[&0xB000_0001], "one");
    assert_eq!(english[&0xB101_0009], "%2 at 100%%? “%1” 😀");
    assert_eq!(english[&0x0100_0004], "One\r\ntwo%nthree\tfour");
    assert_eq!(english[&0xB200_0009], "Second");
    assert_eq!(spanish[&0xB300_0001], "tres");
    // Predefined words in a language that only another manifest has.
    assert_eq!(spanish[&0x5000_0003], "Advertencia");
    // Numbers that the manifest fixes stay.
    assert_eq!(
        [&english[&1], &spanish[&3], &english[&0x1234]],
        ["fixed 1", "fixed 3", "Fixed %1!s!"]
    );
}

/// As the providers of one manifest do, so that the file reads back as one.
#[test]
fn merged_manifests_share_the_words_of_predefined_items() {
    let (first, second) = (small(1, "en-US", "one"), small(3, "es-ES", "tres"));
    let merged = merge(&[("1", &first), ("2", &second)]).unwrap();
    let resources = Resources::new(&merged, NEWEST);
    let levels = |id: &&u32| **id >> 28 == 5;
    for (culture, table) in tables(&merged, NEWEST) {
        assert_eq!(table.keys().filter(levels).count(), 1, "{culture}");
    }
    let file = resources.res();
    let input = Input {
        file: &file,
        message_tables: &[],
        file_name: "x.dll",
    };
    assert!(decompile(&input).unwrap().is_exact(&input));
}

#[test]
fn one_manifest_merges_to_itself() {
    let manifest = everything();
    let (merged, alone) = (
        merge(&[("1", &manifest)]).unwrap(),
        Resources::new(&manifest, NEWEST),
    );
    assert_eq!(Resources::new(&merged, NEWEST), alone);
}

#[test]
fn what_cannot_be_merged_is_said() {
    let manifest = small(1, "en-US", "one");
    let problems = merge(&[("a.man", &manifest), ("b.man", &manifest)]).unwrap_err();
    let told: Vec<_> = problems
        .iter()
        .map(|(index, it)| (*index, it.code(), it.message()))
        .collect();
    let expected = [
        (
            1,
            codes::MESSAGE_ID_COLLISION,
            "a.man has a message with the id 0x00000001 too",
        ),
        (
            1,
            codes::DUPLICATE_PROVIDER_GUID,
            "a.man has a provider with the GUID {00000000-0000-0000-0000-000000000001} too",
        ),
    ];
    assert_eq!(told, expected);
    let many: Vec<Manifest> = (1..=17)
        .map(|number| small(number, "en-US", "text"))
        .collect();
    let problems = merge(&many.iter().map(|it| ("", it)).collect::<Vec<_>>()).unwrap_err();
    assert!(
        problems
            .iter()
            .any(|(_, it)| it.code() == codes::TOO_MANY_PROVIDERS)
    );
}

#[test]
fn two_locales_with_one_language_identifier_do_not_merge() {
    let (first, second) = (small(1, "zz-ZZ", "one"), small(2, "yy-YY", "two"));
    let problems = merge(&[("1", &first), ("2", &second)]).unwrap_err();
    let codes: Vec<_> = problems
        .iter()
        .map(|(index, it)| (*index, it.code()))
        .collect();
    assert_eq!(codes, [(1, codes::SAME_LANGUAGE)]);
}
