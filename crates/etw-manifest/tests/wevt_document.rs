//! `docs/wevt-template.md`: its bytes are those that we write, and each part names tests that exist.

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use etw_manifest::resource::{McVersion, Options, Resources};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn document() -> String {
    fs::read_to_string(folder().join("wevt-template.md")).unwrap()
}

/// Returns the code blocks of one language.
fn blocks<'d>(document: &'d str, language: &str) -> Vec<&'d str> {
    let starts = document.split(language).skip(1);
    let blocks = starts.map(|it| it.split_once("```").unwrap().0);
    blocks.collect()
}

/// Returns the bytes of a diagram, and the number of its first byte. Each line has the number of its first byte.
fn bytes(block: &str) -> (usize, Vec<u8>) {
    let mut bytes = Vec::new();
    let mut start = None;
    for line in block.lines() {
        let (offset, rest) = line.split_once("  ").unwrap();
        let offset = usize::from_str_radix(offset, 16).unwrap();
        let start = *start.get_or_insert(offset);
        assert_eq!(offset, start + bytes.len(), "{line}");
        let digits = rest.split("  ").next().unwrap();
        let line = digits
            .split(' ')
            .map(|it| u8::from_str_radix(it, 16).unwrap());
        bytes.extend(line);
    }
    (start.unwrap(), bytes)
}

#[test]
fn the_bytes_are_those_of_the_example() {
    let document = document();
    let [manifest] = blocks(&document, "```xml\n")[..] else {
        panic!("expected one manifest");
    };
    let manifest = corpus::compile("harbour.man", manifest.as_bytes());
    let options = Options {
        mc_version: McVersion::V10_0_16299,
        bug_compatible: true,
    };
    let ours = Resources::new(&manifest, options);
    let mut files: Vec<Vec<u8>> = Vec::new();
    for block in blocks(&document, "```text\n") {
        let (start, bytes) = bytes(block);
        if start == 0 {
            files.push(Vec::new());
        }
        let file = files.last_mut().unwrap();
        assert_eq!(file.len(), start, "{block}");
        file.extend(bytes);
    }
    let tables = ours.message_tables.into_iter().map(|it| it.bytes);
    let expected: Vec<_> = [ours.wevt_template].into_iter().chain(tables).collect();
    assert!(files == expected);
}

/// Returns `true` if a link to a test, `[name](path)`, leads to it: to a folder, or to a file that has it.
fn is_there(name: &str, path: &str) -> bool {
    let path = folder().join(path);
    if path.is_dir() {
        return path.ends_with(name);
    }
    fs::read_to_string(path).is_ok_and(|text| text.contains(&format!("fn {name}()")))
}

#[test]
fn every_statement_names_tests_that_exist() {
    let document = document();
    let (_, described) = document.split_once("\n## Three generations\n").unwrap();
    let mut checked = 0;
    // Statements that no line with tests has followed yet.
    let mut open = None;
    for paragraph in described.split("\n\n") {
        let paragraph = paragraph.trim();
        if let Some(tests) = paragraph.strip_prefix("Tests: ") {
            for link in tests.split(", ") {
                let (name, path) = link.split_once("](").unwrap();
                let name = name.trim_matches(['[', '`']);
                assert!(is_there(name, path.trim_end_matches(')')), "{link}");
                checked += 1;
            }
            open = None;
        } else if paragraph.starts_with('#') {
            assert_eq!(open, None, "no tests are named before {paragraph}");
        } else if !paragraph.starts_with("```") {
            open.get_or_insert(paragraph);
        }
    }
    assert_eq!(open, None);
    assert!(checked > 100);
}
