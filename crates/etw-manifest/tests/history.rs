//! The real history of real manifests, compared version by version.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use etw_manifest::diff::{Diff, Impact};
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;
use etw_manifest::{LintLevel, Options, compile};

/// The versions of each manifest of one repository, oldest first. `SOURCE.txt` has them newest first.
fn history(folder: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut versions: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let list = fs::read_to_string(folder.join("SOURCE.txt")).unwrap_or_default();
    for line in list.lines().skip(1) {
        let mut parts = line.split('\t');
        let (Some(path), Some(blob)) = (parts.next(), parts.next()) else {
            continue;
        };
        let path = path.trim_start_matches("(history) ");
        let stem = Path::new(path).file_stem().unwrap_or_default();
        let file = format!("{}.{}.man", stem.to_string_lossy(), &blob[..8]);
        let file = folder.join(file);
        let known = versions.entry(path.to_owned()).or_default();
        if file.exists() && !known.contains(&file) {
            known.insert(0, file);
        }
    }
    versions
}

fn read(path: &Path) -> Option<Manifest> {
    let bytes = fs::read(path).unwrap();
    let source = Source::decode(path.display().to_string(), &bytes).ok()?;
    compile(&source, &Options::new().every_lint(LintLevel::Allow)).manifest
}

/// Prints what it finds: `cargo test -p etw-manifest history -- --nocapture`.
#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn real_histories_are_compared_without_a_crash() {
    let folders = fs::read_dir(corpus::shared().join("corpus/history")).unwrap();
    let mut folders: Vec<PathBuf> = folders.flatten().map(|it| it.path()).collect();
    folders.sort();
    let mut compared = 0;
    for folder in folders {
        for (path, files) in history(&folder) {
            let manifests: Vec<Manifest> = files.iter().filter_map(|it| read(it)).collect();
            let mut kinds: BTreeMap<(Impact, &str), usize> = BTreeMap::new();
            for pair in manifests.windows(2) {
                let diff = Diff::between(&pair[0], &pair[1]);
                for change in diff.changes() {
                    let kind = (change.impact(), change.kind().name());
                    *kinds.entry(kind).or_default() += 1;
                }
                assert!(!diff.to_text().is_empty() && diff.to_json().ends_with("}\n"));
                compared += 1;
            }
            if manifests.len() > 1 {
                println!("{path}: {} of {} versions", manifests.len(), files.len());
            }
            for ((impact, kind), count) in kinds {
                println!("  {count:>5} {} {kind}", impact.name());
            }
        }
    }
    println!("{compared} pairs of versions compared");
    assert!(compared > 0);
}
