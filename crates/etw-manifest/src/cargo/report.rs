//! Problems the way cargo shows them.

use std::env;
use std::io::IsTerminal as _;

use crate::diagnostic::{Diagnostic, MessageFormat};
use crate::error::Error;
use crate::source::Source;

/// Cargo shows the lines of `cargo::warning`, and nothing else of a build script that succeeds.
pub(super) fn warning(source: &Source, diagnostic: &Diagnostic) {
    for line in diagnostic
        .render(source, MessageFormat::Human { color: false })
        .lines()
    {
        println!("cargo::warning={line}");
    }
}

/// Cargo shows `cargo::error` in its own summary, and the standard error of a build script that fails.
pub(super) fn error(error: &Error) {
    let color =
        std::io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
    let Error::Manifest(problems) = error else {
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
    eprintln!("{count} {word}; `etw-manifest explain CODE` tells more about a code");
}
