//! Manifests and their fragments, lowered as one scope.
//!
//! A fragment extends providers of a manifest: it adds items, and may not change or repeat any. The result is one
//! manifest. The numbers of the manifest never change, and those of a fragment do not depend on other fragments.

mod channels;
mod join;
#[cfg(feature = "tools")]
mod merge;
#[cfg(feature = "tools")]
mod names;
mod numbers;
mod translations;

#[cfg(feature = "tools")]
pub use merge::merge;

use crate::ast::{self, Role};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::lower;
use crate::model::Manifest;
use crate::source::Source;
use crate::xml::{self, Element};

/// Lowers the documents of a source: a manifest, then its fragments.
pub(crate) fn lower(
    roots: &[Element<'_>],
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Manifest {
    let [root, fragments @ ..] = roots else {
        unreachable!("a source has a file");
    };
    if fragments.is_empty() {
        return lower::lower(
            &ast::parse(root, Role::Manifest, diagnostics),
            source,
            diagnostics,
        );
    }
    let mut own = Diagnostics::default();
    let whole = joined(root, fragments, source, &mut own);
    if !own.has_errors() {
        let part = |fragments: &[Element<'_>]| {
            joined(root, fragments, source, &mut Diagnostics::default())
        };
        numbers::check(&whole, fragments, &part, &mut own);
        translations::check(&whole, &mut own);
    }
    for diagnostic in own.into_vec() {
        diagnostics.push(explained(diagnostic, source));
    }
    whole
}

/// Returns `true` if the first provider of a fragment is in a manifest.
pub(crate) fn extends(fragment: &Source, manifest: &Source) -> bool {
    let mut ignored = Diagnostics::default();
    let first_file = |source: &Source| 0..source.text().len();
    let roots = (
        xml::parse(fragment, first_file(fragment), &mut ignored),
        xml::parse(manifest, first_file(manifest), &mut ignored),
    );
    let (Some(fragment), Some(manifest)) = roots else {
        return false;
    };
    let fragment = ast::parse(&fragment, Role::Fragment, &mut ignored);
    let manifest = ast::parse(&manifest, Role::Manifest, &mut ignored);
    let first = fragment.providers.first();
    first.is_some_and(|it| join::base_of(it, &manifest).is_some())
}

/// Lowers a manifest with some of its fragments.
fn joined(
    root: &Element<'_>,
    fragments: &[Element<'_>],
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Manifest {
    let mut manifest = ast::parse(root, Role::Manifest, diagnostics);
    for fragment in fragments {
        let fragment = ast::parse(fragment, Role::Fragment, diagnostics);
        join::join(&mut manifest, fragment, source, diagnostics);
    }
    lower::lower(&manifest, source, diagnostics)
}

/// Adds the rule that a fragment broke, if it repeats an item of another file.
fn explained(diagnostic: Diagnostic, source: &Source) -> Diagnostic {
    let file = |span: crate::source::Span| source.file_at(span.start());
    let own = file(diagnostic.span());
    let is_repeated = diagnostic.code().title().starts_with("two ")
        && diagnostic.code() != codes::FRAGMENT_CONFLICT;
    if is_repeated && diagnostic.secondary_spans().any(|it| file(it) != own) {
        return diagnostic
            .note("a fragment adds items; it cannot change or repeat those of other files");
    }
    diagnostic
}
