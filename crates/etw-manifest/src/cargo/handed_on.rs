//! A manifest of another package.

use std::path::PathBuf;

use super::paths::Paths;

/// A manifest that a direct dependency hands on.
#[derive(Debug)]
pub(super) struct HandedOn {
    /// The package that hands it on.
    pub(super) package: String,
    /// The manifest, then its fragments.
    pub(super) files: Vec<PathBuf>,
    pub(super) paths: Paths,
}
