//! `etw-manifest register-kit`: writes the files that register a provider on Windows.

use std::process::ExitCode;

use etw_manifest::files;
use etw_manifest::registration::kit;

use crate::arguments::RegisterKit;
use crate::command::resource::stem;
use crate::command::write;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &RegisterKit) -> Result<ExitCode, Failure> {
    let compiled = compile_file(&arguments.file, &arguments.diagnostics)?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    let failure = |error| Failure::new(&arguments.file, &error);
    let bytes = files::read(&arguments.file).map_err(failure)?;
    let source = &compiled.source;
    let files = kit(
        &bytes,
        source,
        &manifest,
        &arguments.resource,
        &stem(&arguments.file),
    );
    let count = files.len();
    let outputs = files.into_iter().map(|it| (it.name, it.bytes));
    write(&arguments.out, outputs, &[arguments.file.clone()])?;
    eprintln!("{count} files written to {}", arguments.out.display());
    Ok(ExitCode::SUCCESS)
}
