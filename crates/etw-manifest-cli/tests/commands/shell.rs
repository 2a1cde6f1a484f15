//! `completions` and `man`.

use std::fs;
#[cfg(target_os = "linux")]
use std::process::Command;

use crate::{file, folder, run};

#[test]
fn every_shell_gets_completions_of_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = run(&["completions", shell]);
        assert_eq!(run.code, 0, "{shell}");
        assert_eq!(run.errors, "");
        for word in ["etw-manifest", "inspect", "message-format", "strings"] {
            assert!(run.output.contains(word), "{shell}: {word}");
        }
    }
}

/// Without it bash completes the commands themselves and nothing behind them.
#[test]
fn bash_finds_the_options_of_every_command_that_it_recognises() {
    let script = run(&["completions", "bash"]).output;
    let recognised = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("cmd=\"")?.strip_suffix('"'));
    let recognised: Vec<&str> = recognised.filter(|name| !name.is_empty()).collect();
    assert!(recognised.len() >= 13, "{recognised:?}");
    for name in recognised {
        let options = format!("{name})");
        assert!(script.lines().any(|line| line.trim() == options), "{name}");
    }
}

#[test]
fn an_unknown_shell_is_2() {
    let run = run(&["completions", "tcsh"]);
    assert_eq!(run.code, 2);
    assert!(run.errors.contains("possible values: bash"), "{run:?}");
}

#[test]
fn the_manual_is_printed_or_written() {
    let printed = run(&["man"]);
    assert_eq!(printed.code, 0);
    assert!(printed.output.contains(".TH etw-manifest 1"));
    assert!(printed.output.contains("etw\\-manifest\\-diff(1)"));
    let folder = folder("man");
    let place = folder.join("man1").display().to_string();
    let written = run(&["man", "--out", &place]);
    assert_eq!(written.code, 0, "{written:?}");
    assert_eq!(written.output, "");
    let page = fs::read_to_string(folder.join("man1/etw-manifest-diff.1")).unwrap();
    assert!(page.contains("Exit codes:"), "{page}");
    let occupied = file(&folder, "occupied", "");
    assert_eq!(run(&["man", "--out", &occupied]).code, 2);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let output = Command::new(env!("CARGO_BIN_EXE_etw-manifest"))
        .arg("explain")
        .stdout(full.unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.starts_with(b"error: standard output: "));
}
