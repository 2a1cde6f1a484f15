//! `etw-manifest diff`: prints the changes between two manifests.

use std::process::ExitCode;

use crate::arguments::{Diff, InspectFormat};
use crate::command::print;
use crate::input::one;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &Diff) -> Result<ExitCode, Failure> {
    let old = compile_file(
        &one(&arguments.old)?,
        &arguments.fragments,
        &arguments.diagnostics,
    )?;
    let new = compile_file(
        &one(&arguments.new)?,
        &arguments.fragments,
        &arguments.diagnostics,
    )?;
    let (Some(old), Some(new)) = (old.manifest, new.manifest) else {
        return Ok(ExitCode::FAILURE);
    };
    let diff = etw_manifest::diff::Diff::between(&old, &new);
    let text = match arguments.format {
        InspectFormat::Json => diff.to_json(),
        InspectFormat::Text => diff.to_text(),
    };
    let printed = print(&text);
    Ok(if printed == ExitCode::SUCCESS && diff.is_breaking() {
        ExitCode::FAILURE
    } else {
        printed
    })
}
