#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod ast;
mod cargo;
pub mod decode;
pub mod decompile;
pub mod diagnostic;
mod did_you_mean;
pub mod diff;
pub mod doc;
mod error;
pub mod guid;
mod inspect;
mod json;
mod lower;
pub mod model;
mod options;
mod provider_guid;
pub mod registration;
pub mod resource;
mod rust;
pub mod source;
mod winmeta;
mod write;
mod xml;

pub use cargo::Build;
pub use error::Error;
pub use options::{LintLevel, Options};
pub use rust::is_runtime_path;

use diagnostic::{Diagnostic, Diagnostics, Severity};
use model::Manifest;
use source::Source;

/// What compiling one manifest gives: the manifest if it broke no rule, and everything there is to say about it.
#[derive(Debug)]
pub struct Outcome {
    /// `None` if one of the diagnostics is an error.
    pub manifest: Option<Manifest>,
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a manifest: text to tree, tree to the manifest as written, that to the manifest as meant.
#[must_use]
pub fn compile(source: &Source, options: &Options) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let manifest = xml::parse(source, &mut diagnostics).map(|root| {
        let ast = ast::parse(&root, &mut diagnostics);
        lower::lower(&ast, &mut diagnostics)
    });
    let mut diagnostics = diagnostics.into_vec();
    options.apply(&mut diagnostics);
    diagnostic::shorten(&mut diagnostics);
    let refused = diagnostics
        .iter()
        .any(|it| it.severity() == Severity::Error);
    Outcome {
        manifest: manifest.filter(|_| !refused),
        diagnostics,
    }
}
