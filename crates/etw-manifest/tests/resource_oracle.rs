//! Every real output of mc.exe in the shared corpus is reproduced, byte for byte.

use std::path::Path;

use crate::corpus::{self, Oracle};
use etw_manifest::resource::Resources;

/// Counts of what was compared and what was equal.
#[derive(Default)]
struct Tally {
    templates: (usize, usize),
    tables: (usize, usize),
    scripts: (usize, usize),
    differences: Vec<String>,
}

impl Tally {
    fn compare(&mut self, oracle: &Oracle) {
        let ours = Resources::new(&oracle.manifest, oracle.options);
        let mut note = |counts: &mut (usize, usize), what: &str, equal: bool| {
            counts.0 += 1;
            counts.1 += usize::from(equal);
            if !equal {
                self.differences.push(format!("{}: {what}", oracle.name()));
            }
        };
        let expected = oracle.wevt_template();
        let equal =
            corpus::equal_templates(&ours.wevt_template, &expected, oracle.reliable_guids());
        note(&mut self.templates, "WEVT_TEMPLATE", equal);
        let expected = oracle.message_tables();
        let (found, wanted) = (ours.message_tables.len(), expected.len());
        if found != wanted && !oracle.is_without_tables() {
            note(
                &mut self.tables,
                &format!("{found} tables, expected {wanted}"),
                false,
            );
        }
        for (table, expected) in ours.message_tables.iter().zip(&expected) {
            note(&mut self.tables, &table.culture, table.bytes == *expected);
        }
        if let Some((stem, prefix, expected)) = oracle.script() {
            let text = ours.rc_text(&stem, prefix.then_some(stem.as_str()));
            note(&mut self.scripts, ".rc", text == as_written(&expected));
        }
    }

    fn report(&self, what: &str) {
        println!(
            "{what}: WEVT_TEMPLATE {}/{}, message tables {}/{}, .rc {}/{}",
            self.templates.1,
            self.templates.0,
            self.tables.1,
            self.tables.0,
            self.scripts.1,
            self.scripts.0,
        );
        assert!(self.differences.is_empty(), "{:#?}", self.differences);
    }
}

/// Without the folder that `-r` puts before the names, and with the line ends that version control took away.
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

fn compare_all(folder: &Path, bug_compatible: bool, least: usize) {
    let mut tally = Tally::default();
    for oracle in corpus::oracles(folder, bug_compatible) {
        tally.compare(&oracle);
    }
    tally.report(&folder.file_name().unwrap().to_string_lossy());
    assert!(
        tally.templates.0 >= least,
        "only {} outputs found",
        tally.templates.0
    );
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn real_outputs_are_reproduced() {
    let shared = corpus::shared();
    compare_all(&shared.join("oracle"), false, 20);
}

#[test]
fn probes_are_reproduced_with_their_faults() {
    compare_all(&corpus::probes(), true, 80);
}
