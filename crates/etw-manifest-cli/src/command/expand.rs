//! `etw-manifest expand`: prints the generated Rust code.

use std::process::ExitCode;

use crate::arguments::Expand;
use crate::command::print;
use crate::input::one;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &mut Expand) -> Result<ExitCode, Failure> {
    arguments.diagnostics.generates_code = true;
    let compiled = compile_file(
        &one(&arguments.file)?,
        &arguments.fragments,
        &arguments.diagnostics,
    )?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    let code = match &arguments.fragments.base {
        None => {
            let runtime_path = arguments.runtime_path.as_deref();
            manifest.to_rust(runtime_path.unwrap_or("::etw_provider"))
        }
        Some(_) => {
            let base = &arguments.base_path;
            let runtime_path = arguments.runtime_path.clone();
            let runtime_path = runtime_path.unwrap_or_else(|| format!("{base}::etw_provider"));
            manifest.fragment_to_rust(1, base, &runtime_path)
        }
    };
    Ok(print(&code))
}
