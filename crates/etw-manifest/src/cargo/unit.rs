//! A manifest with the fragments that extend it, as files of this package and of others.

use std::path::{Path, PathBuf};

use super::handed_on::HandedOn;
use super::input::read_source;
use super::paths::Paths;
use crate::collection::sort;
use crate::error::{ErrorKind, Result};
use crate::fragment;
use crate::model::Manifest;
use crate::source::Source;

/// A manifest that the build script names, with the calls that belong to it.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) path: PathBuf,
    /// The text of a manifest that the build makes.
    pub(super) made: Option<String>,
    pub(super) fragments: Vec<PathBuf>,
    pub(super) module: Option<String>,
    pub(super) checked_in: Option<PathBuf>,
}

impl Given {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            made: None,
            fragments: Vec::new(),
            module: None,
            checked_in: None,
        }
    }

    /// Moves a manifest that the build makes to the folder of outputs.
    pub(super) fn make_in(&mut self, out_dir: &Path) {
        if self.made.is_some() {
            self.path = out_dir.join(&self.path);
        }
    }
}

/// An accepted manifest.
pub(super) struct Compiled {
    pub(super) unit: Unit,
    pub(super) source: Source,
    pub(super) manifest: Manifest,
}

/// The files that are compiled to one manifest.
#[derive(Debug)]
pub(super) struct Unit {
    /// The manifest, then its fragments.
    pub(super) files: Vec<File>,
    /// The Rust paths of the code of the manifest, if this package extends it.
    pub(super) base: Option<Paths>,
    /// The module with the code of this package; `None` for the root of the crate.
    pub(super) module: Option<String>,
}

#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    /// Whether this package owns the file, so that its code is generated and its warnings are shown here.
    pub(super) is_own: bool,
    /// The text of a manifest that the build makes, and writes to the path.
    pub(super) made: Option<String>,
    /// The source file to which its code is written.
    pub(super) checked_in: Option<PathBuf>,
}

/// A package whose manifests this package extends.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) package: String,
    /// The Rust path of the module with its generated code, if it is not the one that the package hands on.
    pub(super) path: Option<String>,
}

impl Unit {
    fn own(given: &Given) -> Self {
        let mut unit = Self {
            files: Vec::new(),
            base: None,
            module: None,
        };
        unit.add(given);
        unit
    }

    /// Adds files of this package.
    fn add(&mut self, given: &Given) {
        self.module = self.module.take().or_else(|| given.module.clone());
        let mut first = File::own(&given.path);
        first.checked_in.clone_from(&given.checked_in);
        first.made.clone_from(&given.made);
        self.files.push(first);
        let fragments = given.fragments.iter();
        self.files.extend(fragments.map(|it| File::own(it)));
    }

    fn foreign(handed_on: &HandedOn) -> Self {
        let files = handed_on.files.iter();
        Self {
            files: files.map(|it| File::foreign(it)).collect(),
            base: None,
            module: None,
        }
    }

    /// Returns `true` if this package has generated code for the manifest or a fragment.
    pub(super) fn has_code(&self) -> bool {
        self.files.iter().any(|it| it.is_own)
    }

    /// Returns the files that have code of their own, with their indexes: a manifest of this package, or each fragment of
    /// another package's manifest.
    pub(super) fn generated(&self) -> impl Iterator<Item = (usize, &File)> {
        let own = self.files.iter().enumerate().filter(|(_, it)| it.is_own);
        own.take(if self.files[0].is_own { 1 } else { usize::MAX })
    }

    /// Adds the fragments of another dependency, if it extends the same manifest.
    fn absorb(&mut self, other: &HandedOn) -> bool {
        if !same_file(&self.files[0].path, &other.files[0]) {
            return false;
        }
        for path in &other.files[1..] {
            if !self.files.iter().any(|it| same_file(&it.path, path)) {
                self.files.push(File::foreign(path));
            }
        }
        true
    }

    pub(super) fn read(&self) -> Result<Vec<Source>> {
        self.files.iter().map(File::read).collect()
    }
}

impl File {
    fn own(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            is_own: true,
            made: None,
            checked_in: None,
        }
    }

    fn read(&self) -> Result<Source> {
        match &self.made {
            Some(text) => Ok(Source::new(self.path.display().to_string(), text.as_str())),
            None => read_source(&self.path),
        }
    }

    fn foreign(path: &Path) -> Self {
        Self {
            is_own: false,
            ..Self::own(path)
        }
    }
}

/// Returns the manifests of this package, then those of dependencies, each with its fragments. Each file appears once,
/// because two libraries may hand on the manifest of a third.
pub(super) fn units(
    given: &[Given],
    bases: &[Base],
    handed_on: &[HandedOn],
    dependencies: bool,
) -> Result<Vec<Unit>> {
    let mut units: Vec<Unit> = if bases.is_empty() {
        given.iter().map(Unit::own).collect()
    } else {
        extending(given, bases, handed_on)?
    };
    if dependencies {
        for it in handed_on {
            if !units.iter_mut().any(|unit| unit.absorb(it)) {
                units.push(Unit::foreign(it));
            }
        }
    }
    Ok(units)
}

/// Returns the manifests of other packages with the fragments of this package.
fn extending(given: &[Given], bases: &[Base], handed_on: &[HandedOn]) -> Result<Vec<Unit>> {
    let mut candidates = Vec::new();
    for base in bases {
        let of_base = handed_on.iter().filter(|it| it.package == base.package);
        let before = candidates.len();
        candidates.extend(of_base.map(|it| (it, base)));
        if candidates.len() == before {
            let others = handed_on.iter().map(|it| it.package.clone());
            let mut others: Vec<_> = others.collect();
            sort::sort(&mut others);
            others.dedup();
            return Err(ErrorKind::NoBase {
                package: base.package.clone(),
                others,
            }
            .into());
        }
    }
    let mut units: Vec<Unit> = Vec::new();
    for given in given {
        let (manifest, base) = base_of(&given.path, &candidates)?;
        let mut extended = units.iter();
        let position = extended.position(|it| it.files[0].path == manifest.files[0]);
        let index = position.unwrap_or_else(|| {
            let mut unit = Unit::foreign(manifest);
            unit.base = Some(match &base.path {
                Some(path) => manifest.paths.at(path),
                None => manifest.paths.clone(),
            });
            units.push(unit);
            units.len() - 1
        });
        units[index].add(given);
    }
    Ok(units)
}

/// Joins a manifest and its fragments.
pub(super) fn joined(sources: impl IntoIterator<Item = Source>) -> Source {
    let joined = sources.into_iter().reduce(Source::with_fragment);
    joined.expect("a unit has a manifest")
}

/// Returns the manifest that a fragment extends: the only one, or the one that has its first provider.
fn base_of<'h>(
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
