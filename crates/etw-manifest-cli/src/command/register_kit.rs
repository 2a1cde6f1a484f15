//! `etw-manifest register-kit`: writes the files that register a provider on Windows.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use etw_manifest::compile;
use etw_manifest::model::Manifest;
use etw_manifest::registration::{File, kit};
use etw_manifest::source::Source;

use crate::arguments::RegisterKit;
use crate::command::resource::stem;
use crate::command::write;
use crate::input::one;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &RegisterKit) -> Result<ExitCode, Failure> {
    let file = one(&arguments.file)?;
    let compiled = compile_file(&file, &arguments.fragments, &arguments.diagnostics)?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    let written = if arguments.fragments.is_empty() {
        kit_files(&compiled.files[0], &compiled.source, &manifest, arguments)
    } else {
        let merged = etw_manifest::merge(&compiled.source).unwrap_or_default();
        let source = Source::new(compiled.source.name(), merged);
        let manifest = compile(&source, &arguments.diagnostics.options()).manifest;
        let Some(manifest) = manifest else {
            let error = "the merged manifest does not compile; `etw-manifest merge` prints it";
            return Err(Failure::text(&file, error.to_owned()));
        };
        kit_files(source.text().as_bytes(), &source, &manifest, arguments)
    };
    let count = written.len();
    let outputs = written.into_iter().map(|it| (it.name, it.bytes));
    let inputs = arguments.fragments.files(&file);
    let inputs: Vec<PathBuf> = inputs.into_iter().map(Path::to_owned).collect();
    write(&arguments.out, outputs, &inputs)?;
    let shell = &arguments.diagnostics.shell;
    shell.note(&format!(
        "{count} files written to {}",
        arguments.out.display()
    ));
    Ok(ExitCode::SUCCESS)
}

fn kit_files(
    bytes: &[u8],
    source: &Source,
    manifest: &Manifest,
    arguments: &RegisterKit,
) -> Vec<File> {
    let stem = stem(source);
    kit(bytes, source, manifest, &arguments.resource, &stem)
}
