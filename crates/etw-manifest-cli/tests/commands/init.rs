//! `init`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{file, folder, run};

/// Makes a folder with the Cargo.toml and the source file of a package.
fn package(name: &str, source: &str) -> PathBuf {
    let folder = folder(&format!("init-{name}-{source}"));
    let text = format!("[package]\nversion = \"1.0.0\"\n  name = \"{name}\" # not \"other\"\n");
    file(&folder, "Cargo.toml", &text);
    fs::create_dir(folder.join("src")).unwrap();
    file(&folder, &format!("src/{source}"), "");
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Returns the code block of a Markdown file that the walkthrough writes to a file.
fn block<'t>(text: &'t str, file: &str) -> &'t str {
    let comment = format!("<!-- walkthrough: file {file} -->\n");
    let (_, rest) = text.split_once(&comment).expect(file);
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn init_writes_the_files_that_the_readmes_show() {
    let folder = package("harbour", "main.rs");
    let place = folder.display().to_string();
    let made = run(&["init", &place, "--provider", "Example-Harbour"]);
    assert_eq!((made.code, &*made.errors), (0, ""), "{made:?}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for readme in ["../../README.md", "../etw-manifest/README.md"] {
        let readme = read(root, readme).replace("\r\n", "\n");
        for name in ["manifests/harbour.man", "build.rs", "src/events.rs"] {
            assert_eq!(read(&folder, name), block(&readme, name));
        }
        // The report shows the last file, which is the user's, as the README does.
        for line in block(&readme, "src/main.rs").lines() {
            assert!(made.output.contains(line), "{line}\n{made:?}");
        }
    }
    let manifest = folder.join("manifests/harbour.man").display().to_string();
    let checked = run(&["check", "--deny", "warnings", &manifest]);
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn resources_are_in_the_file_that_the_package_builds() {
    for (source, resources) in [("main.rs", "Tide-Watch.exe"), ("lib.rs", "Tide_Watch.dll")] {
        let folder = package("Tide-Watch", source);
        let made = run(&["init", &folder.display().to_string()]);
        assert_eq!(made.code, 0, "{made:?}");
        assert!(made.output.contains("is derived from the name TideWatch"));
        let manifest = read(&folder, "manifests/tide-watch.man");
        let expected = format!("resourceFileName=\"{resources}\" messageFileName=\"{resources}\"");
        assert!(manifest.contains(&expected), "{manifest}");
    }
}

#[test]
fn a_program_that_logs_with_tracing_gets_a_provider_with_a_layer() {
    let folder = package("harbour", "tracing.rs");
    let place = folder.display().to_string();
    let made = run(&["init", &place, "--tracing"]);
    assert_eq!((made.code, &*made.errors), (0, ""), "{made:?}");
    assert!(
        made.output.contains("with(events::tracing_layer())"),
        "{made:?}"
    );
    let manifest = folder.join("manifests/harbour.man").display().to_string();
    assert_eq!(run(&["check", "--deny", "warnings", &manifest]).code, 0);
    let code = run(&["expand", &manifest]).output;
    assert!(code.contains("runtime::tracing_layer!("), "{code}");
    let include = "etw_provider::include_manifest!(\"harbour\");\n";
    assert_eq!(read(&folder, "src/events.rs"), include);
}

#[test]
fn the_guid_follows_from_the_name() {
    let folder = package("guid", "main.rs");
    let place = folder.display().to_string();
    let name = "Microsoft-Diagnostics-DiagnosticSource";
    let run = run(&["init", &place, "--provider", name]);
    assert_eq!(run.code, 0, "{run:?}");
    let manifest = read(&folder, "manifests/guid.man");
    assert!(manifest.contains("guid=\"{adb401e1-5296-51f8-c125-5fda75826144}\""));
}

#[test]
fn nothing_is_overwritten() {
    let folder = package("twice", "main.rs");
    let place = folder.display().to_string();
    for name in ["build.rs", "src/events.rs"] {
        file(&folder, name, "// mine\n");
    }
    let first = run(&["init", &place]);
    assert_eq!(first.code, 0, "{first:?}");
    for (name, line) in [
        ("build.rs", "        .link()\n"),
        (
            "src/events.rs",
            "    etw_provider::include_manifest!(\"twice\");\n",
        ),
    ] {
        let notice = format!("{name} already exists; add to it:\n");
        assert!(first.output.contains(&notice), "{first:?}");
        assert!(first.output.contains(line), "{first:?}");
        assert_eq!(read(&folder, name), "// mine\n");
    }

    fs::remove_file(folder.join("build.rs")).unwrap();
    file(&folder, "manifests/twice.man", "mine");
    let second = run(&["init", &place]);
    assert_eq!(second.code, 2, "{second:?}");
    assert!(second.errors.contains("twice.man"), "{second:?}");
    assert_eq!(read(&folder, "manifests/twice.man"), "mine");
    assert!(!folder.join("build.rs").exists(), "nothing is written");
}

#[test]
fn a_folder_without_a_package_is_2() {
    let folder = folder("init-no-package");
    let place = folder.display().to_string();
    let empty = run(&["init", &place]);
    assert_eq!(empty.code, 2, "{empty:?}");
    assert!(empty.errors.contains("`cargo new` makes one"), "{empty:?}");

    file(&folder, "Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
    let workspace = run(&["init", &place]);
    assert_eq!(workspace.code, 2, "{workspace:?}");
    assert!(
        workspace.errors.contains("not of a workspace"),
        "{workspace:?}"
    );
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        1,
        "nothing is written"
    );
}

#[test]
fn a_name_that_providers_cannot_have_is_2() {
    let folder = package("name", "main.rs");
    let place = folder.display().to_string();
    for name in ["", "a|b", "a\"<b", "a\nb", "a/>&lt;"] {
        let run = run(&["init", &place, "--provider", name]);
        assert_eq!(run.code, 2, "{name:?}: {run:?}");
        assert!(run.errors.starts_with("error: "), "{run:?}");
    }
    assert!(!folder.join("manifests").exists(), "nothing is written");
}
