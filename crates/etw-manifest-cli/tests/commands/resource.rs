//! `resource` and `decompile`.

use std::fs;

use crate::{file, folder, refuses_bad_manifests, run, shipped};

#[test]
fn resources_are_written_and_read_back() {
    let out = folder("resource").join("new");
    let place = out.display().to_string();
    let made = run(&["resource", &shipped(), "--out", &place]);
    assert_eq!(made.code, 0, "{made:?}");
    assert_eq!((made.output.as_str(), made.errors.as_str()), ("", ""));
    for ending in ["TEMP.BIN", ".rc", ".res", ".obj", ".o", ".dll"] {
        let name = format!("activation-services{ending}");
        assert!(out.join(&name).is_file(), "{name}");
    }
    for ending in [".res", ".dll"] {
        let path = out.join(format!("activation-services{ending}"));
        let read = run(&["decompile", &path.display().to_string()]);
        assert_eq!(read.code, 0, "{ending}: {}", read.errors);
        let manifest = file(&out, "again.man", &read.output);
        let checked = run(&["check", &manifest]);
        assert_eq!(checked.code, 0, "{ending}: {}", checked.errors);
        assert!(read.output.contains("4031"), "{ending}");
    }
}

#[test]
fn bad_manifests_are_refused_and_nothing_is_written() {
    let out = folder("resource-bad").join("out");
    let place = out.display().to_string();
    let arguments = |path: &str| {
        let words = ["resource", path, "--out", &place];
        words.map(str::to_owned).to_vec()
    };
    refuses_bad_manifests(&arguments, "resource");
    assert!(!out.exists());
}

#[test]
fn what_is_no_resource_is_1_and_a_missing_file_2() {
    let folder = folder("decompile-bad");
    let text = file(&folder, "text.dll", "not a resource");
    let refused = run(&["decompile", &text]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_eq!(refused.output, "");
    assert!(refused.errors.contains("text.dll"), "{refused:?}");
    let missing = folder.join("no.dll").display().to_string();
    assert_eq!(run(&["decompile", &missing]).code, 2);
    let messages = format!("xx-XX={text}");
    let unknown = run(&["decompile", &text, "--messages", &messages]);
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}
