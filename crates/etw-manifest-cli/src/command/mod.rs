//! The commands, one file each.

pub(crate) mod add;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod decompile;
pub(crate) mod diff;
pub(crate) mod doc;
pub(crate) mod expand;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod man;
pub(crate) mod merge;
pub(crate) mod register_kit;
pub(crate) mod resource;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use etw_manifest::files::write_all;

use crate::output::{Stream, tell};
use crate::report::Failure;

/// Writes a result to standard output. A closed pipe (`| head`) is not an error.
pub(crate) fn print(text: &str) -> ExitCode {
    match Stream::Output.write(text) {
        Err(failure) => {
            tell(&format!("error: {failure}"));
            ExitCode::from(2)
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// Writes all files to a folder, or none; an input is never overwritten.
pub(crate) fn write(
    folder: &Path,
    files: impl IntoIterator<Item = (String, impl AsRef<[u8]>)>,
    inputs: &[PathBuf],
) -> Result<(), Failure> {
    let files = files.into_iter();
    let files = files.map(|(name, content)| (folder.join(name), content));
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    write_all(files, &inputs).map_err(|it| Failure::new(&it.path, &it.error))
}
