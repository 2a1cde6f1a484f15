//! Shows problems through cargo.

use std::env;
use std::io::IsTerminal as _;

use crate::diagnostic::{Diagnostic, MessageFormat};
use crate::error::{Error, ErrorKind};
use crate::source::Source;

/// Shows a warning. Cargo shows only `cargo::warning` lines of a build script that succeeds.
pub(super) fn warning(source: &Source, diagnostic: &Diagnostic) {
    for line in diagnostic
        .render(source, MessageFormat::Human { color: false })
        .lines()
    {
        println!("cargo::warning={line}");
    }
}

/// Shows an error. Cargo shows `cargo::error` lines in its summary, and standard error of a build script that fails.
pub(super) fn error(error: &Error) {
    let color =
        std::io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
    let ErrorKind::Manifest { problems } = error.kind() else {
        println!("cargo::error={error}");
        eprintln!("error: {error}");
        return;
    };
    for (source, diagnostic) in problems {
        println!(
            "cargo::error={}",
            diagnostic.render(source, MessageFormat::Short)
        );
        eprintln!(
            "{}\n",
            diagnostic.render(source, MessageFormat::Human { color })
        );
    }
    let count = problems.len();
    let word = if count == 1 { "error" } else { "errors" };
    eprintln!("{count} {word}; for more about a code, run `etw-manifest explain CODE`");
}
