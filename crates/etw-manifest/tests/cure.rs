//! The cures of mistakes, `cured.man` beside the manifest with the mistake, and the page that shows all of them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::expect::assert_file;
use crate::reject;
use etw_manifest::diagnostic::{Applicability, Code, Diagnostic, Suggestion, codes};
use etw_manifest::edit::fix;
use etw_manifest::source::Source;
use etw_manifest::{LintLevel, Options, compile};

/// The fewest mistakes that the page must show.
const MIN_MISTAKES: usize = 120;

/// Lints about what the small manifests leave out: they declare more than they use.
const FRUGAL: [Code; 5] = [
    codes::UNUSED,
    codes::UNUSED_STRING,
    codes::UNUSED_TEMPLATE,
    codes::EVENT_WITHOUT_CHANNEL,
    codes::MAP_TEXT,
];

/// Panics unless the cure of a mistake leaves no problem, and unless the suggestions lead to it.
pub(crate) fn check(folder: &Path) {
    let (source, diagnostics) = reject::diagnostics(folder);
    assert_eq!(diagnostics.len(), 1, "one mistake is one problem");
    let cured = fs::read_to_string(folder.join("cured.man")).unwrap();
    let own = diagnostics[0].code().id();
    let others = FRUGAL.iter().filter(|it| it.id() != own);
    let options = others.fold(Options::new(), |all, it| all.lint(*it, LintLevel::Allow));
    let outcome = compile(&Source::new("cured.man", &*cured), &options);
    let left: Vec<_> = outcome.diagnostics.iter().map(Diagnostic::code).collect();
    assert!(outcome.manifest.is_some() && left.is_empty(), "{left:?}");
    let suggestions = diagnostics[0].suggestions().iter();
    let complete = |it: &&Suggestion| it.applicability() != Applicability::HasPlaceholders;
    if let Some(suggestion) = suggestions.clone().find(complete) {
        let mut text = source.text().to_owned();
        let mut edits = suggestion.edits().to_vec();
        edits.sort_by_key(|it| it.0);
        for (span, new) in edits.iter().rev() {
            text.replace_range(span.range(), new);
        }
        let left = compile(&Source::new("suggested.man", text), &Options::new()).diagnostics;
        let same = |it: &Diagnostic| it.message() == diagnostics[0].message();
        assert!(!left.iter().any(same), "the suggestion does not fix it");
    }
    let mut certain =
        suggestions.filter(|it| it.applicability() == Applicability::MachineApplicable);
    if certain.next().is_some() {
        let bytes = fs::read(folder.join("manifest.man")).unwrap();
        let fixed = fix(&[&bytes], &Options::new()).unwrap();
        assert!(
            fixed.files[0] == cured.as_bytes(),
            "--fix gives another text"
        );
    }
}

/// Panics unless the page has every mistake with a cure.
pub(crate) fn check_page(folders: &[PathBuf]) {
    assert!(folders.len() >= MIN_MISTAKES, "{} mistakes", folders.len());
    let mut page = format!(
        "# Mistakes and their cures\n\n\
         Each of these {} mistakes causes exactly one error or warning, and its cure leaves none: a test applies it. (Only \
         lints about items that these small manifests declare and do not use are ignored.) `UPDATE_EXPECT=1 cargo test -p etw-manifest --test cases -- cure` writes this page from the fixtures.\n",
        folders.len()
    );
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy();
        let (code, words) = name.split_once('-').unwrap();
        let read = |name| fs::read_to_string(folder.join(name)).unwrap();
        let _ = write!(
            page,
            "\n## {code}: {}\n\n```text\n{}```\n\n```diff\n{}```\n",
            words.replace('-', " "),
            read("expected.txt"),
            difference(&manifest(folder), &read("cured.man"))
        );
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics.md");
    assert_file(&path, page.as_bytes());
}

fn manifest(folder: &Path) -> String {
    let bytes = fs::read(folder.join("manifest.man")).unwrap();
    let decoded = Source::decode("", &bytes);
    decoded.unwrap_or_else(|it| it.0).text().to_owned()
}

/// Returns the lines that differ between the first and the last common ones.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = |it: &(&&str, &&str)| it.0 == it.1;
    let before = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest);
    let after = after.take_while(same).count();
    let mut text = String::new();
    for (sign, lines) in [('-', &old), ('+', &new)] {
        for line in &lines[before..lines.len() - after] {
            let _ = writeln!(text, "{sign} {}", line.trim());
        }
    }
    text
}
