//! Every manifest of the corpus that we accept gives resources that read back to the same bytes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use etw_manifest::decompile::{Input, decompile};
use etw_manifest::resource::{Machine, McVersion, Options, Resources};

fn manifests(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            manifests(&path, found);
        } else if path
            .extension()
            .is_some_and(|it| it == "man" || it == "xml")
        {
            found.push(path);
        }
    }
}

/// The DLL holds everything, with the languages of the tables.
fn read_back(resources: &Resources, options: Options) -> Result<(), String> {
    let dll = resources.dll(Machine::X64, "events.dll");
    let input = Input {
        file: &dll,
        message_tables: &[],
        file_name: "events.dll",
    };
    let back = decompile(&input).map_err(|error| error.to_string())?;
    let manifest = corpus::try_compile("again.man", back.manifest.as_bytes())
        .map_err(|problems| format!("refused again: {problems:#?}"))?;
    let again = Resources::new(&manifest, options);
    if again.wevt_template != resources.wevt_template {
        return Err("WEVT_TEMPLATE differs".to_owned());
    }
    let sorted = |resources: &Resources| {
        let mut tables = resources.message_tables.clone();
        tables.sort_by_key(|table| table.language_id);
        tables
            .into_iter()
            .map(|table| (table.language_id, table.bytes))
            .collect::<Vec<_>>()
    };
    if sorted(&again) == sorted(resources) {
        Ok(())
    } else {
        Err("tables differ".to_owned())
    }
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn what_is_accepted_reads_back() {
    let shared = corpus::shared();
    let mut found = Vec::new();
    manifests(&shared.join("corpus"), &mut found);
    let (mut accepted, mut failures) = (0, Vec::new());
    // The folder has many versions of a few huge manifests: one in eight of those will do.
    let mut huge = 0;
    found.retain(|path| {
        let is_huge = fs::metadata(path).unwrap().len() > 200_000;
        huge += usize::from(is_huge);
        !is_huge || huge % 8 == 0
    });
    for path in &found {
        let Ok(manifest) = corpus::try_compile("m", &fs::read(path).unwrap()) else {
            continue;
        };
        accepted += 1;
        // Every generation in turn: all three of every manifest would take a minute.
        let mc_version = McVersion::ALL[accepted % McVersion::ALL.len()];
        let options = Options {
            mc_version,
            bug_compatible: false,
        };
        let resources = Resources::new(&manifest, options);
        if let Err(failure) = read_back(&resources, options) {
            failures.push(format!("{} {mc_version}: {failure}", path.display()));
        }
    }
    println!(
        "{accepted} of {} accepted, {} do not read back",
        found.len(),
        failures.len()
    );
    assert!(failures.is_empty(), "{failures:#?}");
}
