//! Generates the code of a package, in the folder of outputs or among its sources.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::paths::Paths;
use super::unit::{Compiled, File};
use super::{index, unified_diff};
use crate::collection::OrderedMap;
use crate::error::{ErrorKind, Result};
use crate::rust;

/// Files to write: path and content.
pub(super) type Outputs = Vec<(PathBuf, Vec<u8>)>;

/// Returns the code of this package: of its manifests, and of its fragments of other packages' manifests.
pub(super) fn outputs(
    compiled: &[Compiled],
    options: &rust::Options,
    out_dir: &Path,
) -> Result<Outputs> {
    let mut paths: OrderedMap<String, &Path> = OrderedMap::new();
    let mut stems = Vec::new();
    let mut outputs = Vec::new();
    let several = compiled.iter().flat_map(|it| it.unit.generated()).count() > 1;
    for it in compiled {
        let whole = it.unit.files[0].is_own;
        for (source, file) in it.unit.generated() {
            let stem = stem(&file.path)?;
            let in_out_dir = out_dir.join(format!("{stem}.rs"));
            let output = file.checked_in.as_ref().unwrap_or(&in_out_dir);
            // Some file systems ignore case.
            let key = output.to_string_lossy().to_lowercase();
            if let Some(first) = paths.insert(key, &file.path) {
                let (first, second) = (first.to_owned(), file.path.clone());
                return Err(ErrorKind::SameName { first, second }.into());
            }
            let mut options = match &it.unit.base {
                Some(base) if !whole => of_fragment(options, source, base),
                _ => options.clone(),
            };
            options.reexport &= !several;
            if let (Some(path), Some(module)) = (&mut options.public_path, &it.unit.module) {
                *path = format!("{path}::{}", module.trim_start_matches("crate::"));
            }
            let text = rust::generate(&it.manifest, Some(&it.source), &options);
            if file.checked_in.is_none() {
                stems.push(stem);
            } else if is_current(file, output, &text)? {
                continue;
            }
            outputs.push((output.clone(), text.into_bytes()));
        }
    }
    if !stems.is_empty() {
        let index = index::with(out_dir, stems.into_iter());
        outputs.push((out_dir.join(index::FILE), index.into_bytes()));
    }
    Ok(outputs)
}

/// Returns the options for the code of a fragment, which uses the runtime that its base re-exports.
fn of_fragment(options: &rust::Options, source: usize, base: &Paths) -> rust::Options {
    let mut options = options.clone();
    if options.runtime_path == rust::Options::default().runtime_path {
        options.runtime_path.clone_from(&base.runtime);
    }
    options.fragment = Some(rust::Fragment {
        source,
        base_path: base.module.clone(),
    });
    options
}
/// Returns `true` if the sources have this code, and `false` if it is to be written there. In continuous integration other
/// code is an error.
fn is_current(file: &File, path: &Path, code: &str) -> Result<bool> {
    println!("cargo::rerun-if-changed={}", path.display());
    println!("cargo::rerun-if-env-changed=CI");
    // Git may convert the line ends of sources.
    let old = fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let is_set = |it: &OsStr| !["", "0", "false"].iter().any(|no| it == *no);
    if old == code || !env::var_os("CI").as_deref().is_some_and(is_set) {
        return Ok(old == code);
    }
    let name = path.display().to_string();
    Err(ErrorKind::Stale {
        path: path.to_owned(),
        manifest: file.path.clone(),
        diff: unified_diff::between(&name, &old, code),
    }
    .into())
}

fn stem(path: &Path) -> Result<&str> {
    let stem = path.file_stem().and_then(OsStr::to_str);
    let path = path.to_owned();
    stem.ok_or_else(|| ErrorKind::FileName { path }.into())
}
