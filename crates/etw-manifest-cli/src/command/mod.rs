//! The commands, one file each.

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
pub(crate) mod register_kit;
pub(crate) mod resource;

use std::io::{self, Write as _};
use std::process::ExitCode;

/// Writes a result to standard output; a reader that has seen enough (`| head`) is no failure.
pub(crate) fn print(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("error: standard output: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}
