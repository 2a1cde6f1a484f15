//! `etw-manifest check`: reports every problem.

use std::process::ExitCode;

use crate::arguments::{Check, Format};
use crate::report::{Failure, compile_files};

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    let (mut errors, mut warnings) = (0, 0);
    for compiled in compile_files(&arguments.files, &arguments.diagnostics) {
        let compiled = compiled?;
        errors += compiled.errors;
        warnings += compiled.warnings;
    }
    if let Format::Human = arguments.diagnostics.message_format {
        let files = count(arguments.files.len(), "manifest");
        eprintln!(
            "{files} checked: {}, {}",
            count(errors, "error"),
            count(warnings, "warning")
        );
    }
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
