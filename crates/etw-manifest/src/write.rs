//! Writes files as a whole, and only if they change.

use std::path::Path;
use std::{fs, io};

/// Writes a file, unless it already has this content: an unchanged time stamp saves cargo a rebuild.
pub(crate) fn write_if_changed(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let complete = path.with_file_name(name);
    fs::write(&complete, content)?;
    fs::rename(&complete, path)
}
