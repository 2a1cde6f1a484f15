//! Reads manifests, and writes sets of files: each appears complete or not at all, and none replaces an input.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::source::MAX_LENGTH;

/// A file that could not be written.
#[derive(Debug)]
pub struct WriteError {
    /// The path of the file.
    pub path: PathBuf,
    /// The reason.
    pub error: io::Error,
}

/// Reads a manifest. A device may have no end, so the rest of a file that is too long to be decoded is not read.
///
/// # Errors
/// Returns an error if the file cannot be read.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(MAX_LENGTH as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file that is not a manifest.
///
/// # Errors
/// Returns an error if the file cannot be read, or if it is longer than a manifest can be.
#[cfg(feature = "tools")]
pub fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = read(path)?;
    if bytes.len() > MAX_LENGTH {
        let error = format!("the file has more than {} MiB", MAX_LENGTH >> 20);
        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
    }
    Ok(bytes)
}

/// Writes files, and replaces older ones only after all of them are written.
///
/// A file that already has its content stays untouched: an unchanged time stamp saves cargo a rebuild.
///
/// # Errors
/// Returns the first file that cannot be written, or that is one of the inputs. No file has changed then, unless the
/// error is that of a rename.
pub fn write_all(
    files: impl IntoIterator<Item = (PathBuf, impl AsRef<[u8]>)>,
    inputs: &[&Path],
) -> Result<(), WriteError> {
    let inputs: Vec<PathBuf> = inputs.iter().flat_map(fs::canonicalize).collect();
    let mut complete = Vec::new();
    for (path, content) in files {
        let written = write(&path, content.as_ref(), &inputs);
        let written = written.map_err(|error| WriteError { path, error })?;
        complete.extend(written);
    }
    for file in complete {
        let path = file.path.clone();
        let renamed = file.replace();
        renamed.map_err(|error| WriteError { path, error })?;
    }
    Ok(())
}

/// Writes the content beside the file, or returns `None` if the file already has it.
fn write(path: &Path, content: &[u8], inputs: &[PathBuf]) -> io::Result<Option<Temporary>> {
    if fs::canonicalize(path).is_ok_and(|it| inputs.contains(&it)) {
        let error = "this would overwrite an input; choose another folder or name";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, error));
    }
    let old = match fs::symlink_metadata(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // A link is replaced, not followed: someone else may have planted it. A pipe would block.
    let regular = old.as_ref().filter(|it| it.is_file());
    if regular.is_none() && old.as_ref().is_some_and(|it| !it.is_symlink()) {
        let error = "this exists and is not a regular file";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, error));
    }
    let same_length = regular.is_some_and(|it| it.len() == content.len() as u64);
    if same_length && fs::read(path).is_ok_and(|old| old == content) {
        return Ok(None);
    }
    let permissions = regular.map(fs::Metadata::permissions);
    Temporary::new(path, content, permissions).map(Some)
}

/// A complete file under a temporary name. It is removed unless it replaces the file at its path.
struct Temporary {
    name: PathBuf,
    path: PathBuf,
}

impl Temporary {
    fn new(path: &Path, content: &[u8], permissions: Option<Permissions>) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let (name, mut file) = create(path)?;
        let path = path.to_owned();
        let temporary = Self { name, path };
        file.write_all(content)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        Ok(temporary)
    }

    fn replace(self) -> io::Result<()> {
        fs::rename(&self.name, &self.path)
    }
}

impl Drop for Temporary {
    /// After a rename there is nothing to remove.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.name);
    }
}

/// Creates a file with a new name in the folder of `path`. Other processes may write the same output, so the number of
/// the process is in the name; processes of two containers may share it, so a name that exists is skipped.
fn create(path: &Path) -> io::Result<(PathBuf, File)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}-{number}.tmp", process::id()));
        let name = path.with_file_name(name);
        match OpenOptions::new().write(true).create_new(true).open(&name) {
            Ok(file) => return Ok((name, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
