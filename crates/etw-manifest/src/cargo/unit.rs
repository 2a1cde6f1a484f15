//! A manifest with the fragments that extend it, as files of this package and of others.

use std::path::{Path, PathBuf};

use super::environment::HandedOn;
use super::input::read_source;
use crate::error::Result;
use crate::fragment;
use crate::source::Source;

/// The files that are compiled to one manifest.
#[derive(Debug)]
pub(super) struct Unit {
    /// The manifest, then its fragments.
    pub(super) files: Vec<File>,
    /// The Rust path of the package that owns the manifest, if this package extends it.
    pub(super) base_path: Option<String>,
}

#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    /// Whether this package owns the file, so that its code is generated and its warnings are shown here.
    pub(super) is_own: bool,
}

/// A package whose manifests this package extends.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) package: String,
    /// The Rust path of the module with its generated code.
    pub(super) path: String,
}

impl Unit {
    pub(super) fn own(manifest: &Path) -> Self {
        Self {
            files: vec![File::own(manifest)],
            base_path: None,
        }
    }

    pub(super) fn foreign(handed_on: &HandedOn) -> Self {
        let files = handed_on.files.iter();
        let files = files.map(|path| File {
            path: path.clone(),
            is_own: false,
        });
        Self {
            files: files.collect(),
            base_path: None,
        }
    }

    /// Returns `true` if this package has generated code for the manifest or a fragment.
    pub(super) fn has_code(&self) -> bool {
        self.files.iter().any(|it| it.is_own)
    }

    /// Adds the fragments of another dependency, if it extends the same manifest.
    pub(super) fn absorb(&mut self, other: &HandedOn) -> bool {
        if !same_file(&self.files[0].path, &other.files[0]) {
            return false;
        }
        for path in &other.files[1..] {
            if !self.files.iter().any(|it| same_file(&it.path, path)) {
                self.files.push(File {
                    path: path.clone(),
                    is_own: false,
                });
            }
        }
        true
    }

    pub(super) fn read(&self) -> Result<Vec<Source>> {
        self.files.iter().map(|it| read_source(&it.path)).collect()
    }
}

impl File {
    pub(super) fn own(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            is_own: true,
        }
    }
}

/// Joins a manifest and its fragments.
pub(super) fn joined(sources: impl IntoIterator<Item = Source>) -> Source {
    let joined = sources.into_iter().reduce(Source::with_fragment);
    joined.expect("a unit has a manifest")
}

/// Returns the manifest that a fragment extends: the only one, or the one that has its first provider.
pub(super) fn base_of<'h>(
    fragment: &Path,
    candidates: &[(&'h HandedOn, &'h Base)],
) -> Result<(&'h HandedOn, &'h Base)> {
    if candidates.len() > 1 {
        let fragment = read_source(fragment)?;
        for candidate in candidates {
            if fragment::extends(&fragment, &read_source(&candidate.0.files[0])?) {
                return Ok(*candidate);
            }
        }
    }
    Ok(candidates[0])
}

fn same_file(first: &Path, second: &Path) -> bool {
    let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    canonical(first) == canonical(second)
}
