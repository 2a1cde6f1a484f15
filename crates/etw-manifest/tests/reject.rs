//! Manifests with mistakes, each beside what is said about it. After a change:
//! `UPDATE_EXPECT=1 cargo test -p etw-manifest reject`, and read the difference.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use etw_manifest::diagnostic::{Diagnostic, MessageFormat, codes};
use etw_manifest::diff::check_baseline;
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

/// Codes whose place is not a name or a value: text that is no XML, and text where elements should be.
const ANYWHERE: [&str; 5] = ["ETW0001", "ETW0002", "ETW0003", "ETW0004", "ETW0111"];

struct Fixture {
    folder: PathBuf,
    name: String,
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

fn fixtures() -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reject");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    folders.sort();
    folders.into_iter().map(fixture).collect()
}

fn fixture(folder: PathBuf) -> Fixture {
    let bytes = fs::read(folder.join("manifest.man")).unwrap();
    let (source, diagnostics) = match Source::decode("manifest.man", &bytes) {
        Ok(source) => {
            let outcome = compile(&source, &Options::new());
            let mut diagnostics = outcome.diagnostics;
            if let (Some(manifest), Some(old)) = (&outcome.manifest, baseline(&folder)) {
                diagnostics.extend(check_baseline(&old, manifest));
            }
            (source, diagnostics)
        }
        Err((source, error)) => (source, vec![error.into()]),
    };
    Fixture {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        folder,
        source,
        diagnostics,
    }
}

/// The older manifest, where the mistake is a change.
fn baseline(folder: &Path) -> Option<Manifest> {
    let text = fs::read_to_string(folder.join("baseline.man")).ok()?;
    compile(&Source::new("baseline.man", text), &Options::new()).manifest
}

#[test]
fn what_is_said_is_what_is_expected() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let format = MessageFormat::Human { color: false };
        let renderings = fixture
            .diagnostics
            .iter()
            .map(|it| it.render(&fixture.source, format) + "\n");
        let text = renderings.collect::<Vec<_>>().join("\n");
        let path = fixture.folder.join("expected.txt");
        if update {
            fs::write(path, text).unwrap();
        } else if fs::read_to_string(path).unwrap_or_default() != text {
            wrong.push(format!("{}:\n{text}", fixture.name));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} fixtures differ:\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_code_has_a_fixture() {
    let fixtures = fixtures();
    for fixture in &fixtures {
        let code = fixture.name.split('-').next().unwrap();
        let said = |it: &&Diagnostic| it.code().id() == code;
        assert!(
            code == "many" || fixture.diagnostics.iter().any(|it| said(&it)),
            "{}: no {code}",
            fixture.name
        );
    }
    let named: BTreeSet<&str> = fixtures
        .iter()
        .map(|it| it.name.split('-').next().unwrap())
        .collect();
    for code in codes::ALL {
        assert!(
            named.contains(code.id()),
            "no fixture for {}: {}",
            code.id(),
            code.title()
        );
    }
}

#[test]
fn a_fixture_shows_its_mistake_and_nothing_else() {
    for fixture in fixtures().iter().filter(|it| !it.name.starts_with("many-")) {
        let code = fixture.name.split('-').next().unwrap();
        let others: Vec<&str> = fixture
            .diagnostics
            .iter()
            .map(|it| it.code().id())
            .filter(|it| *it != code)
            .collect();
        assert!(others.is_empty(), "{}: {others:?} too", fixture.name);
    }
}

#[test]
fn every_place_is_a_name_or_a_value_in_the_file() {
    for fixture in fixtures() {
        let text = fixture.source.text();
        for diagnostic in &fixture.diagnostics {
            let span = diagnostic.span();
            let at = format!("{}: {} at {span:?}", fixture.name, diagnostic.code().id());
            assert!(
                span.start() < span.end() && span.end() <= text.len(),
                "{at}"
            );
            let place = fixture.source.slice(span);
            assert!(!place.is_empty(), "{at}: not at the borders of characters");
            if ANYWHERE.contains(&diagnostic.code().id()) {
                continue;
            }
            let before = text[..span.start()].chars().next_back().unwrap();
            assert!(
                place == "\"\"" || !place.contains(['<', '>', '"']),
                "{at}: {place}"
            );
            assert!(
                "<\"'. \n".contains(before) || place == "\"\"",
                "{at}: {before:?} before {place}"
            );
        }
    }
}
