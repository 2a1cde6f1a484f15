//! `etw-manifest register-kit`: what registers the events with Windows, as files.

use std::fs;
use std::process::ExitCode;

use etw_manifest::registration::kit;

use crate::arguments::RegisterKit;
use crate::command::resource::{stem, write};
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &RegisterKit) -> Result<ExitCode, Failure> {
    let compiled = compile_file(&arguments.file, &arguments.diagnostics)?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    let failure = |error| Failure::new(&arguments.file, &error);
    let bytes = fs::read(&arguments.file).map_err(failure)?;
    let source = &compiled.source;
    let files = kit(
        &bytes,
        source,
        &manifest,
        &arguments.resource,
        &stem(&arguments.file),
    );
    let original = fs::canonicalize(&arguments.file).map_err(failure)?;
    for file in &files {
        let path = arguments.out.join(&file.name);
        if fs::canonicalize(&path).is_ok_and(|it| it == original) {
            let error = "the manifest itself would be overwritten; name another folder with --out";
            return Err(Failure::text(&path, error.to_owned()));
        }
    }
    for file in &files {
        write(&arguments.out, &file.name, &file.bytes)?;
    }
    eprintln!(
        "{} files written to {}",
        files.len(),
        arguments.out.display()
    );
    Ok(ExitCode::SUCCESS)
}
