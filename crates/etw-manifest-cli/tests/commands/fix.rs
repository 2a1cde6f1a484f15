//! `check --fix`: what it changes, and what it leaves.

use std::fs;
use std::path::Path;

use crate::{GOOD, file, folder, run, run_with_input};

/// A manifest with three problems that are certainly fixed, two of them in one text, and one that is not.
fn broken() -> String {
    GOOD.replace("A ship has docked.", "100% docked, 5% left.")
        .replace("level=\"win:Informational\"", "level=\"Informational\"")
        .replace("$(string.Docked)\"", "$(string.Docked\"")
        .replace(
            "<string id",
            "<string id=\"Unused\" value=\"x\"/><string id",
        )
}

fn fixed() -> String {
    broken()
        .replace("100% docked, 5% left.", "100%% docked, 5%% left.")
        .replace("level=\"Informational\"", "level=\"win:Informational\"")
        .replace("$(string.Docked\"", "$(string.Docked)\"")
}

#[test]
fn what_is_certain_is_fixed_until_nothing_is_left() {
    let folder = folder("fix");
    let path = file(&folder, "harbour.man", &broken());
    let run = run(&["check", "--fix", &path]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.output.contains("the string `Unused` is never used"));
    let sum = "1 manifest checked: 0 errors, 1 warning, 4 problems fixed\n";
    assert!(run.output.ends_with(sum), "{run:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), fixed());
    let again = crate::run(&["check", "--fix", &path]);
    assert!(again.output.ends_with("0 errors, 1 warning\n"), "{again:?}");
}

#[test]
fn line_breaks_and_encoding_stay() {
    let folder = folder("fix-encoding");
    let path = folder.join("harbour.man").display().to_string();
    let bytes = |text: &str| {
        let units = text.replace('\n', "\r\n");
        let units = std::iter::once(0xFEFF).chain(units.encode_utf16().collect::<Vec<_>>());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    fs::write(&path, bytes(&broken())).unwrap();
    assert_eq!(run(&["check", "--fix", &path]).code, 0);
    assert_eq!(fs::read(&path).unwrap(), bytes(&fixed()));
}

#[test]
fn a_fixed_manifest_from_standard_input_is_printed() {
    let run = run_with_input(&["check", "--fix", "-"], broken().as_bytes());
    assert_eq!((run.code, run.output), (0, fixed()));
    assert!(run.errors.contains("stdin:14:21"), "{}", run.errors);
    let good = run_with_input(&["check", "--fix", "-"], GOOD.as_bytes());
    assert_eq!((good.code, &*good.output), (0, GOOD));
}

#[test]
fn a_fragment_is_fixed_in_its_own_file() {
    let folder = folder("fix-fragment");
    let base = file(&folder, "base.man", GOOD);
    let fragment = GOOD
        .replace(" guid=\"{0f7a9c1e-3b52-4c8d-9e61-5a2b8d407c13}\" symbol=\"HARBOUR\" resourceFileName=\"h.dll\" messageFileName=\"h.dll\"", "")
        .replace("value=\"1\" symbol=\"Docked\"", "value=\"2\" symbol=\"Left\"")
        .replace("Docked", "Left");
    let wrong = fragment.replace("win:Informational", "Informational");
    let path = file(&folder, "more.man", &wrong);
    let run = run(&["check", "--fix", &base, "--with", &path]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), fragment);
    assert_eq!(fs::read_to_string(&base).unwrap(), GOOD);
}

#[test]
fn a_fix_that_would_show_more_errors_is_left_out() {
    let folder = folder("fix-more");
    // Two commas hide that the level and the message are unknown.
    let wrong = GOOD
        .replace("symbol=\"Docked\"", "symbol=\"Docked\",")
        .replace("win:Informational", "Nothing")
        .replace("string.Docked", "string.Nothing");
    let path = file(&folder, "harbour.man", &wrong);
    let run = run(&["check", "--fix", &path]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.output.contains(": 1 error, 0 warnings\n"), "{run:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), wrong);
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link() {
    let folder = folder("fix-link");
    let path = file(&folder, "harbour.man", &broken());
    let link = folder.join("link.man");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(
        run(&["check", "--fix", &link.display().to_string()]).code,
        0
    );
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(Path::new(&path)).unwrap(), fixed());
}
