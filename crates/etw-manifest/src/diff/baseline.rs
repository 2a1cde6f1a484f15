//! Breaking changes against a committed older manifest, as diagnostics in the newer one.

use crate::diagnostic::{Diagnostic, codes};
use crate::diff::{Change, Diff, Impact, Subject};
use crate::model::Manifest;
use crate::source::Span;

/// One error for each breaking change, in the order of their places.
pub(crate) fn check(baseline: &Manifest, manifest: &Manifest) -> Vec<Diagnostic> {
    let diff = Diff::between(baseline, manifest);
    let breaking = diff.changes().iter();
    let breaking = breaking.filter(|it| it.impact() == Impact::Breaking);
    let mut diagnostics: Vec<Diagnostic> = breaking
        .map(|change| diagnostic(change, manifest))
        .collect();
    diagnostics.sort_by_key(Diagnostic::span);
    diagnostics
}

fn diagnostic(change: &Change, manifest: &Manifest) -> Diagnostic {
    let message = format!("{}: {}", change.subject(), change.message());
    let kind = change.kind();
    Diagnostic::new(codes::BASELINE, place(change, manifest), message)
        .label(format!("`{}`, compared with the baseline", kind.name()))
        .note(kind.meaning().trim_end_matches('.'))
        .help(help(change))
}

/// What is no longer there is reported at its provider, or at the first one.
fn place(change: &Change, manifest: &Manifest) -> Span {
    let owner = manifest
        .providers
        .iter()
        .find(|it| it.name == change.provider);
    let provider = owner.or(manifest.providers.first());
    let start = || provider.map(|it| it.span).unwrap_or_default();
    change.span().unwrap_or_else(start)
}

fn help(change: &Change) -> &'static str {
    match change.subject() {
        Subject::Event { .. } => {
            "keep the event as it was and add it again with the next version; if the break is meant, copy the manifest over the baseline"
        }
        _ => "change it back; if the break is meant, copy the manifest over the baseline",
    }
}
