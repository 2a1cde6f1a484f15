//! `doc`.

use std::fs;

use etw_manifest::doc::Words;

use crate::{file, folder, refuses_bad_manifests, run, shipped};

#[test]
fn pages_are_written_in_the_language_asked_for() {
    let out = folder("doc-pages").join("new/folder");
    let place = out.display().to_string();
    let run = run(&["doc", &shipped(), "--locale", "es-ES", "--out", &place]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.output, "");
    assert_eq!(run.errors, format!("32 files written to {place}\n"));
    assert_eq!(fs::read_dir(&out).unwrap().count(), 32);
    let page = fs::read_to_string(out.join("4031-DispatchSessionFailed.md")).unwrap();
    assert!(
        page.contains("| Palabras clave | ActivationServices |"),
        "{page}"
    );
    assert!(page.contains("\n## Mensaje\n\nError en la distribución de la sesión.\n"));
    let index = fs::read_to_string(out.join("index.md")).unwrap();
    assert!(index.contains("(4031-DispatchSessionFailed.md)"));
}

#[test]
fn another_language_stands_in_and_the_reader_is_told() {
    let out = folder("doc-fallback");
    let place = out.display().to_string();
    let run = run(&[
        "doc",
        &shipped(),
        "--locale",
        "es-MX",
        "--format",
        "html",
        "--out",
        &place,
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let note = "note: the manifest has no texts in \"es-MX\"; the pages use those in es-ES\n";
    assert_eq!(run.errors, format!("{note}1 file written to {place}\n"));
    let html = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(html.contains("Error en la distribución de la sesión."));
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
}

#[test]
fn titles_can_come_from_a_file() {
    let folder = folder("doc-strings");
    let strings = file(&folder, "de.txt", "# Titel\nlevel = Ebene\n");
    let place = folder.display().to_string();
    let arguments = |strings: &str| {
        let words = [
            "doc",
            &shipped(),
            "--locale",
            "de-DE",
            "--strings",
            strings,
            "--out",
            &place,
        ];
        words.map(str::to_owned)
    };
    let run = |strings: &str| {
        let arguments = arguments(strings);
        crate::run(&arguments.each_ref().map(String::as_str))
    };
    let good = run(&strings);
    assert_eq!(good.code, 0, "{good:?}");
    let page = fs::read_to_string(folder.join("4031-DispatchSessionFailed.md")).unwrap();
    assert!(page.contains("| Ebene | Error |"), "{page}");

    let wrong = file(&folder, "wrong.txt", "level = Ebene\nlevle = Ebene\n");
    let wrong = run(&wrong);
    assert_eq!(wrong.code, 2, "{wrong:?}");
    let expected = "wrong.txt: line 2: `levle` is not a key; did you mean `level`?\n";
    assert!(wrong.errors.ends_with(expected), "{wrong:?}");
    let missing = run(&folder.join("no.txt").display().to_string());
    assert_eq!(missing.code, 2, "{missing:?}");
}

#[test]
fn the_help_names_every_key() {
    let help = run(&["doc", "--help"]).output;
    let (_, keys) = help.split_once("Keys:\n").unwrap();
    let keys: Vec<&str> = keys.split([',', '\n']).map(str::trim).collect();
    for key in Words::keys() {
        assert!(keys.contains(key), "{key}");
    }
}

#[test]
fn bad_manifests_and_places_are_refused() {
    let folder = folder("doc-bad");
    let place = folder.join("out").display().to_string();
    let arguments = |path: &str| {
        let words = ["doc", path, "--out", &place];
        words.map(str::to_owned).to_vec()
    };
    refuses_bad_manifests(&arguments, "doc");
    assert!(!folder.join("out").exists(), "nothing is written");
    let occupied = file(&folder, "occupied", "");
    let run = run(&["doc", &shipped(), "--out", &occupied]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.errors.contains("occupied"), "{run:?}");
    assert_eq!(fs::read_to_string(&occupied).unwrap(), "");
}
