//! One test for each folder of fixtures, so that a failure names its folder and one folder can run alone:
//! `cargo test -p etw-manifest reject::ETW0105`.

mod corpus;
mod cure;
mod expand;
mod expect;
mod oracle;
mod reject;

use std::path::{Path, PathBuf};
use std::{env, fs};

use libtest_mimic::{Arguments, Trial};

fn main() {
    let reject = fixtures("reject");
    let mut trials = tests("reject", &reject, reject::check);
    trials.extend(tests("expand", &fixtures("expand"), expand::check));
    trials.extend(tests("mc_6_3", &fixtures("mc-6.3"), oracle::check_probe));
    let cured: Vec<PathBuf> = reject
        .iter()
        .filter(|it| it.join("cured.man").is_file())
        .cloned()
        .collect();
    trials.extend(tests("cure", &cured, cure::check));
    trials.push(Trial::test(
        "cure::the_page_shows_every_mistake",
        move || {
            cure::check_page(&cured);
            Ok(())
        },
    ));
    trials.push(Trial::test("reject::every_code_has_a_fixture", move || {
        reject::check_every_code(&reject);
        Ok(())
    }));
    trials.extend(real_outputs());
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Returns one test per folder, called by its name.
fn tests(module: &str, folders: &[PathBuf], check: fn(&Path)) -> Vec<Trial> {
    let test = |folder: &PathBuf| {
        let name = folder.file_name().unwrap().to_string_lossy();
        let name = format!("{module}::{name}");
        let folder = folder.clone();
        Trial::test(name, move || {
            check(&folder);
            Ok(())
        })
    };
    folders.iter().map(test).collect()
}

fn fixtures(name: &str) -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders = folders(&fixtures.join(name));
    assert!(!folders.is_empty(), "{name}");
    folders
}

/// Returns the folders in a folder, by name.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// Returns the tests that compare with Microsoft's output, which `.ci/reference.sh` runs.
fn real_outputs() -> Vec<Trial> {
    let mut folders = folders(&corpus::folder().join("oracle"));
    folders.retain(|path| path.join("MC_VERSION").is_file());
    let mut trials = tests("oracle", &folders, oracle::check_real);
    trials.push(Trial::test("oracle::there_are_at_least_20", || {
        let found = self::folders(&corpus::shared().join("oracle"));
        assert!(found.len() >= 20);
        Ok(())
    }));
    let ignored = trials.into_iter().map(|it| it.with_ignored_flag(true));
    ignored.collect()
}
