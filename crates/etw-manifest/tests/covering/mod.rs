//! Every pair of choices that the language has, in manifests made by construction: each is accepted, and its resources
//! decompile to a manifest that compiles to the same bytes, in every generation of mc.exe.

mod array;
mod language;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

use crate::corpus;
use etw_manifest::decompile::{Input, decompile};
use etw_manifest::resource::{Machine, McVersion, Options, Resources};
use language::{HOLES, manifest};

/// The template and the tables by language: a DLL does not keep the order of their files.
fn content(resources: &Resources) -> (Vec<u8>, BTreeSet<(u16, Vec<u8>)>) {
    let tables = resources.message_tables.iter();
    let tables = tables.map(|it| (it.language_id, it.bytes.clone()));
    (resources.wevt_template.clone(), tables.collect())
}

fn read_back(text: &str, options: Options) -> Result<(), String> {
    let compile = |text: &str, options| {
        let manifest = corpus::try_compile("made.man", text.as_bytes());
        let manifest = manifest.map_err(|problems| format!("{problems:#?}\n{text}"))?;
        Ok::<_, String>(Resources::new(&manifest, options))
    };
    let resources = compile(text, options)?;
    let dll = resources.dll(Machine::X64, "p.dll");
    let input = Input {
        file: &dll,
        message_tables: &[],
        file_name: "p.dll",
    };
    let back = decompile(&input).map_err(|error| format!("{error}\n{text}"))?;
    let again = compile(&back.manifest, back.options)?;
    let is_same = content(&again) == content(&resources);
    let difference = || format!("{options:?} differs\n{text}\n{}", back.manifest);
    is_same.then_some(()).ok_or_else(difference)
}

#[test]
#[ignore = "writes a thousand files: .ci/resource-readers.sh runs it"]
fn files_for_other_readers() {
    let folder = PathBuf::from(env::var_os("ETW_MANIFEST_COVERING").unwrap());
    fs::create_dir_all(&folder).unwrap();
    let sizes: Vec<usize> = HOLES.iter().map(|hole| hole.choices.len()).collect();
    let rows = array::pairs(&sizes, language::is_possible).rows;
    for (number, row) in rows.iter().enumerate() {
        let compiled = corpus::compile("made.man", manifest(row).as_bytes());
        for mc_version in McVersion::ALL.iter().copied() {
            let options = Options {
                mc_version,
                bug_compatible: false,
            };
            let dll = Resources::new(&compiled, options).dll(Machine::X64, "p.dll");
            fs::write(folder.join(format!("{number}-{mc_version}.dll")), dll).unwrap();
        }
    }
}

#[test]
fn every_pair_of_choices_compiles_and_reads_back() {
    let sizes: Vec<usize> = HOLES.iter().map(|hole| hole.choices.len()).collect();
    let array = array::pairs(&sizes, language::is_possible);
    let mut failures = Vec::new();
    for row in &array.rows {
        let text = manifest(row);
        for mc_version in McVersion::ALL.iter().copied() {
            let options = Options {
                mc_version,
                bug_compatible: false,
            };
            failures.extend(read_back(&text, options).err());
        }
    }
    println!(
        "{} pairs of choices in {} manifests; {} pairs are impossible",
        array.covered,
        array.rows.len(),
        array.impossible
    );
    let first = failures.first().map_or("", String::as_str);
    assert!(failures.is_empty(), "{} failures: {first}", failures.len());
    assert!(array.covered > 5_000 && array.impossible < array.covered / 10);
}
