#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod ast;
mod cargo;
mod collection;
#[cfg(feature = "tools")]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub mod decode;
#[cfg(feature = "tools")]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub mod decompile;
pub mod diagnostic;
mod did_you_mean;
#[cfg(feature = "baseline")]
#[cfg_attr(docsrs, doc(cfg(feature = "baseline")))]
pub mod diff;
#[cfg(feature = "tools")]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub mod doc;
#[cfg(feature = "tools")]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub mod edit;
mod error;
// For the command, which reads and writes files as builds do.
#[doc(hidden)]
pub mod files;
mod fragment;
mod guid;
mod hash;
#[cfg(feature = "tools")]
mod inspect;
#[cfg(feature = "tools")]
mod json;
pub mod locale;
mod lower;
mod markup;
pub mod model;
mod options;
mod provider_guid;
#[cfg(feature = "tools")]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub mod registration;
pub mod resource;
mod rust;
pub mod source;
#[doc(hidden)]
pub mod starter;
mod winmeta;
mod xml;

pub use cargo::Build;
pub use error::{Error, ErrorKind};
#[cfg(feature = "tools")]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub use fragment::merge;
pub use guid::Guid;
pub use options::{LintLevel, Options};
// For the command, which checks the option before it compiles.
#[doc(hidden)]
pub use rust::is_runtime_path;

use diagnostic::{Diagnostic, Diagnostics, Severity};
use model::Manifest;
use source::Source;

/// The result of compiling one manifest.
#[derive(Debug)]
pub struct Outcome {
    /// The manifest, or `None` if one of the diagnostics is an error.
    pub manifest: Option<Manifest>,
    /// The errors and warnings, in the order of their spans.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a manifest in three steps: text to tree, tree to the manifest as written, then to the manifest as meant.
///
/// The fragments of the source, if it has some, are compiled with it to one manifest.
#[must_use]
pub fn compile(source: &Source, options: &Options) -> Outcome {
    compile_own(source, options, |_| true)
}

/// Compiles a manifest and its fragments, without the lints of files that others own.
fn compile_own(source: &Source, options: &Options, is_own: impl Fn(usize) -> bool) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let mut parse = |file| xml::parse(source, file, &mut diagnostics);
    let roots: Vec<_> = source.ranges().map(&mut parse).collect();
    let roots: Option<Vec<_>> = roots.into_iter().collect();
    let manifest = roots.map(|roots| fragment::lower(&roots, source, &mut diagnostics));
    if let Some(manifest) = manifest.as_ref().filter(|_| !diagnostics.has_errors()) {
        rust::check(manifest, &mut diagnostics);
    }
    let mut diagnostics = diagnostics.into_vec();
    options.apply(&mut diagnostics, |span| {
        is_own(source.file_at(span.start()))
    });
    diagnostic::shorten(&mut diagnostics);
    let rejected = diagnostics
        .iter()
        .any(|it| it.severity() == Severity::Error);
    Outcome {
        manifest: manifest.filter(|_| !rejected),
        diagnostics,
    }
}
