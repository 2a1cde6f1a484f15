//! Compiles files and shows their diagnostics.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use etw_manifest::Outcome;
use etw_manifest::diagnostic::{Code, Diagnostic, MessageFormat, Severity, sarif};
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;

use crate::arguments::{Diagnostics, Fragments};
use crate::input::{is_stdin, read};
use crate::output::Stream;

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
    /// The bytes of the manifest and its fragments.
    pub(crate) files: Vec<Vec<u8>>,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// The code of the first diagnostic.
    pub(crate) first: Option<Code>,
}

/// Shows diagnostics in the format and on the stream that the command line asks for.
pub(crate) struct Reporter<'a> {
    diagnostics: &'a Diagnostics,
    stream: Stream,
    /// The diagnostics that one document will have.
    found: Vec<(Source, Vec<Diagnostic>)>,
}

impl<'a> Reporter<'a> {
    pub(crate) const fn new(diagnostics: &'a Diagnostics, stream: Stream) -> Self {
        Self {
            diagnostics,
            stream,
            found: Vec::new(),
        }
    }

    pub(crate) fn show(&mut self, source: &Source, list: Vec<Diagnostic>) -> Result<(), Failure> {
        let Some(format) = self.diagnostics.format(self.stream) else {
            self.found.push((source.clone(), list));
            return Ok(());
        };
        let end = match format {
            MessageFormat::Human { .. } => "\n\n",
            _ => "\n",
        };
        for diagnostic in list {
            let text = diagnostic.render(source, format) + end;
            self.stream.write(text)?;
        }
        Ok(())
    }

    /// Writes the document, if the format has one for all diagnostics.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        if self.diagnostics.format(self.stream).is_some() {
            return Ok(());
        }
        let found = self.found.iter();
        let found: Vec<_> = found.map(|(source, list)| (source, &list[..])).collect();
        self.stream.write(sarif(&found) + "\n")
    }
}

/// Compiles a file and shows its diagnostics on standard error.
pub(crate) fn compile_file(
    path: &Path,
    fragments: &Fragments,
    diagnostics: &Diagnostics,
) -> Result<Compiled, Failure> {
    let mut reporter = Reporter::new(diagnostics, Stream::Errors);
    let compiled = compile(&fragments.files(path), &mut reporter)?;
    reporter.finish()?;
    Ok(compiled)
}

/// Compiles a manifest and its fragments as one, and shows their diagnostics.
pub(crate) fn compile(paths: &[&Path], reporter: &mut Reporter<'_>) -> Result<Compiled, Failure> {
    let files = paths.iter().map(|path| read(path));
    compile_bytes(paths, files.collect::<Result<_, _>>()?, reporter, || ())
}

/// Compiles the bytes of a manifest and its fragments, and shows their diagnostics after `before_showing`.
pub(crate) fn compile_bytes(
    paths: &[&Path],
    files: Vec<Vec<u8>>,
    reporter: &mut Reporter<'_>,
    before_showing: impl FnOnce(),
) -> Result<Compiled, Failure> {
    let name = |path: &Path| match is_stdin(path) {
        true => reporter.diagnostics.stdin_name.clone(),
        false => path.display().to_string(),
    };
    let decoded = paths.iter().zip(&files);
    let decoded = decoded.map(|(path, bytes)| Source::decode(name(path), bytes));
    let joined = decoded.reduce(|base, next| Ok(base?.with_fragment(next?)));
    let (source, outcome) = match joined.expect("there is a manifest") {
        Ok(source) => {
            let outcome = etw_manifest::compile(&source, &reporter.diagnostics.options());
            (source, outcome)
        }
        Err((source, error)) => {
            let outcome = Outcome {
                manifest: None,
                diagnostics: vec![error.into()],
            };
            (source, outcome)
        }
    };
    let is_error = |it: &&Diagnostic| it.severity() == Severity::Error;
    let errors = outcome.diagnostics.iter().filter(is_error).count();
    let warnings = outcome.diagnostics.len() - errors;
    let first = outcome.diagnostics.first().map(Diagnostic::code);
    if !outcome.diagnostics.is_empty() {
        before_showing();
    }
    reporter.show(&source, outcome.diagnostics)?;
    Ok(Compiled {
        source,
        manifest: outcome.manifest,
        files,
        errors,
        warnings,
        first,
    })
}
