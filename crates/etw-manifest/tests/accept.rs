//! Manifests that use every feature of the language are accepted in every encoding, with exactly the warnings that
//! stand here.

use std::path::Path;
use std::{fs, iter};

use etw_manifest::diagnostic::MessageFormat;
use etw_manifest::source::Source;
use etw_manifest::{Options, Outcome, compile};

/// Each file with its warnings.
const FIXTURES: &[(&str, &[&str])] = &[
    ("component.man", &[]),
    (
        "cultures.man",
        &[
            "7:6: warning[ETW0009]: performance counters are skipped",
            "27:21: warning[ETW0218]: the string `Event.Left` is missing in ja-JP",
            "59:21: warning[ETW0218]: the string `opcode.Start` is missing in ja-JP",
        ],
    ),
    ("lists.man", &[]),
    (
        "markup.man",
        &["24:62: warning[ETW0218]: the string `Only.Later` is missing in en-US"],
    ),
    ("nothing.man", &[]),
    ("predefined.man", &[]),
    ("providers.man", &[]),
    ("templates.man", &[]),
];

fn accept(name: &str, bytes: &[u8]) -> Vec<String> {
    let source = Source::decode(name, bytes).unwrap();
    let Outcome {
        manifest,
        diagnostics,
    } = compile(&source, &Options::new());
    let lines = diagnostics
        .iter()
        .map(|it| it.render(&source, MessageFormat::Short));
    let lines: Vec<String> = lines
        .map(|line| line.split_once(':').unwrap().1.to_owned())
        .collect();
    assert!(manifest.is_some(), "{name}: {lines:#?}");
    lines
}

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/accept");
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn every_fixture_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/accept");
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        FIXTURES.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
}

#[test]
fn what_is_right_is_accepted_with_these_warnings() {
    for (name, warnings) in FIXTURES {
        assert_eq!(accept(name, text(name).as_bytes()), *warnings, "{name}");
    }
}

#[test]
fn the_encoding_makes_no_difference() {
    for (name, warnings) in FIXTURES {
        let text = text(name);
        let wide = text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
        let units = || iter::once(0xFEFF).chain(wide.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        let marked = [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat();
        let windows = text.replace('\n', "\r\n");
        for bytes in [little, big, marked, windows.into_bytes()] {
            assert_eq!(accept(name, &bytes), *warnings, "{name}");
        }
    }
}

#[test]
fn lints_can_be_silenced_and_denied() {
    use etw_manifest::LintLevel;
    let source = Source::new("cultures.man", text("cultures.man"));
    let silent = compile(&source, &Options::new().every_lint(LintLevel::Allow));
    assert!(silent.diagnostics.is_empty() && silent.manifest.is_some());
    let denied = compile(&source, &Options::new().every_lint(LintLevel::Deny));
    assert!(denied.manifest.is_none());
}
