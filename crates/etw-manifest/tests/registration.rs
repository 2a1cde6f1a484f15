//! The kit that registers a manifest, to the byte, and what it leaves alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::expect::assert_file;
use etw_manifest::registration::{File, WindowsPath, kit};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

const RESOURCE: &str = r"%ProgramFiles%\Ships & 'Boats' [2] ñ\harbour $(x).exe";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/registration")
}

fn files(bytes: &[u8], resource: &str) -> Vec<File> {
    let source = Source::decode("input.man", bytes).unwrap();
    let outcome = compile(&source, &Options::new());
    let manifest = outcome
        .manifest
        .unwrap_or_else(|| panic!("{:?}", outcome.diagnostics));
    let resource = WindowsPath::parse(resource).unwrap();
    kit(bytes, &source, &manifest, &resource, "harbour")
}

fn input() -> String {
    fs::read_to_string(folder().join("input.man")).unwrap()
}

#[test]
fn the_files_are_as_expected() {
    for file in files(input().as_bytes(), RESOURCE) {
        assert_file(&folder().join("expected").join(&file.name), &file.bytes);
    }
}

/// The manifest of the kit.
fn manifest(bytes: &[u8], resource: &str) -> Vec<u8> {
    let files = files(bytes, resource);
    assert_eq!(files[0].name, "harbour.man");
    files.into_iter().next().unwrap().bytes
}

/// A way to store a text.
type Encode<'a> = &'a dyn Fn(&str) -> Vec<u8>;

#[test]
fn nothing_but_the_file_names_changes_in_any_encoding() {
    let text = input();
    let expected = text
        .replace("'old &quot;name&quot;.dll'", r"'C:\a b.exe'")
        .replace("= \"h.dll\"", "= \"C:\\a b.exe\"")
        .replace("\"l.dll\"", r#""C:\a b.exe" messageFileName="C:\a b.exe""#);
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let encodings: [Encode; 4] = [
        &|text| text.as_bytes().to_vec(),
        &|text| [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        &|text| utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes),
        &|text| utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes),
    ];
    for (index, encode) in encodings.into_iter().enumerate() {
        for line_end in ["\n", "\r\n"] {
            let [text, expected] = [&text, &expected].map(|it| {
                let declared = if index < 2 { "utf-8" } else { "utf-16" };
                let text = it.replace('\n', line_end);
                encode(&text.replace("encoding='utf-8'", &format!("encoding='{declared}'")))
            });
            assert!(
                manifest(&text, r"C:\a b.exe") == expected,
                "{index} {line_end:?}"
            );
        }
    }
}

#[test]
fn the_changed_manifest_is_the_same_to_the_compiler() {
    let names = |bytes: &[u8]| {
        let source = Source::decode("m", bytes).unwrap();
        let manifest = compile(&source, &Options::new()).manifest.unwrap();
        let json = manifest.to_json();
        assert!(json.contains("Harbour"));
        json
    };
    let changed = manifest(input().as_bytes(), RESOURCE);
    let again = manifest(&changed, RESOURCE);
    assert!(changed == again, "what is done stays as it is");
    let text = String::from_utf8(changed.clone()).unwrap();
    assert_eq!(text.matches("messageFileName").count(), 2);
    let without_names = |json: String| {
        let lines = json.lines().filter(|it| !it.contains("_file"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        without_names(names(&changed)).len(),
        without_names(names(input().as_bytes())).len()
    );
}

#[test]
fn command_files_have_the_line_ends_of_cmd() {
    for file in files(input().as_bytes(), RESOURCE) {
        let name = Path::new(&file.name);
        if name
            .extension()
            .is_some_and(|it| it == "cmd" || it == "ps1")
        {
            let text = String::from_utf8(file.bytes).unwrap();
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        }
    }
}
