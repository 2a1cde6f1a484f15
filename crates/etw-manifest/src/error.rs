//! Errors of build scripts.

use std::path::{Path, PathBuf};
use std::{env, error, fmt, io, result};

use crate::diagnostic::{Diagnostic, MessageFormat};
use crate::source::Source;

pub(crate) type Result<T> = result::Result<T, Error>;

/// An error of [`Build::try_compile`](crate::Build::try_compile).
///
/// `Debug` shows the same text as `Display`, so that a build script that ends with `?` or `unwrap` is readable too.
pub struct Error(Box<ErrorKind>);

/// The kind of an [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Manifests were rejected.
    #[non_exhaustive]
    Manifest {
        /// Every error, with the source that contains it.
        problems: Vec<(Source, Diagnostic)>,
    },
    /// A manifest or a baseline could not be read.
    #[non_exhaustive]
    Read {
        /// The path of the file.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
    /// An output could not be written.
    #[non_exhaustive]
    Write {
        /// The path of the file.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
    /// A method that is about the last manifest was called before any manifest was given.
    #[non_exhaustive]
    NoManifest {
        /// The name of the method.
        method: &'static str,
    },
    /// No dependency hands on the manifests of the package that is extended.
    #[non_exhaustive]
    NoBase {
        /// The name of that package.
        package: String,
        /// The packages that hand on manifests.
        others: Vec<String>,
    },
    /// A baseline was given, but the feature `baseline` of this crate is off.
    BaselineFeature,
    /// No output folder was given, and cargo did not set `OUT_DIR`.
    NoOutDir,
    /// A path has no file name, or one that is not Unicode.
    #[non_exhaustive]
    FileName {
        /// The path.
        path: PathBuf,
    },
    /// The outputs of two manifests would have the same name.
    #[non_exhaustive]
    SameName {
        /// The path of the manifest that was given first.
        first: PathBuf,
        /// The path of the other manifest.
        second: PathBuf,
    },
    /// The path of a module or of the runtime is not a path of Rust.
    #[non_exhaustive]
    RustPath {
        /// The text that was given.
        path: String,
    },
    /// The visibility is not one that generated modules can have.
    #[non_exhaustive]
    Visibility {
        /// The text that was given.
        visibility: String,
    },
    /// Code in the source tree is not the code of its manifest, and is not rewritten in continuous integration.
    #[non_exhaustive]
    Stale {
        /// The path of the code.
        path: PathBuf,
        /// The path of the manifest.
        manifest: PathBuf,
        /// The changes, as a unified diff.
        diff: String,
    },
}

impl Error {
    /// Makes an error of all problems of one manifest.
    pub(crate) fn rejected(source: &Source, problems: Vec<Diagnostic>) -> Self {
        let problems = problems.into_iter().map(|it| (source.clone(), it));
        ErrorKind::Manifest {
            problems: problems.collect(),
        }
        .into()
    }

    pub(crate) fn read(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        ErrorKind::Read { path, error }.into()
    }

    pub(crate) fn write(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        ErrorKind::Write { path, error }.into()
    }

    /// Returns the kind of this error.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Unwraps this error into its kind.
    #[must_use]
    pub fn into_kind(self) -> ErrorKind {
        *self.0
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Manifest { problems } => {
                let texts = problems
                    .iter()
                    .map(|(source, it)| it.render(source, MessageFormat::Human { color: false }));
                formatter.write_str(&texts.collect::<Vec<_>>().join("\n\n"))
            }
            ErrorKind::Read { path, error } => {
                write!(formatter, "cannot read {}: {error}", path.display())?;
                match error.kind() {
                    io::ErrorKind::NotFound => formatter.write_str(&start_of(path)),
                    _ => Ok(()),
                }
            }
            ErrorKind::Write { path, error } => {
                write!(formatter, "cannot write {}: {error}", path.display())
            }
            ErrorKind::NoManifest { method } => write!(
                formatter,
                "`Build::{method}` must follow the `Build::manifest` that it belongs to"
            ),
            ErrorKind::NoBase { package, others } => no_base(formatter, package, others),
            ErrorKind::BaselineFeature => formatter.write_str(
                "`Build::baseline` needs the feature `baseline`: in Cargo.toml, write \
                 `etw-manifest = { version = \"0.1\", features = [\"baseline\"] }`",
            ),
            ErrorKind::NoOutDir => formatter
                .write_str("OUT_DIR is not set: call this from a build script, or set `out_dir`"),
            ErrorKind::FileName { path } => {
                write!(formatter, "{} has no Unicode file name", path.display())
            }
            ErrorKind::SameName { first, second } if first == second => {
                write!(formatter, "{} is given twice; remove one", first.display())
            }
            ErrorKind::SameName { first, second } => write!(
                formatter,
                "{} and {} would be written to the same file; rename one",
                first.display(),
                second.display()
            ),
            ErrorKind::RustPath { path } => write!(
                formatter,
                "`{path}` is not a Rust path; expected one such as `::etw_provider`"
            ),
            ErrorKind::Visibility { visibility } => write!(
                formatter,
                "`{visibility}` is not a visibility of modules; expected `pub`, `pub(crate)` or `pub(super)`"
            ),
            ErrorKind::Stale {
                path,
                manifest,
                diff,
            } => write!(
                formatter,
                "{} is not the code of {}; build without the variable `CI`, and commit the result\n{diff}",
                path.display(),
                manifest.display()
            ),
        }
    }
}

fn no_base(formatter: &mut fmt::Formatter<'_>, package: &str, others: &[String]) -> fmt::Result {
    write!(
        formatter,
        "no dependency hands on the manifests of `{package}`: the package must be in `[dependencies]` of this package, because \
         cargo tells build scripts of direct dependencies only, and its Cargo.toml must have `links`"
    )?;
    if others.is_empty() {
        return formatter.write_str("; no other dependency hands on a manifest");
    }
    write!(formatter, "; manifests come from {}", others.join(", "))
}

/// Returns the folder that a relative path starts at, because a package and its workspace differ in it.
fn start_of(path: &Path) -> String {
    match env::current_dir() {
        Ok(folder) if path.is_relative() => format!("; the path starts at {}", folder.display()),
        _ => String::new(),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Read { error, .. } | ErrorKind::Write { error, .. } => Some(error),
            _ => None,
        }
    }
}
