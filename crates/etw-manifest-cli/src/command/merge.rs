//! `etw-manifest merge`: prints a manifest and its fragments as one manifest.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::arguments::Merge;
use crate::command::print;
use crate::input::{expand, one};
use crate::output::Stream;
use crate::report::{Failure, Reporter, compile};

pub(crate) fn run(arguments: &Merge) -> Result<ExitCode, Failure> {
    let mut files = vec![one(&arguments.file)?];
    for fragment in expand(&arguments.fragments) {
        files.push(fragment?);
    }
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let mut reporter = Reporter::new(&arguments.diagnostics, Stream::Errors);
    let compiled = compile(&files, &mut reporter)?;
    reporter.finish()?;
    let merged = compiled
        .manifest
        .and_then(|_| etw_manifest::merge(&compiled.source));
    Ok(merged.map_or(ExitCode::FAILURE, |text| print(&text)))
}
