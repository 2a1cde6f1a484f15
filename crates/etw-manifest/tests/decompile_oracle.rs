//! Every real output of mc.exe reads back to a manifest that compiles to the same bytes.

use std::path::Path;

use crate::corpus::{self, Oracle};
use etw_manifest::decompile::{Input, decompile};
use etw_manifest::locale;
use etw_manifest::resource::Resources;

/// The tables of an oracle with their languages, which the manifest's cultures give away.
fn tables(oracle: &Oracle) -> Vec<(u16, Vec<u8>)> {
    let ours = Resources::new(&oracle.manifest, oracle.options);
    let languages = ours.message_tables.iter().map(|table| table.language_id);
    languages.zip(oracle.message_tables()).collect()
}

fn round_trip(oracle: &Oracle) -> Result<(), String> {
    let (template, tables) = (oracle.wevt_template(), tables(oracle));
    let borrowed: Vec<_> = tables
        .iter()
        .map(|(id, bytes)| (*id, bytes.as_slice()))
        .collect();
    let input = Input {
        file: &template,
        message_tables: &borrowed,
        file_name: "p.dll",
    };
    let back = decompile(&input).map_err(|error| error.to_string())?;
    let again = corpus::try_compile("again.man", back.manifest.as_bytes())
        .map_err(|problems| format!("{problems:#?}\n{}", back.manifest))?;
    let again = Resources::new(&again, back.options);
    if !corpus::equal_templates(&again.wevt_template, &template, oracle.reliable_guids()) {
        return Err(format!("WEVT_TEMPLATE differs\n{}", back.manifest));
    }
    let again: Vec<_> = again
        .message_tables
        .into_iter()
        .map(|table| (table.language_id, table.bytes))
        .collect();
    // Where no table was kept, the manifest has texts that say so.
    if !tables.is_empty() && again != tables {
        return Err(format!("message tables differ\n{}", back.manifest));
    }
    Ok(())
}

fn round_trip_all(folder: &Path, bug_compatible: bool) {
    let oracles = corpus::oracles(folder, bug_compatible);
    let mut failures = Vec::new();
    for oracle in &oracles {
        if let Err(failure) = round_trip(oracle) {
            println!("== {}: {failure}", oracle.name());
            failures.push(oracle.name());
        }
    }
    let equal = oracles.len() - failures.len();
    println!("{}: {equal}/{} read back", folder.display(), oracles.len());
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn real_outputs_read_back() {
    let shared = corpus::shared();
    round_trip_all(&shared.join("oracle"), false);
}

#[test]
fn probes_read_back_with_their_faults() {
    round_trip_all(&corpus::probes(), true);
}

/// A `.res` file keeps the order of the languages, so that it comes back as a whole.
#[test]
fn res_files_read_back() {
    let oracles = corpus::oracles(&corpus::probes(), true);
    assert!(oracles.iter().any(|it| it.message_tables().len() > 2));
    for oracle in &oracles {
        let resources = Resources::new(&oracle.manifest, oracle.options);
        let file = resources.res();
        let input = Input {
            file: &file,
            message_tables: &[],
            file_name: "p.dll",
        };
        let back = decompile(&input).unwrap();
        let again = corpus::compile("again.man", back.manifest.as_bytes());
        let again = Resources::new(&again, back.options);
        assert!(again.res() == file, "{}:\n{}", oracle.name(), back.manifest);
    }
}

#[test]
fn languages_have_names() {
    assert_eq!(locale::name(0x0C0A).as_deref(), Some("es-ES"));
}
