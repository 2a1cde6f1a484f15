//! Why a build failed.

use std::path::{Path, PathBuf};
use std::{env, error, fmt, io};

use crate::diagnostic::{Diagnostic, MessageFormat};
use crate::source::Source;

/// Why [`Build::try_compile`](crate::Build::try_compile) failed.
///
/// `Debug` is the same text as `Display`, so that a build script that ends with `?` or `unwrap` still tells what is wrong.
#[non_exhaustive]
pub enum Error {
    /// Manifests break rules: each problem with the source it is in.
    Manifest(Vec<(Source, Diagnostic)>),
    /// A manifest could not be read.
    Read(PathBuf, io::Error),
    /// An output could not be written.
    Write(PathBuf, io::Error),
    /// A baseline before any manifest.
    Baseline(PathBuf),
    /// Neither `OUT_DIR` nor an explicit folder: not run by cargo.
    NoOutDir,
    /// A file name that is not Unicode, or is no name.
    FileName(PathBuf),
    /// Two manifests whose outputs would have the same name.
    SameName(PathBuf, PathBuf),
    /// What was given as the path of the runtime is no path of Rust.
    RuntimePath(String),
}

impl Error {
    /// All problems of one manifest.
    pub(crate) fn refused(source: &Source, problems: Vec<Diagnostic>) -> Self {
        let problems = problems.into_iter().map(|it| (source.clone(), it));
        Self::Manifest(problems.collect())
    }

    pub(crate) fn read(path: &Path, error: io::Error) -> Self {
        Self::Read(path.to_owned(), error)
    }

    pub(crate) fn write(path: &Path, error: io::Error) -> Self {
        Self::Write(path.to_owned(), error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest(problems) => {
                let texts = problems
                    .iter()
                    .map(|(source, it)| it.render(source, MessageFormat::Human { color: false }));
                formatter.write_str(&texts.collect::<Vec<_>>().join("\n\n"))
            }
            Self::Read(path, error) => {
                write!(formatter, "cannot read {}: {error}", path.display())?;
                match error.kind() {
                    io::ErrorKind::NotFound => formatter.write_str(&start_of(path)),
                    _ => Ok(()),
                }
            }
            Self::Write(path, error) => {
                write!(formatter, "cannot write {}: {error}", path.display())
            }
            Self::Baseline(path) => write!(
                formatter,
                "the baseline {} must follow the manifest it belongs to",
                path.display()
            ),
            Self::NoOutDir => formatter
                .write_str("OUT_DIR is not set: call this from a build script, or set `out_dir`"),
            Self::FileName(path) => {
                write!(formatter, "{} has no Unicode file name", path.display())
            }
            Self::SameName(first, second) if first == second => {
                write!(formatter, "{} is given twice; remove one", first.display())
            }
            Self::SameName(first, second) => write!(
                formatter,
                "{} and {} would be written to the same file; rename one",
                first.display(),
                second.display()
            ),
            Self::RuntimePath(path) => write!(
                formatter,
                "`{path}` is not the path of the runtime; expected one such as `::etw_provider`"
            ),
        }
    }
}

/// Where a relative path starts, which is not where everybody thinks.
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
        match self {
            Self::Read(_, error) | Self::Write(_, error) => Some(error),
            _ => None,
        }
    }
}
