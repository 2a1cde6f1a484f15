//! Reads manifests.

use std::path::Path;

use crate::error::{Error, Result};
use crate::files;
use crate::source::Source;

/// Reads a manifest, and makes the build depend on it.
pub(super) fn read_source(path: &Path) -> Result<Source> {
    println!("cargo::rerun-if-changed={}", path.display());
    let bytes = files::read(path).map_err(|error| Error::read(path, error))?;
    Source::decode(path.display().to_string(), &bytes)
        .map_err(|(source, error)| Error::rejected(&source, vec![error.into()]))
}
