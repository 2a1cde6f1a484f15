//! Builds with a baseline: what breaks readers of the older manifest is refused at its place in the newer one.

use std::fs;
use std::path::{Path, PathBuf};

use etw_manifest::diagnostic::MessageFormat;
use etw_manifest::{Build, ErrorKind};

const BASE: &str = include_str!("fixtures/diff/base.man");

/// The base after some replacements, each of which must find its text.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = BASE.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "the base has no {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("diff")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_build_refuses_what_breaks_readers_of_its_baseline() {
    let folder = folder("baseline");
    let (new, old) = (folder.join("harbour.man"), folder.join("released.man"));
    fs::write(&old, BASE).unwrap();
    let build = || {
        let build = Build::new().manifest(&new).baseline(&old);
        build.out_dir(&folder).try_compile()
    };
    let compatible = edited(&[("</events>", "<event value=\"9\" symbol=\"New\"/></events>")]);
    fs::write(&new, compatible).unwrap();
    build().unwrap();

    let breaking = edited(&[
        ("level=\"Gale\"", "level=\"win:Error\""),
        (
            "<data name=\"Berth\" inType=\"win:UInt16\"",
            "<data name=\"Berth\" inType=\"win:UInt8\"",
        ),
        (
            "<level name=\"Gale\" symbol=\"LEVEL_GALE\" value=\"17\"/>",
            "<level name=\"Gale\" symbol=\"LEVEL_GALE\" value=\"18\"/>",
        ),
    ]);
    fs::write(&new, breaking).unwrap();
    let ErrorKind::Manifest { problems, .. } = build().unwrap_err().into_kind() else {
        panic!("accepted")
    };
    let lines: Vec<String> = problems
        .iter()
        .map(|(source, it)| it.render(source, MessageFormat::Short))
        .map(|line| line.split_once("harbour.man:").unwrap().1.to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "9:7: error[ETW1001]: level Gale: the value was `17`, is `18`",
            "38:14: error[ETW1001]: event 1 (Docked): the type of the field `Berth` was `win:UInt16`, is `win:UInt8`",
            "38:14: error[ETW1001]: event 2 (Sailed): the type of the field `Berth` was `win:UInt16`, is `win:UInt8`",
            "53:12: error[ETW1001]: event 3 (Towed): the level was `Gale`, is `win:Error`",
        ]
    );
    let drawn = problems[3]
        .1
        .render(&problems[3].0, MessageFormat::Human { color: false });
    assert!(
        drawn.contains("`event-level-changed`, compared with the baseline"),
        "{drawn}"
    );
    assert!(drawn.contains("help: restore the event"), "{drawn}");
}

fn kind(build: &Build) -> ErrorKind {
    build.clone().try_compile().unwrap_err().into_kind()
}

#[test]
fn a_baseline_that_cannot_be_used_says_why() {
    let folder = folder("unusable");
    let (new, old) = (folder.join("harbour.man"), folder.join("released.man"));
    fs::write(&new, BASE).unwrap();
    let build = Build::new().manifest(&new).baseline(&old).out_dir(&folder);
    assert!(matches!(kind(&build), ErrorKind::Read { path, .. } if path == old));
    fs::write(&old, "<nothing/>").unwrap();
    assert!(
        matches!(kind(&build), ErrorKind::Manifest { problems, .. } if problems[0].0.name().contains("released"))
    );
    let early = Build::new().baseline(&old).manifest(&new).out_dir(&folder);
    let error = early.try_compile().unwrap_err().to_string();
    assert!(
        error.starts_with("`Build::baseline` must follow"),
        "{error}"
    );
}
