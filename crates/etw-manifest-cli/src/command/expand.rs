//! `etw-manifest expand`: prints the generated Rust code.

use std::process::ExitCode;

use crate::arguments::Expand;
use crate::command::print;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &Expand) -> Result<ExitCode, Failure> {
    let compiled = compile_file(
        &arguments.file,
        &arguments.fragments,
        &arguments.diagnostics,
    )?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    Ok(print(&manifest.to_rust(&arguments.runtime_path)))
}
