//! Writes to standard output and standard error, which may be closed or full.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use crate::report::Failure;

/// Where diagnostics go: to standard output if they are the result of a command, or else to standard error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stream {
    Output,
    Errors,
}

impl Stream {
    pub(crate) fn is_terminal(self) -> bool {
        match self {
            Self::Output => io::stdout().is_terminal(),
            Self::Errors => io::stderr().is_terminal(),
        }
    }

    /// Writes a text or bytes. A closed pipe (`| head`) is not an error, and there is no place to report those of standard error.
    pub(crate) fn write(self, text: impl AsRef<[u8]>) -> Result<(), Failure> {
        let written = match self {
            Self::Output => {
                let mut output = io::stdout().lock();
                output
                    .write_all(text.as_ref())
                    .and_then(|()| output.flush())
            }
            Self::Errors => {
                let _ = io::stderr().lock().write_all(text.as_ref());
                Ok(())
            }
        };
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(Path::new("standard output"), &error))
            }
            _ => Ok(()),
        }
    }
}

/// Writes a line to standard error.
pub(crate) fn tell(line: &str) {
    let _ = Stream::Errors.write(format!("{line}\n"));
}
