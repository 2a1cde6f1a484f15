//! Pairs of manifests whose changes are known.

mod cases;

use cases::CASES;
use etw_manifest::diff::{Diff, Impact};
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

const BASE: &str = include_str!("../fixtures/diff/base.man");

fn manifest(text: &str) -> Manifest {
    let outcome = compile(&Source::new("m.man", text), &Options::new());
    outcome
        .manifest
        .unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics))
}

/// The base after some replacements, each of which must find its text.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = BASE.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "the base has no {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

#[test]
fn every_pair_is_classified() {
    assert!(CASES.len() >= 30);
    let old = manifest(BASE);
    for (name, edits, expected) in CASES {
        let diff = Diff::between(&old, &manifest(&edited(edits)));
        let mut kinds: Vec<&str> = diff.changes().iter().map(|it| it.kind().name()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, *expected, "{name}\n{}", diff.to_text());
    }
}

/// What must stop a release and what must not.
#[test]
fn impacts_are_what_readers_notice() {
    let breaking = |kind: &str| {
        let all = etw_manifest::diff::Kind::ALL;
        let kind = all.iter().find(|it| it.name() == kind).expect(kind);
        kind.impact()
    };
    let expected = [
        (
            Impact::Compatible,
            &[
                "event-added",
                "event-version-added",
                "keyword-added",
                "event-keyword-added",
                "map-value-added",
                "message-added",
            ][..],
        ),
        (
            Impact::Note,
            &[
                "message-text-changed",
                "event-symbol-changed",
                "field-format-changed",
                "map-text-changed",
                "text-changed",
            ],
        ),
        (
            Impact::Breaking,
            &[
                "event-removed",
                "event-id-reused",
                "field-added",
                "field-renamed",
                "field-retyped",
                "field-reordered",
                "event-channel-changed",
                "channel-type-changed",
                "event-level-changed",
                "keyword-bit-changed",
                "task-value-changed",
                "opcode-value-changed",
                "provider-guid-changed",
                "provider-name-changed",
                "map-value-changed",
                "message-id-changed",
                "event-first-keyword-added",
            ],
        ),
    ];
    for (impact, kinds) in expected {
        for kind in kinds {
            assert_eq!(breaking(kind), impact, "{kind}");
        }
    }
}

#[test]
fn reports_are_sorted_and_the_same_each_time() {
    let new = manifest(&edited(&[
        ("mask=\"0x2\"", "mask=\"0x4\""),
        ("symbol=\"Sailed\"", "symbol=\"HasSailed\""),
        ("<data name=\"Berth\"", "<data name=\"Pier\""),
        ("</events>", "<event value=\"9\" symbol=\"New\"/></events>"),
    ]));
    let diff = Diff::between(&manifest(BASE), &new);
    let expected = "\
Example-Harbour
  breaking[field-renamed]: event 1 (Docked): the name of a field was `Berth`, is `Pier`
  breaking[field-renamed]: event 2 (Sailed): the name of a field was `Berth`, is `Pier`
  breaking[keyword-bit-changed]: keyword Piers: the mask was `0x2`, is `0x4`
  compatible[event-added]: event 9 (New): it is new
  note[event-symbol-changed]: event 2 (Sailed): the symbol was `Sailed`, is `HasSailed`
3 breaking changes, 1 compatible change, 1 note
";
    assert_eq!(diff.to_text(), expected);
    let json = diff.to_json();
    assert!(json.starts_with("{\n  \"breaking\": 3,\n  \"compatible\": 1,\n  \"note\": 1,\n"));
    assert!(
        json.contains("\"kind\": \"field-renamed\",\n      \"provider\": \"Example-Harbour\",")
    );
    assert!(json.contains("\"old\": \"Berth\",\n      \"new\": \"Pier\""));
    assert_eq!(json, Diff::between(&manifest(BASE), &new).to_json());
    let same = Diff::between(&new, &new);
    assert_eq!(same.to_text(), "no changes\n");
}
