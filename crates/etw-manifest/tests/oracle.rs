//! Outputs of mc.exe: we write the same bytes, and read them back to a manifest that gives the same bytes.

use std::path::Path;

use crate::corpus::{self, Oracle};
use etw_manifest::decompile::{Input, decompile};
use etw_manifest::resource::Resources;

/// Panics unless our own manifest gives what mc.exe made of it, faults included.
pub(crate) fn check_probe(folder: &Path) {
    let oracle = Oracle::read(folder, true);
    assert_equal(&oracle);
    assert_reads_back(&oracle);
    assert_file_reads_back(&oracle);
}

/// Panics unless a real manifest gives what mc.exe made of it.
pub(crate) fn check_real(folder: &Path) {
    let oracle = Oracle::read(folder, false);
    assert_equal(&oracle);
    assert_reads_back(&oracle);
}

fn assert_equal(oracle: &Oracle) {
    let ours = Resources::new(&oracle.manifest, oracle.options);
    assert!(
        corpus::equal_templates(
            &ours.wevt_template,
            &oracle.wevt_template(),
            oracle.reliable_guids()
        ),
        "WEVT_TEMPLATE differs"
    );
    let tables = oracle.message_tables();
    if !oracle.is_without_tables() {
        assert_eq!(ours.message_tables.len(), tables.len(), "message tables");
    }
    for (table, expected) in ours.message_tables.iter().zip(&tables) {
        assert!(table.bytes == *expected, "{} differs", table.culture);
    }
    if let Some((stem, prefix, expected)) = oracle.script() {
        let text = ours.rc_text(&stem, prefix.then_some(stem.as_str()));
        assert_eq!(text, as_written(&expected));
    }
}

/// Returns the script without the folder that `-r` puts before names, and with the line ends that version control took away.
fn as_written(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let lines = text
        .split_inclusive('\n')
        .map(|line| match line.rsplit_once('/') {
            Some((front, name)) => format!("{}\"{name}", front.split_once('"').unwrap().0),
            None => line.to_owned(),
        });
    lines.collect()
}

/// Returns the tables of an oracle with their languages, which are those of our tables.
fn tables(oracle: &Oracle) -> Vec<(u16, Vec<u8>)> {
    let ours = Resources::new(&oracle.manifest, oracle.options);
    let languages = ours.message_tables.iter().map(|table| table.language_id);
    languages.zip(oracle.message_tables()).collect()
}

/// Panics unless the output decompiles to a manifest that compiles to the same bytes.
fn assert_reads_back(oracle: &Oracle) {
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
    let back = decompile(&input).unwrap();
    let again = corpus::compile("again.man", back.manifest.as_bytes());
    let again = Resources::new(&again, back.options);
    assert!(
        corpus::equal_templates(&again.wevt_template, &template, oracle.reliable_guids()),
        "WEVT_TEMPLATE differs\n{}",
        back.manifest
    );
    let again: Vec<_> = again
        .message_tables
        .into_iter()
        .map(|table| (table.language_id, table.bytes))
        .collect();
    // Where no table was kept, the manifest has texts that say so.
    assert!(
        tables.is_empty() || again == tables,
        "message tables differ\n{}",
        back.manifest
    );
}

/// Panics unless the `.res` file reads back whole: it keeps the order of the languages.
fn assert_file_reads_back(oracle: &Oracle) {
    let file = Resources::new(&oracle.manifest, oracle.options).res();
    let input = Input {
        file: &file,
        message_tables: &[],
        file_name: "p.dll",
    };
    let back = decompile(&input).unwrap();
    let again = corpus::compile("again.man", back.manifest.as_bytes());
    let again = Resources::new(&again, back.options);
    assert!(again.res() == file, "{}", back.manifest);
}
