//! Small manifests of ours, each with the output of mc.exe 6.3, or with the fact that it rejects the manifest.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use etw_manifest::resource::{McVersion, Options, Resources};

const OPTIONS: Options = Options {
    mc_version: McVersion::V6_3,
    bug_compatible: true,
};

const OCTAL: &str = "mc.exe reads a leading zero as octal, which nobody means";
const GENEROUS: &str = "mc.exe reads a part of the text as a number, or cuts the number";
const CONTROL: &str = "control characters in a name break tools that read it";

/// Manifests that mc.exe accepts and we reject on purpose.
const REJECTED: &[(&str, &str)] = &[
    ("07_leading_zero_is_octal", OCTAL),
    ("07b_leading_zero_09", OCTAL),
    ("43_level_zero_octal", OCTAL),
    ("28_count_name_digit", GENEROUS),
    ("count_65536", GENEROUS),
    ("count_overflow_saturates", GENEROUS),
    ("length_fraction", GENEROUS),
    ("length_name_starting_with_digit", GENEROUS),
    ("length_negative", GENEROUS),
    ("length_over_65535", GENEROUS),
    ("length_trailing_text", GENEROUS),
    ("struct_count_truncated", GENEROUS),
    ("messageTable_empty", GENEROUS),
    ("messageTable_fraction", GENEROUS),
    ("messageTable_negative", GENEROUS),
    ("messageTable_overflow", GENEROUS),
    ("messageTable_trailing", GENEROUS),
    ("messageTable_word", GENEROUS),
    ("name_lf", CONTROL),
    ("name_tab", CONTROL),
];

/// Manifests that only the schema of mc.exe rejects, although the program compiles others like them.
const ACCEPTED: &[(&str, &str)] = &[
    (
        "15_name_not_QName",
        "mc.exe without its schema compiles `My Task`",
    ),
    ("18b_mask_decimal", "real manifests have decimal masks"),
    (
        "19_userdata_no_namespace",
        "mc.exe without its schema compiles it",
    ),
    ("36_symbol_nonascii", "Rust has such identifiers"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/verdicts")
}

/// Every case with the verdict of mc.exe.
fn verdicts() -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join("VERDICTS.tsv")).unwrap();
    let lines = text
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').unwrap());
    lines
        .map(|(case, verdict)| (case.to_owned(), verdict.to_owned()))
        .collect()
}

fn file(case: &str, name: &str) -> Option<Vec<u8>> {
    fs::read(folder().join(case).join(name)).ok()
}

/// Compares the files of an accepted manifest with those of mc.exe; returns the differences.
fn differences(case: &str) -> Vec<String> {
    let manifest = match corpus::try_compile(case, &file(case, "p.man").unwrap()) {
        Ok(manifest) => manifest,
        Err(errors) => return errors,
    };
    let ours = Resources::new(&manifest, OPTIONS);
    let mut differences = Vec::new();
    let expected = file(case, "pTEMP.BIN").unwrap();
    if !corpus::equal_templates(&ours.wevt_template, &expected, !case.contains("userdata")) {
        differences.push("WEVT_TEMPLATE".to_owned());
    }
    let expected: Vec<String> = (1..10)
        .map(|number| format!("MSG{number:05}.bin"))
        .filter(|name| file(case, name).is_some())
        .collect();
    let names = ours.message_files(None);
    if names != expected {
        differences.push(format!("{names:?} instead of {expected:?}"));
    }
    for (table, name) in ours.message_tables.iter().zip(names) {
        if file(case, &name).is_none_or(|expected| table.bytes != expected) {
            differences.push(name);
        }
    }
    differences
}

#[test]
fn accepted_manifests_give_the_same_bytes() {
    let verdicts = verdicts();
    let cases = verdicts.iter().filter(|(_, verdict)| *verdict == "accept");
    let cases = cases.filter(|(case, _)| !REJECTED.iter().any(|(name, _)| name == case));
    let compared: Vec<_> = cases.map(|(case, _)| (case, differences(case))).collect();
    let (equal, different): (Vec<&_>, Vec<&_>) = compared
        .iter()
        .partition(|(_, differences)| differences.is_empty());
    println!("accept: {} of {} equal", equal.len(), compared.len());
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn rejected_manifests_are_rejected() {
    let verdicts = verdicts();
    let cases = verdicts
        .iter()
        .filter(|(_, verdict)| verdict.starts_with("reject"));
    let cases: Vec<_> = cases
        .filter(|(case, _)| !ACCEPTED.iter().any(|(name, _)| name == case))
        .map(|(case, verdict)| {
            (
                case,
                verdict,
                corpus::try_compile(case, &file(case, "p.man").unwrap()).is_err(),
            )
        })
        .collect();
    let (rejected, accepted): (Vec<&_>, Vec<&_>) =
        cases.iter().partition(|(_, _, rejected)| *rejected);
    println!("reject: {} of {} rejected", rejected.len(), cases.len());
    assert!(accepted.is_empty(), "{accepted:#?}");
}

#[test]
fn exceptions_are_exceptions() {
    for (case, reason) in REJECTED {
        let result = corpus::try_compile(case, &file(case, "p.man").unwrap());
        assert!(result.is_err(), "{case}: {reason}");
    }
    for (case, reason) in ACCEPTED {
        let result = corpus::try_compile(case, &file(case, "p.man").unwrap());
        assert!(result.is_ok(), "{case}: {reason}");
    }
}
