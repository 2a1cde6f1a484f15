//! Manifests with mistakes, `fixtures/reject/CODE-NAME/manifest.man`, and the diagnostics for each, `expected.txt` beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::expect::assert_file;
use etw_manifest::diagnostic::{Diagnostic, MessageFormat, codes};
use etw_manifest::diff::check_baseline;
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

/// Codes whose span is not a name or a value: faults of XML, text between elements, and parts of messages.
const ANYWHERE: [&str; 8] = [
    "ETW0001", "ETW0002", "ETW0003", "ETW0004", "ETW0111", "ETW0204", "ETW0223", "ETW0224",
];

/// Panics unless the manifest has the expected diagnostics: those of the folder's code and no others.
pub(crate) fn check(folder: &Path) {
    let (source, diagnostics) = diagnostics(folder);
    let format = MessageFormat::Human { color: false };
    let drawings = diagnostics
        .iter()
        .map(|it| it.render(&source, format) + "\n");
    let text = drawings.collect::<Vec<_>>().join("\n");
    assert_file(&folder.join("expected.txt"), text.as_bytes());
    if code_of(folder) != "many" {
        let mut codes: Vec<&str> = diagnostics.iter().map(|it| it.code().id()).collect();
        codes.dedup();
        assert_eq!(codes, [code_of(folder)]);
    }
    for diagnostic in &diagnostics {
        check_span(&source, diagnostic);
    }
}

/// Returns the code in the folder's name.
fn code_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap().to_string_lossy();
    name.split('-').next().unwrap().to_owned()
}

pub(crate) fn diagnostics(folder: &Path) -> (Source, Vec<Diagnostic>) {
    let bytes = fs::read(folder.join("manifest.man")).unwrap();
    match Source::decode("manifest.man", &bytes) {
        Ok(source) => {
            let source = fragments(folder).fold(source, Source::with_fragment);
            let outcome = compile(&source, &Options::new());
            let mut diagnostics = outcome.diagnostics;
            if let (Some(manifest), Some(old)) = (&outcome.manifest, baseline(folder)) {
                diagnostics.extend(check_baseline(&old, manifest));
            }
            (source, diagnostics)
        }
        Err((source, error)) => (source, vec![error.into()]),
    }
}

/// Returns the fragments of the manifest, if the mistake is in them.
fn fragments(folder: &Path) -> impl Iterator<Item = Source> {
    let names = (1..).map(|number| format!("fragment-{number}.man"));
    names.map_while(|name| {
        let text = fs::read_to_string(folder.join(&name)).ok()?;
        Some(Source::new(name, text))
    })
}

/// Returns the older manifest, where the mistake is a change.
fn baseline(folder: &Path) -> Option<Manifest> {
    let text = fs::read_to_string(folder.join("baseline.man")).ok()?;
    compile(&Source::new("baseline.man", text), &Options::new()).manifest
}

/// Panics unless the span is that of a name or a value in the file.
fn check_span(source: &Source, diagnostic: &Diagnostic) {
    let (text, span) = (source.text(), diagnostic.span());
    let code = diagnostic.code().id();
    let at = format!("{code} at {span:?}");
    assert!(
        span.start() < span.end() && span.end() <= text.len(),
        "{at}"
    );
    let slice = source.slice(span);
    assert!(!slice.is_empty(), "{at}: inside a character");
    if ANYWHERE.contains(&code) || slice == "\"\"" {
        return;
    }
    let before = text[..span.start()].chars().next_back().unwrap();
    assert!(!slice.contains(['<', '>', '"']), "{at}: {slice}");
    assert!(
        "<\"'. \n".contains(before),
        "{at}: {before:?} before {slice}"
    );
}

/// Panics unless every code has a folder.
pub(crate) fn check_every_code(folders: &[PathBuf]) {
    let named: BTreeSet<String> = folders.iter().map(|it| code_of(it)).collect();
    for code in codes::ALL {
        assert!(
            named.contains(code.id()),
            "no fixture for {}: {}",
            code.id(),
            code.title()
        );
    }
}
