//! Compiles files and shows their diagnostics.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use etw_manifest::diagnostic::{Diagnostic, MessageFormat, Severity};
use etw_manifest::files;
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;

use crate::arguments::{Diagnostics, Fragments};
use crate::progress::Progress;

/// An error that ends a command with exit code 2.
#[derive(Debug)]
pub(crate) struct Failure {
    path: PathBuf,
    error: String,
}

impl Failure {
    /// Makes a failure of an I/O error.
    pub(crate) fn new(path: &Path, error: &io::Error) -> Self {
        Self::text(path, error.to_string())
    }

    /// Makes a failure of a message.
    pub(crate) fn text(path: &Path, error: String) -> Self {
        Self {
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path.display(), self.error)
    }
}

impl error::Error for Failure {}

/// A compiled file.
pub(crate) struct Compiled {
    pub(crate) source: Source,
    pub(crate) manifest: Option<Manifest>,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

/// Compiles files and shows their diagnostics, and progress if it takes long, on standard error.
pub(crate) fn compile_files<'f>(
    paths: &'f [PathBuf],
    fragments: &'f Fragments,
    diagnostics: &'f Diagnostics,
) -> impl Iterator<Item = Result<Compiled, Failure>> + 'f {
    let mut progress = Progress::new("manifests checked", paths.len());
    paths.iter().map(move |path| {
        let compiled = compile(&fragments.files(path), diagnostics, || progress.clear());
        progress.step();
        compiled
    })
}

/// Compiles a file and shows its diagnostics on standard error.
pub(crate) fn compile_file(
    path: &Path,
    fragments: &Fragments,
    diagnostics: &Diagnostics,
) -> Result<Compiled, Failure> {
    compile(&fragments.files(path), diagnostics, || ())
}

/// Compiles a manifest and its fragments as one, and shows their diagnostics after `before_showing`.
pub(crate) fn compile(
    paths: &[&Path],
    diagnostics: &Diagnostics,
    mut before_showing: impl FnMut(),
) -> Result<Compiled, Failure> {
    let format = diagnostics.format();
    let mut source: Option<Source> = None;
    for path in paths {
        let bytes = files::read(path).map_err(|error| Failure::new(path, &error))?;
        let decoded = Source::decode(path.display().to_string(), &bytes);
        let next = match decoded {
            Ok(next) => next,
            Err((source, error)) => {
                before_showing();
                show(&source, &error.into(), format);
                return Ok(Compiled {
                    source,
                    manifest: None,
                    errors: 1,
                    warnings: 0,
                });
            }
        };
        source = Some(match source {
            Some(base) => base.with_fragment(next),
            None => next,
        });
    }
    let source = source.expect("there is a manifest");
    let outcome = etw_manifest::compile(&source, &diagnostics.options());
    if !outcome.diagnostics.is_empty() {
        before_showing();
    }
    for diagnostic in &outcome.diagnostics {
        show(&source, diagnostic, format);
    }
    let errors = outcome
        .diagnostics
        .iter()
        .filter(|it| it.severity() == Severity::Error)
        .count();
    let warnings = outcome.diagnostics.len() - errors;
    Ok(Compiled {
        source,
        manifest: outcome.manifest,
        errors,
        warnings,
    })
}

/// Shows a diagnostic on standard error.
pub(crate) fn show(source: &Source, diagnostic: &Diagnostic, format: MessageFormat) {
    let text = diagnostic.render(source, format);
    match format {
        MessageFormat::Human { .. } => eprintln!("{text}\n"),
        _ => eprintln!("{text}"),
    }
}
