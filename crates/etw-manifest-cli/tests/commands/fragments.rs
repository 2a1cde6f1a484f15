//! Commands take fragments wherever they take a manifest.

use crate::{file, folder, run};

fn fixture(name: &str) -> String {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../etw-manifest/tests/fixtures/fragment"
    );
    format!("{folder}/{name}")
}

/// A command on a base with one fragment, from either side.
fn both_sides(command: &[&str]) -> [String; 2] {
    let (base, fragment) = (fixture("base.man"), fixture("a.man"));
    [[&base, "--with", &fragment], [&fragment, "--base", &base]].map(|files| {
        let arguments: Vec<&str> = command.iter().copied().chain(files).collect();
        let run = run(&arguments);
        assert_eq!(run.code, 0, "{run:?}");
        run.output
    })
}

#[test]
fn both_sides_give_the_whole_manifest() {
    let base = run(&["inspect", &fixture("base.man")]).output;
    for command in [
        &["inspect"][..],
        &["inspect", "--format", "json"],
        &["check"],
    ] {
        let [with, from] = both_sides(command);
        assert_eq!(with, from, "{command:?}");
        assert_ne!(with, base, "{command:?}");
    }
}

#[test]
fn expand_prints_the_whole_or_only_the_fragment() {
    let (base, fragment) = (fixture("base.man"), fixture("a.man"));
    let code = |arguments: &[&str]| {
        let run = run(&[&["expand"], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.output
    };
    let events = |code: &str| code.matches("pub fn emit_").count();
    let (whole, alone) = (code(&[&base, "--with", &fragment]), code(&[&base]));
    let only = code(&[&fragment, "--base", &base]);
    assert_eq!(events(&whole), events(&alone) + events(&only));
    assert!(events(&only) > 0);
    assert!(
        only.contains("use ::base::etw_provider as runtime;"),
        "{only}"
    );
    let named = code(&[&fragment, "--base", &base, "--base-path", "::store"]);
    assert_eq!(named, only.replace("::base", "::store"));
}

#[test]
fn a_merged_manifest_has_the_same_resources() {
    let (base, fragment) = (fixture("base.man"), fixture("a.man"));
    let merged = run(&["merge", &base, &fragment]);
    assert_eq!(merged.code, 0, "{merged:?}");
    assert!(!merged.output.contains("urn:etw-manifest"));
    let folder = folder("merge");
    let whole = file(&folder, "base.man", &merged.output);
    let contents = |arguments: &[&str], name: &str| {
        let out = folder.join(name);
        let all = [arguments, &["--out", out.to_str().unwrap()]].concat();
        let run = run(&all);
        assert_eq!(run.code, 0, "{run:?}");
        std::fs::read(out.join("base.res")).unwrap()
    };
    let apart = contents(&["resource", &base, "--with", &fragment], "apart");
    assert_eq!(contents(&["resource", &whole], "whole"), apart);
}

#[test]
fn the_kit_has_the_merged_manifest() {
    let (base, fragment) = (fixture("base.man"), fixture("a.man"));
    let folder = folder("merged-kit");
    let out = folder.to_str().unwrap();
    let kit = [
        "register-kit",
        &base,
        "--with",
        &fragment,
        "--resource",
        r"C:\a.exe",
        "--out",
        out,
    ];
    let kit = run(&kit);
    assert_eq!(kit.code, 0, "{kit:?}");
    let manifest = folder.join("base.man");
    let events = |arguments: &[&str]| run(arguments).output.matches(": channel ").count();
    let whole = events(&["inspect", manifest.to_str().unwrap()]);
    assert_eq!(whole, events(&["inspect", &base, "--with", &fragment]));
    assert!(whole > events(&["inspect", &base]));
}
