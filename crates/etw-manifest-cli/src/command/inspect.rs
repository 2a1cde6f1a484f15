//! `etw-manifest inspect`: prints the resolved manifest.

use std::process::ExitCode;

use crate::arguments::{Inspect, InspectFormat};
use crate::command::print;
use crate::input::one;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &Inspect) -> Result<ExitCode, Failure> {
    let compiled = compile_file(
        &one(&arguments.file)?,
        &arguments.fragments,
        &arguments.diagnostics,
    )?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    let text = match arguments.format {
        InspectFormat::Json => manifest.to_json(),
        InspectFormat::Text => manifest.to_text(),
    };
    Ok(print(&text))
}
