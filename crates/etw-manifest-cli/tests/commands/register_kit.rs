//! `register-kit`.

use std::fs;

use crate::{file, folder, refuses_bad_manifests, run, shipped};

const RESOURCE: &str = r"C:\Program Files\Store\store.exe";

#[test]
fn the_kit_is_written_with_the_path_in_every_file_that_needs_it() {
    let out = folder("register-kit").join("new");
    let place = out.display().to_string();
    let made = run(&[
        "register-kit",
        &shipped(),
        "--resource",
        RESOURCE,
        "--out",
        &place,
    ]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.errors.contains("6 files"), "{made:?}");
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "activation-services.appxmanifest",
            "activation-services.man",
            "activation-services.wxs",
            "check.ps1",
            "register.cmd",
            "unregister.cmd",
        ]
    );
    let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    assert_eq!(read("activation-services.man").matches(RESOURCE).count(), 2);
    assert!(read("register.cmd").contains(&format!("set \"RESOURCE={RESOURCE}\"\r\n")));
    for name in [
        "activation-services.wxs",
        "activation-services.appxmanifest",
    ] {
        assert_eq!(read(name).matches("store.exe\"").count(), 2, "{name}");
    }
    let checked = run(&[
        "check",
        &out.join("activation-services.man").display().to_string(),
    ]);
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn a_path_that_windows_cannot_find_is_refused() {
    let out = folder("register-kit-path").join("out");
    let place = out.display().to_string();
    for path in ["store.exe", r"\\server\share\store.exe", r"C:\100%.exe"] {
        let refused = run(&[
            "register-kit",
            &shipped(),
            "--resource",
            path,
            "--out",
            &place,
        ]);
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.errors.contains("--resource"), "{refused:?}");
    }
    assert!(!out.exists());
}

#[test]
fn the_manifest_itself_is_never_overwritten() {
    let folder = folder("register-kit-same");
    let manifest = file(&folder, "m.man", crate::GOOD);
    let place = folder.display().to_string();
    let refused = run(&[
        "register-kit",
        &manifest,
        "--resource",
        RESOURCE,
        "--out",
        &place,
    ]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.errors.contains("overwrite an input"), "{refused:?}");
    assert_eq!(fs::read_to_string(&manifest).unwrap(), crate::GOOD);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn bad_manifests_are_refused_and_nothing_is_written() {
    let out = folder("register-kit-bad").join("out");
    let place = out.display().to_string();
    let arguments = |path: &str| {
        let words = [
            "register-kit",
            path,
            "--resource",
            RESOURCE,
            "--out",
            &place,
        ];
        words.map(str::to_owned).to_vec()
    };
    refuses_bad_manifests(&arguments, "register-kit");
    assert!(!out.exists());
}
