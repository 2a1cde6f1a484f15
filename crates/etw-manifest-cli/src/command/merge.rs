//! `etw-manifest merge`: prints a manifest and its fragments as one manifest.

use std::path::Path;
use std::process::ExitCode;

use crate::arguments::Merge;
use crate::command::print;
use crate::report::{Failure, compile};

pub(crate) fn run(arguments: &Merge) -> Result<ExitCode, Failure> {
    let mut files: Vec<&Path> = vec![&arguments.file];
    files.extend(arguments.fragments.iter().map(AsRef::<Path>::as_ref));
    let compiled = compile(&files, &arguments.diagnostics, || ())?;
    let merged = compiled
        .manifest
        .and_then(|_| etw_manifest::merge(&compiled.source));
    Ok(merged.map_or(ExitCode::FAILURE, |text| print(&text)))
}
