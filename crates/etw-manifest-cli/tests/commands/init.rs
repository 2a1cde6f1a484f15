//! `init`.

use std::fs;

use crate::{file, folder, run};

#[test]
fn a_package_gets_a_manifest_that_compiles() {
    let folder = folder("init").join("my-service");
    fs::create_dir(&folder).unwrap();
    file(
        &folder,
        "Cargo.toml",
        "[package]\nversion = \"1.0.0\"\n  name = \"tide-watch\" # not \"harbour\"\n",
    );
    let place = folder.display().to_string();
    let made = run(&["init", &place]);
    assert_eq!(made.code, 0, "{made:?}");
    assert_eq!(made.errors, "");
    assert!(
        made.output
            .contains("etw_provider::include_manifest!(\"tide-watch\");")
    );
    assert!(made.output.contains("is derived from the name TideWatch"));
    let script = fs::read_to_string(folder.join("build.rs")).unwrap();
    let call = "etw_manifest::Build::new().manifest(\"manifests/tide-watch.man\").compile();";
    assert!(script.contains(call), "{script}");
    let manifest = folder
        .join("manifests/tide-watch.man")
        .display()
        .to_string();
    let checked = run(&["check", "--deny", "warnings", &manifest]);
    assert_eq!(checked.code, 0, "{checked:?}");
    assert!(
        run(&["expand", &manifest])
            .output
            .contains("pub struct Started")
    );
}

#[test]
fn the_guid_follows_from_the_name() {
    let folder = folder("init-guid");
    let place = folder.display().to_string();
    let name = "Microsoft-Diagnostics-DiagnosticSource";
    let run = run(&["init", &place, "--provider", name]);
    assert_eq!(run.code, 0, "{run:?}");
    let path = "manifests/microsoft-diagnostics-diagnosticsource.man";
    let manifest = fs::read_to_string(folder.join(path)).unwrap();
    assert!(manifest.contains("guid=\"{adb401e1-5296-51f8-c125-5fda75826144}\""));
}

#[test]
fn nothing_is_overwritten() {
    let folder = folder("init-twice");
    let place = folder.display().to_string();
    file(&folder, "build.rs", "fn main() {}\n");
    let first = run(&["init", &place, "--provider", "Harbour"]);
    assert_eq!(first.code, 0, "{first:?}");
    assert!(
        first
            .output
            .contains("build.rs already exists; add this to its `main`:"),
        "{first:?}"
    );
    let script = folder.join("build.rs");
    assert_eq!(fs::read_to_string(&script).unwrap(), "fn main() {}\n");

    fs::remove_file(&script).unwrap();
    let manifest = folder.join("manifests/harbour.man");
    fs::write(&manifest, "mine").unwrap();
    let second = run(&["init", &place, "--provider", "Harbour"]);
    assert_eq!(second.code, 2, "{second:?}");
    assert!(second.errors.contains("harbour.man"), "{second:?}");
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "mine");
    assert!(!script.exists(), "nothing is written");
}

#[test]
fn a_name_that_providers_cannot_have_is_2() {
    let folder = folder("init-name");
    let place = folder.display().to_string();
    for name in ["", "a|b", "a\"<b", "a\nb", "a/>&lt;"] {
        let run = run(&["init", &place, "--provider", name]);
        assert_eq!(run.code, 2, "{name:?}: {run:?}");
        assert!(run.errors.starts_with("error: "), "{run:?}");
    }
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        0,
        "nothing is written"
    );
}
