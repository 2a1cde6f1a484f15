//! The generated code of each `fixtures/expand/CASE/input.man` is `expected.rs` beside it, to the byte.
//!
//! `UPDATE_EXPECT=1 cargo test -p etw-manifest expand` rewrites them; the module `goldens` compiles them.

use std::path::{Path, PathBuf};

use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

/// The folders of the cases, by name.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/expand");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

fn expand(case: &Path) -> String {
    let bytes = std::fs::read(case.join("input.man")).unwrap();
    let source = Source::decode("input.man", &bytes).unwrap();
    let outcome = compile(&source, &Options::new());
    let manifest = outcome.manifest.unwrap_or_else(|| {
        let problems = outcome.diagnostics.iter();
        let problems: Vec<String> = problems.map(|it| format!("{it:?}")).collect();
        panic!("{}: {}", case.display(), problems.join("\n"))
    });
    manifest.to_rust("::etw_provider")
}

/// The first line that differs, with both versions of it.
fn difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (mut left, mut right) = (expected.lines(), actual.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (left.next(), right.next()) {
            (None, None) => return Some("only line ends differ".to_owned()),
            (left, right) if left != right => {
                let show = |line: Option<&str>| line.unwrap_or("(end)").to_owned();
                return Some(format!(
                    "line {number}\n- {}\n+ {}",
                    show(left),
                    show(right)
                ));
            }
            _ => {}
        }
    }
}

#[test]
fn generated_code_is_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut differences = Vec::new();
    for case in cases() {
        let actual = expand(&case);
        let path = case.join("expected.rs");
        if update {
            std::fs::write(&path, &actual).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if let Some(difference) = difference(&expected, &actual) {
            differences.push(format!("{}: {difference}", path.display()));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_same_manifest_gives_the_same_bytes() {
    for case in cases() {
        assert_eq!(expand(&case), expand(&case), "{}", case.display());
    }
}

#[test]
fn every_golden_is_compiled_and_run() {
    let tests = include_str!("goldens/mod.rs");
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let include = format!("include!(\"../fixtures/expand/{name}/expected.rs\")");
        assert!(tests.contains(&include), "goldens/mod.rs lacks {include}");
    }
}
