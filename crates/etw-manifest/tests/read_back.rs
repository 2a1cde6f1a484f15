//! Compiled resources read back to a manifest that compiles to the same bytes, where what resources do not keep, the
//! order of things, decides numbers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use etw_manifest::decompile::{Input, decompile};
use etw_manifest::model::Manifest;
use etw_manifest::resource::{Machine, McVersion, Options, Resources};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read_back");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 4);
    paths
}

fn compile(path: &Path) -> Manifest {
    corpus::compile(&path.to_string_lossy(), &fs::read(path).unwrap())
}

/// The template and the tables by language: a DLL does not keep the order of their files.
fn content(resources: &Resources) -> (Vec<u8>, Vec<(u16, Vec<u8>)>) {
    let tables = resources.message_tables.iter();
    let mut tables: Vec<_> = tables
        .map(|it| (it.language_id, it.bytes.clone()))
        .collect();
    tables.sort();
    (resources.wevt_template.clone(), tables)
}

fn check(path: &Path, options: Options) {
    let resources = Resources::new(&compile(path), options);
    let dll = resources.dll(Machine::X64, "x.dll");
    let input = Input {
        file: &dll,
        message_tables: &[],
        file_name: "x.dll",
    };
    let back = decompile(&input).unwrap();
    assert!(back.is_exact(&input), "{}", path.display());
    let again = corpus::compile("again.man", back.manifest.as_bytes());
    let again = Resources::new(&again, back.options);
    assert!(
        content(&again) == content(&resources),
        "{} with {options:?}:\n{}",
        path.display(),
        back.manifest
    );
}

#[test]
fn every_fixture_reads_back_in_every_generation() {
    for path in fixtures() {
        for mc_version in McVersion::ALL.iter().copied() {
            for bug_compatible in [false, true] {
                check(
                    &path,
                    Options {
                        mc_version,
                        bug_compatible,
                    },
                );
            }
        }
    }
}

/// mc.exe has the words of predefined items in English, and those of the manifest where the manifest has them.
#[test]
fn words_of_the_manifest_are_those_of_their_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read_back");
    let manifest = compile(&folder.join("own-words.man"));
    let texts = |bug_compatible| {
        let options = Options {
            mc_version: McVersion::V10_0_16299,
            bug_compatible,
        };
        let resources = Resources::new(&manifest, options);
        let tables = resources.message_tables.iter();
        let has = |culture: &str, text: &str| {
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let mut tables = tables.clone().filter(|it| it.culture == culture);
            let bytes = &tables.next().unwrap().bytes;
            bytes.windows(units.len()).any(|it| it == units)
        };
        [
            has("en-US", "Error"),
            has("es-ES", "Fallo"),
            has("en-GB", "Error"),
            has("en-GB", "Fallo"),
        ]
    };
    assert_eq!(texts(false), [true, true, true, false]);
    assert_eq!(texts(true), [true, true, false, false]);
}

/// Older generations look for a chid before they look for a name, the newest takes what comes first.
#[test]
fn the_channel_of_an_event_is_that_of_the_generation() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read_back");
    let manifest = compile(&folder.join("exchanged-names.man"));
    let event = |mc_version| {
        let options = Options {
            mc_version,
            bug_compatible: false,
        };
        let template = Resources::new(&manifest, options).wevt_template;
        // Value 1, version 0, then the channel; its keyword field ends the descriptor.
        let at = template.windows(4).position(|it| it == b"EVNT").unwrap() + 16;
        let keywords: [u8; 8] = template[at + 8..at + 16].try_into().unwrap();
        assert_eq!(template[at..at + 3], [1, 0, 0]);
        (template[at + 3], u64::from_le_bytes(keywords))
    };
    assert_eq!(event(McVersion::V6_3), (17, 0x4000_0000_0000_0010));
    assert_eq!(event(McVersion::V10_0_10240), (17, 0x4000_0000_0000_0010));
    assert_eq!(event(McVersion::V10_0_16299), (16, 0x8000_0000_0000_0010));
}

/// A table as mc.exe writes it for a classic message file: no UTF-16, a number that no event has.
#[test]
fn what_a_manifest_cannot_say_is_not_called_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read_back");
    let manifest = compile(&folder.join("user-data.man"));
    let template = Resources::new(&manifest, Options::default()).wevt_template;
    let entry = b"\x14\0\0\0The rope broke\r\n";
    let head = [1_u32, 7, 7, 16].map(u32::to_le_bytes).concat();
    let table = [head.as_slice(), entry].concat();
    let input = |message_tables| Input {
        file: &template,
        message_tables,
        file_name: "x.dll",
    };
    let tables = [(0x0409, table.as_slice())];
    let back = decompile(&input(&tables)).unwrap();
    assert!(!back.is_exact(&input(&tables)));
    assert!(back.manifest.contains("value=\"The rope broke\""));
    assert!(back.is_exact(&input(&[])));
}

/// Readers fall back to English where a resource has no language.
#[test]
fn a_table_without_a_language_is_read_as_english() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read_back");
    let manifest = compile(&folder.join("own-words.man"));
    let resources = Resources::new(&manifest, Options::default());
    let table = resources.message_tables[0].bytes.as_slice();
    let read = |language_id| {
        let input = Input {
            file: &resources.wevt_template,
            message_tables: &[(language_id, table)],
            file_name: "x.dll",
        };
        decompile(&input).unwrap().manifest
    };
    assert!(read(0).contains("culture=\"en-US\""));
    assert_eq!(read(0), read(0x0409));
}
