//! Every command as a user runs it: output and exit code, for good and for bad input.

mod check;
mod diff;
mod doc;
mod explain;
mod fix;
mod fragments;
mod init;
mod inspect;
mod register_kit;
mod resource;
mod shell;
mod streams;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A manifest without a fault.
const GOOD: &str = r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events" xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
  <instrumentation>
    <events>
      <provider name="Harbour" guid="{0f7a9c1e-3b52-4c8d-9e61-5a2b8d407c13}" symbol="HARBOUR" resourceFileName="h.dll" messageFileName="h.dll">
        <events>
          <event value="1" symbol="Docked" level="win:Informational" message="$(string.Docked)"/>
        </events>
      </provider>
    </events>
  </instrumentation>
  <localization>
    <resources culture="en-US">
      <stringTable>
        <string id="Docked" value="A ship has docked."/>
      </stringTable>
    </resources>
  </localization>
</instrumentationManifest>
"#;

/// The manifest that this project has released, which gets no new event.
fn shipped() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../manifests/released/activation-services.man");
    path.display().to_string()
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("commands")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a file and gives its path as an argument.
fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// What a run gave.
#[derive(Debug)]
struct Run {
    code: i32,
    output: String,
    errors: String,
}

/// The variables that decide about colors.
const COLORS: [&str; 3] = ["NO_COLOR", "CLICOLOR_FORCE", "CARGO_TERM_COLOR"];

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etw-manifest"));
    command.args(arguments).stdin(Stdio::null());
    for name in COLORS {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> Run {
    result(command(arguments).output().unwrap())
}

/// Runs a command with a text at its standard input.
fn run_with_input(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = command(arguments);
    command.stdin(Stdio::piped());
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    result(child.wait_with_output().unwrap())
}

fn result(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
    Run {
        code: output.status.code().unwrap(),
        output: text(output.stdout),
        errors: text(output.stderr),
    }
}

/// What every command that reads a manifest does with a bad or a missing one.
fn refuses_bad_manifests(arguments: &dyn Fn(&str) -> Vec<String>, name: &str) {
    let folder = folder(&format!("refuses-{name}"));
    let bad = GOOD.replace("win:Informational", "win:Info");
    let bad = file(&folder, "bad.man", &bad);
    let run = |path: &str| {
        let arguments = arguments(path);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        run(&arguments)
    };
    let refused = run(&bad);
    assert_eq!(refused.code, 1, "{refused:?}");
    // What `check` is asked for are the diagnostics.
    let (shown, other) = match name {
        "check" => (&refused.output, &refused.errors),
        _ => (&refused.errors, &refused.output),
    };
    assert_eq!(other, "");
    assert!(shown.contains("error[ETW0811]"), "{refused:?}");
    assert!(shown.contains("bad.man:6:51"), "{refused:?}");

    let missing = run(&folder.join("no.man").display().to_string());
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(name == "check" || missing.output.is_empty());
    assert!(missing.errors.starts_with("error: "), "{missing:?}");
    assert!(missing.errors.contains("no.man"), "{missing:?}");
}

#[test]
fn every_command_has_help_with_an_example() {
    let help = run(&["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.output.contains("Exit codes:"));
    let (_, list) = help.output.split_once("Commands:\n").unwrap();
    let names = list
        .lines()
        .map_while(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.len() >= 11, "{names:?}");
    for name in names {
        let help = run(&[name, "--help"]);
        assert_eq!(help.code, 0, "{name}");
        assert!(help.output.contains(&format!("Usage: etw-manifest {name}")));
        assert!(
            help.output.contains(&format!("  etw-manifest {name}")),
            "{name} has an example"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_result_that_cannot_be_written_is_2_and_says_so() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let output = Command::new(env!("CARGO_BIN_EXE_etw-manifest"))
        .args(["explain", "ETW0802"])
        .stdout(full.unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.starts_with("error: standard output: "), "{errors}");
}

#[test]
fn a_wrong_command_line_is_2() {
    for arguments in [
        &["nonsense"][..],
        &["check"],
        &["check", "--nonsense", "x.man"],
        &["check", "--deny", "ETW0802", "x.man"],
        &["expand", "--runtime-path", "::etw-provider", "x.man"],
        &["inspect", "--format", "yaml", "x.man"],
        &["doc", "x.man"],
        &["diff", "x.man"],
        &["explain", "ETW9999"],
        &["completions", "tcsh"],
        &[],
    ] {
        let run = run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert_eq!(run.output, "");
        assert!(!run.errors.is_empty());
    }
}
