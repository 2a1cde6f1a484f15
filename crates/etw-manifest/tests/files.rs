//! Outputs: complete or not at all, never over an input, never through a link.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fs, thread};

use etw_manifest::files::write_all;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("files")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes one file and returns the error, if there is one.
fn write(path: &Path, content: &str) -> Option<String> {
    let result = write_all([(path.to_owned(), content)], &[]);
    result.err().map(|it| it.error.to_string())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn an_unchanged_file_keeps_its_time() {
    let path = folder("unchanged").join("a/b.rs");
    assert_eq!(write(&path, "one"), None);
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(write(&path, "one"), None);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), time);
    assert_eq!(write(&path, "two"), None);
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");
}

#[test]
fn a_set_changes_as_a_whole_or_not_at_all() {
    let folder = folder("set");
    fs::write(folder.join("a"), "old").unwrap();
    fs::create_dir(folder.join("b")).unwrap();
    let files = ["a", "b"].map(|name| (folder.join(name), "new"));
    let error = write_all(files, &[]).unwrap_err();
    assert_eq!(error.path, folder.join("b"));
    assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), "old");
    assert_eq!(names(&folder), ["a", "b"]);
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = folder("input");
    let input = folder.join("x.rc");
    fs::write(&input, "input").unwrap();
    let files = [(folder.join("./x.rc"), "output")];
    let error = write_all(files, &[&input]).unwrap_err();
    assert!(error.error.to_string().contains("overwrite an input"));
    assert_eq!(fs::read_to_string(&input).unwrap(), "input");
}

/// Looks at a file so many times while three threads write it, and returns how often it had changed.
fn looks_at_a_file(name: &str, looks: usize) -> usize {
    let path = folder(name).join("out");
    let texts = ["a", "b", "c"].map(|letter| letter.repeat(100_000));
    write(&path, &texts[0]);
    let is_done = AtomicBool::new(false);
    let mut changes = 0;
    thread::scope(|scope| {
        for text in &texts {
            let (path, is_done) = (&path, &is_done);
            scope.spawn(move || {
                while !is_done.load(Ordering::Relaxed) {
                    assert_eq!(write(path, text), None);
                }
            });
        }
        let mut last = texts[0].clone();
        for _ in 0..looks {
            let now = fs::read_to_string(&path).unwrap_or_default();
            if !texts.contains(&now) {
                is_done.store(true, Ordering::Relaxed);
                panic!("half a file of {} bytes", now.len());
            }
            changes += usize::from(now != last);
            last = now;
        }
        is_done.store(true, Ordering::Relaxed);
    });
    assert_eq!(names(path.parent().unwrap()), ["out"]);
    changes
}

#[test]
fn nobody_sees_half_a_file() {
    looks_at_a_file("torn", 300);
}

#[test]
#[ignore = "takes long: .ci/hostile.sh runs it"]
fn nobody_sees_half_a_file_in_many_looks() {
    let looks = 100_000;
    let changes = looks_at_a_file("torn-long", looks);
    println!("files: {looks} looks, {changes} changes seen, 0 torn");
    assert!(changes > 100);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn permissions_are_kept() {
        let path = folder("permissions").join("out");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(write(&path, "new"), None);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn a_planted_link_is_replaced_and_not_followed() {
        let folder = folder("link");
        fs::write(folder.join("secret"), "untouched").unwrap();
        symlink(folder.join("secret"), folder.join("out")).unwrap();
        assert_eq!(write(&folder.join("out"), "new"), None);
        let secret = fs::read_to_string(folder.join("secret")).unwrap();
        assert_eq!(secret, "untouched");
        assert!(!folder.join("out").is_symlink());
    }

    #[test]
    fn a_pipe_is_an_error_and_does_not_block() {
        let path = folder("pipe").join("out");
        assert!(
            Command::new("mkfifo")
                .arg(&path)
                .status()
                .unwrap()
                .success()
        );
        let error = write(&path, "new").unwrap();
        assert!(error.contains("not a regular file"), "{error}");
    }
}
