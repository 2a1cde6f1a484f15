//! Standard input, folders, patterns, closed pipes and colors, for every command that reads a manifest.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::{COLORS, GOOD, command, file, folder, run, run_with_input};

/// Every command that reads a manifest, with the arguments before and after it.
fn commands(out: &Path) -> Vec<(Vec<String>, Vec<String>)> {
    let out = out.display().to_string();
    let lists: [(&[&str], &[&str]); 8] = [
        (&["check"], &[]),
        (&["expand"], &[]),
        (&["inspect"], &[]),
        (&["merge"], &[]),
        (&["doc"], &["--out", &out]),
        (&["resource"], &["--out", &out]),
        (
            &["register-kit"],
            &["--resource", "C:\\h.dll", "--out", &out],
        ),
        (&["diff"], &[GOOD]),
    ];
    let owned = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let lists = lists.iter();
    lists
        .map(|(before, after)| (owned(before), owned(after)))
        .collect()
}

/// Calls a function with the arguments of each command; `diff` compares with a file.
fn for_each(name: &str, manifest: &str, mut test: impl FnMut(&[&str])) {
    let folder = folder(name);
    let other = file(&folder, "other.man", GOOD);
    for (before, after) in commands(&folder.join("out")) {
        let after = after.iter().map(|it| if it == GOOD { &other } else { it });
        let mut arguments: Vec<&str> = before.iter().map(String::as_str).collect();
        arguments.push(manifest);
        arguments.extend(after.map(String::as_str));
        test(&arguments);
    }
}

#[test]
fn a_dash_is_standard_input() {
    for_each("dash", "-", |arguments| {
        let run = run_with_input(arguments, GOOD.as_bytes());
        assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        let bad = GOOD.replace("win:Informational", "win:Info");
        let arguments = [arguments, &["--stdin-name", "my.man"]].concat();
        let run = run_with_input(&arguments, bad.as_bytes());
        assert_eq!(run.code, 1, "{arguments:?}: {run:?}");
        let shown = format!("{}{}", run.output, run.errors);
        assert!(shown.contains("my.man:6:51"), "{arguments:?}: {shown}");
    });
}

#[test]
fn files_of_standard_input_have_its_name() {
    let out = folder("dash-name");
    let out = out.display().to_string();
    let arguments = [
        "resource",
        "-",
        "--stdin-name",
        "a/harbour.man",
        "--out",
        &out,
    ];
    assert_eq!(run_with_input(&arguments, GOOD.as_bytes()).code, 0);
    assert!(Path::new(&out).join("harbour.rc").is_file());
}

#[test]
fn an_event_is_added_to_standard_input() {
    let event = [
        "--symbol",
        "Left",
        "--level",
        "Warning",
        "--message",
        "Left.",
    ];
    let run = run_with_input(
        &[&["add", "event", "-"], &event[..]].concat(),
        GOOD.as_bytes(),
    );
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.output.contains("symbol=\"Left\""), "{run:?}");
}

#[test]
fn a_folder_and_a_pattern_stand_for_the_manifest_in_it() {
    let place = folder("folder");
    let path = file(&place, "harbour.man", GOOD);
    file(&place, "harbour.txt", "");
    let pattern = path.replace("harbour.man", "h*.man");
    for manifest in [place.display().to_string(), pattern] {
        for_each("folder-out", &manifest, |arguments| {
            let run = run(arguments);
            assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        });
    }
}

#[test]
fn check_finds_the_manifests_in_folders_each_once() {
    let place = folder("tree");
    for name in ["a", "a/b", ".hidden", "target"] {
        fs::create_dir_all(place.join(name)).unwrap();
        file(&place.join(name), "x.man", GOOD);
    }
    let place = place.display().to_string();
    let all = format!("{place}/**/*.man");
    for (paths, count) in [
        (vec![&*place], 2),
        (vec![&*place, &*place], 2),
        (vec![&*all], 3),
    ] {
        let run = run(&[&["check"], &paths[..]].concat());
        let sum = format!("{count} manifests checked: 0 errors, 0 warnings\n");
        assert_eq!((run.code, run.output), (0, sum), "{paths:?}");
    }
    let two = run(&["expand", &place]);
    assert_eq!(two.code, 2);
    assert!(two.errors.contains("2 manifests are meant"), "{two:?}");
    let none = run(&["check", &format!("{place}/*.xml"), &place]);
    assert_eq!(none.code, 2);
    assert!(none.errors.contains("there is no manifest"), "{none:?}");
    assert!(none.output.starts_with("2 manifests checked"), "{none:?}");
}

#[test]
#[cfg(unix)]
fn closed_pipes_and_full_devices_cause_no_panic() {
    let place = folder("pipes");
    let bad = file(
        &place,
        "bad.man",
        &GOOD.replace("win:Informational", "win:Info"),
    );
    let good = file(&place, "good.man", GOOD);
    for manifest in [&good, &bad] {
        for_each("pipes-out", manifest, |arguments| {
            let mut child = command(arguments)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            drop((child.stdout.take(), child.stderr.take()));
            let code = child.wait().unwrap().code();
            assert!(matches!(code, Some(0 | 1)), "{arguments:?}: {code:?}");
        });
    }
    if !Path::new("/dev/full").exists() {
        return;
    }
    for_each("full-out", &bad, |arguments| {
        let full = || {
            fs::OpenOptions::new()
                .write(true)
                .open("/dev/full")
                .unwrap()
        };
        let mut command = command(arguments);
        let status = command.stdout(full()).stderr(full()).status().unwrap();
        assert!(
            matches!(status.code(), Some(1 | 2)),
            "{arguments:?}: {status}"
        );
    });
}

#[test]
fn colors_are_forced_and_forbidden() {
    let place = folder("colors");
    let bad = file(
        &place,
        "bad.man",
        &GOOD.replace("win:Informational", "win:Info"),
    );
    let colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command(arguments);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let shown = [output.stdout, output.stderr].concat();
        shown.contains(&0x1B)
    };
    for_each("colors-out", &bad, |arguments| {
        let with = |option| [arguments, &["--color", option]].concat();
        assert!(!colored(arguments, &[]), "no terminal: {arguments:?}");
        assert!(
            colored(&with("always"), &[("NO_COLOR", "1")]),
            "{arguments:?}"
        );
        assert!(
            !colored(&with("never"), &[("CLICOLOR_FORCE", "1")]),
            "{arguments:?}"
        );
        assert!(
            colored(arguments, &[("CLICOLOR_FORCE", "1")]),
            "{arguments:?}"
        );
        assert!(
            !colored(arguments, &[("CLICOLOR_FORCE", "0")]),
            "{arguments:?}"
        );
        assert!(
            colored(arguments, &[("CARGO_TERM_COLOR", "always")]),
            "{arguments:?}"
        );
        let both = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
        assert!(!colored(arguments, &both), "{arguments:?}");
        assert_eq!(COLORS.len(), 3);
    });
    assert!(colored(&["explain", "ETW0811", "--color", "always"], &[]));
    assert!(!colored(&["explain", "ETW0811"], &[]));
}

#[test]
fn quiet_leaves_diagnostics_alone() {
    let place = folder("quiet");
    let bad = file(
        &place,
        "bad.man",
        &GOOD.replace("win:Informational", "win:Info"),
    );
    let good = file(&place, "good.man", GOOD);
    let run_quiet = |path: &str| run(&["check", "-q", path]);
    assert_eq!(run_quiet(&good).output, "");
    let shown = run_quiet(&bad).output;
    assert!(
        shown.contains("error[ETW0811]") && !shown.contains("checked"),
        "{shown}"
    );
    let loud = run(&["check", &bad]).output;
    assert!(
        loud.contains("try `etw-manifest explain ETW0811`"),
        "{loud}"
    );
}

#[test]
fn github_and_sarif_are_formats_of_diagnostics() {
    let place = folder("formats-ci");
    let bad = file(
        &place,
        "bad.man",
        &GOOD.replace("win:Informational", "Informational"),
    );
    let github = run(&["check", "--message-format", "github", &bad]).output;
    assert_eq!(github.lines().count(), 1, "{github}");
    assert!(github.starts_with("::error file="), "{github}");
    let sarif = run(&["check", "--message-format", "sarif", &bad, &bad]).output;
    assert_eq!(sarif.lines().count(), 1, "{sarif}");
    for part in [
        "\"version\":\"2.1.0\"",
        "\"ruleId\":\"ETW0811\"",
        "\"fixes\":[{",
    ] {
        assert!(sarif.contains(part), "{part}: {sarif}");
    }
    let expanded = run(&["expand", "--message-format", "sarif", &bad]);
    assert_eq!(expanded.output, "");
    assert!(
        expanded.errors.contains("\"ruleId\":\"ETW0811\""),
        "{expanded:?}"
    );
}
