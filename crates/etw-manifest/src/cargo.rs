//! The front door for build scripts: files in, generated code out, everything said the way cargo wants it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use crate::diagnostic::{Code, Diagnostic, MessageFormat, Severity};
use crate::diff;
use crate::error::Error;
use crate::model::Manifest;
use crate::source::Source;
use crate::write::write_if_changed;
use crate::{LintLevel, Options, compile, rust};

/// Compiles manifests in a build script.
///
/// ```no_run
/// // build.rs
/// fn main() {
///     etw_manifest::Build::new().manifest("manifests/activation-services.man").compile();
/// }
/// ```
///
/// Each `NAME.man` becomes `OUT_DIR/NAME.rs`, which `etw_provider::include_manifest!("NAME")` includes.
#[derive(Clone, Default, Debug)]
#[must_use = "nothing happens before `compile` or `try_compile`"]
pub struct Build {
    manifests: Vec<PathBuf>,
    /// Each with the manifest it is an older copy of.
    baselines: Vec<(Option<PathBuf>, PathBuf)>,
    out_dir: Option<PathBuf>,
    options: Options,
    rust: rust::Options,
}

impl Build {
    /// Without manifests, every lint at its default.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a manifest; a relative path starts at the package's folder, as in every build script.
    pub fn manifest(mut self, path: impl AsRef<Path>) -> Self {
        self.manifests.push(path.as_ref().to_owned());
        self
    }

    /// Compares the manifest added last with an older copy of it, committed when it was released. A change that breaks
    /// readers of the events is an error ([`BASELINE`](crate::diagnostic::codes::BASELINE)); everything else that changed
    /// is not mentioned. To accept a break, copy the manifest over the baseline.
    ///
    /// ```no_run
    /// etw_manifest::Build::new()
    ///     .manifest("manifests/harbour.man")
    ///     .baseline("manifests/released/harbour.man")
    ///     .compile();
    /// ```
    pub fn baseline(mut self, path: impl AsRef<Path>) -> Self {
        let manifest = self.manifests.last().cloned();
        self.baselines.push((manifest, path.as_ref().to_owned()));
        self
    }

    /// Writes to this folder instead of `OUT_DIR`.
    pub fn out_dir(mut self, path: impl AsRef<Path>) -> Self {
        self.out_dir = Some(path.as_ref().to_owned());
        self
    }

    /// The path under which the generated code finds the runtime: `::etw_provider` unless a crate re-exports it.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.rust.runtime_path = path.into();
        self
    }

    /// Silences a lint.
    pub fn allow(self, code: Code) -> Self {
        self.lint(code, LintLevel::Allow)
    }

    /// Makes an error of a lint.
    pub fn deny(self, code: Code) -> Self {
        self.lint(code, LintLevel::Deny)
    }

    /// Sets the level of a lint.
    pub fn lint(mut self, code: Code, level: LintLevel) -> Self {
        self.options = self.options.lint(code, level);
        self
    }

    /// Compiles. On an error it says what is wrong and ends the build script with status 1, without a backtrace.
    pub fn compile(self) {
        if let Err(error) = self.try_compile() {
            report(&error);
            process::exit(1);
        }
    }

    /// Compiles. All manifests are read and checked before anything is written; after an error, what an earlier build
    /// wrote is still there.
    ///
    /// # Errors
    /// Every problem of every manifest, or why a file could not be read or written.
    pub fn try_compile(self) -> Result<(), Error> {
        println!("cargo::rerun-if-changed=build.rs");
        let baselines = self.baselines.iter().map(|(_, path)| path);
        for path in self.manifests.iter().chain(baselines) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        if let Some((None, path)) = self.baselines.first() {
            return Err(Error::Baseline(path.clone()));
        }
        let out_dir = self.find_out_dir()?;
        let stems = self.stems()?;
        let mut outputs = Vec::new();
        let mut refused = Vec::new();
        for (stem, path) in stems {
            match self.read(path) {
                Ok(manifest) => outputs.push((
                    out_dir.join(format!("{stem}.rs")),
                    rust::generate(&manifest, &self.rust),
                )),
                Err(Error::Manifest(mut problems)) => refused.append(&mut problems),
                Err(error) => return Err(error),
            }
        }
        if !refused.is_empty() {
            return Err(Error::Manifest(refused));
        }
        for (path, text) in outputs {
            write_if_changed(&path, text.as_bytes()).map_err(|error| Error::write(&path, error))?;
        }
        Ok(())
    }

    fn find_out_dir(&self) -> Result<PathBuf, Error> {
        let from_cargo = || env::var_os("OUT_DIR").map(PathBuf::from);
        self.out_dir
            .clone()
            .or_else(from_cargo)
            .ok_or(Error::NoOutDir)
    }

    /// The manifests by the stem of their names, which becomes the name of the output.
    fn stems(&self) -> Result<BTreeMap<&str, &Path>, Error> {
        let mut stems = BTreeMap::new();
        for path in &self.manifests {
            let stem = path
                .file_stem()
                .and_then(OsStr::to_str)
                .ok_or_else(|| Error::FileName(path.clone()))?;
            if let Some(first) = stems.insert(stem, path.as_path()) {
                return Err(Error::SameName(first.to_owned(), path.clone()));
            }
        }
        Ok(stems)
    }

    fn read(&self, path: &Path) -> Result<Manifest, Error> {
        let source = source(path)?;
        let outcome = compile(&source, &self.options);
        let (errors, warnings): (Vec<_>, Vec<_>) = outcome
            .diagnostics
            .into_iter()
            .partition(|it| it.severity() == Severity::Error);
        for warning in &warnings {
            warn(&source, warning);
        }
        let Some(manifest) = outcome.manifest else {
            return Err(refused(&source, errors));
        };
        let broken = self.broken(path, &manifest)?;
        if broken.is_empty() {
            Ok(manifest)
        } else {
            Err(refused(&source, broken))
        }
    }

    /// What readers of a manifest's baselines notice. Lints of a baseline do not matter: it cannot be mended.
    fn broken(&self, path: &Path, manifest: &Manifest) -> Result<Vec<Diagnostic>, Error> {
        let mut broken = Vec::new();
        for (_, baseline) in self
            .baselines
            .iter()
            .filter(|(of, _)| of.as_deref() == Some(path))
        {
            let source = source(baseline)?;
            let outcome = compile(&source, &Options::new().every_lint(LintLevel::Allow));
            let Some(old) = outcome.manifest else {
                return Err(refused(&source, outcome.diagnostics));
            };
            broken.extend(diff::check_baseline(&old, manifest));
        }
        Ok(broken)
    }
}

fn source(path: &Path) -> Result<Source, Error> {
    let bytes = fs::read(path).map_err(|error| Error::read(path, error))?;
    Source::decode(path.display().to_string(), &bytes)
        .map_err(|(source, diagnostic)| Error::Manifest(vec![(source, *diagnostic)]))
}

fn refused(source: &Source, problems: Vec<Diagnostic>) -> Error {
    let problems = problems.into_iter().map(|it| (source.clone(), it));
    Error::Manifest(problems.collect())
}

/// Cargo shows the lines of `cargo::warning`, and nothing else of a build script that succeeds.
fn warn(source: &Source, diagnostic: &Diagnostic) {
    for line in diagnostic
        .render(source, MessageFormat::Human { color: false })
        .lines()
    {
        println!("cargo::warning={line}");
    }
}

/// Cargo shows `cargo::error` in its own summary, and the standard error of a build script that fails.
fn report(error: &Error) {
    let color = std::io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none();
    if let Error::Manifest(problems) = error {
        for (source, diagnostic) in problems {
            println!(
                "cargo::error={}",
                diagnostic.render(source, MessageFormat::Short)
            );
            eprintln!(
                "{}\n",
                diagnostic.render(source, MessageFormat::Human { color })
            );
        }
        let count = problems.len();
        let word = if count == 1 { "error" } else { "errors" };
        eprintln!("{count} {word}; `etw-manifest explain CODE` tells more about a code");
    } else {
        println!("cargo::error={error}");
        eprintln!("error: {error}");
    }
}
