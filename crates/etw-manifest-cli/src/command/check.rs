//! `etw-manifest check`: reports every problem.

use std::process::ExitCode;

use crate::arguments::{Check, Format};
use crate::report::{Failure, compile_files};

#[expect(
    clippy::unnecessary_wraps,
    reason = "every command has the same signature"
)]
pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    let (mut checked, mut errors, mut warnings) = (0, 0, 0);
    let mut unreadable = Vec::new();
    for compiled in compile_files(
        &arguments.files,
        &arguments.fragments,
        &arguments.diagnostics,
    ) {
        match compiled {
            Ok(compiled) => {
                checked += 1;
                errors += compiled.errors;
                warnings += compiled.warnings;
            }
            // The other manifests may have problems too.
            Err(failure) => unreadable.push(failure),
        }
    }
    for failure in &unreadable {
        eprintln!("error: {failure}");
    }
    if let Format::Human = arguments.diagnostics.message_format {
        let files = count(checked, "manifest");
        eprintln!(
            "{files} checked: {}, {}",
            count(errors, "error"),
            count(warnings, "warning")
        );
    }
    Ok(match errors {
        _ if !unreadable.is_empty() => ExitCode::from(2),
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
