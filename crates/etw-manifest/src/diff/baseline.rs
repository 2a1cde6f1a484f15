//! Reports breaking changes since a released manifest as diagnostics of the current one.

use crate::diagnostic::{Diagnostic, codes};
use crate::diff::{Change, Diff, Impact, Kind, Subject};
use crate::model::Manifest;
use crate::source::Span;

/// Returns one error for each breaking change, in the order of their spans in the newer manifest.
#[must_use]
pub fn check(baseline: &Manifest, manifest: &Manifest) -> Vec<Diagnostic> {
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
    Diagnostic::new(codes::BASELINE, span(change, manifest), message)
        .label(format!("`{}`, compared with the baseline", kind.name()))
        .note(note(kind))
        .help(help(change))
}

/// Returns the span of a change; for a removed thing, that of its provider or of the first provider.
fn span(change: &Change, manifest: &Manifest) -> Span {
    let owner = manifest
        .providers
        .iter()
        .find(|it| it.name == change.provider);
    let provider = owner.or(manifest.providers.first());
    let start = || provider.map(|it| it.span).unwrap_or_default();
    change.span().unwrap_or_else(start)
}

/// Returns the meaning in the form of a note: in lower case, without a full stop.
fn note(kind: Kind) -> String {
    let meaning = kind.meaning().trim_end_matches('.');
    let (first, rest) = meaning.split_at(1);
    first.to_ascii_lowercase() + rest
}

fn help(change: &Change) -> &'static str {
    match (change.subject(), change.kind()) {
        (_, Kind::EventRemoved | Kind::EventVersionRemoved) => {
            "keep it, because old logs need it; to accept the break, copy the manifest over the baseline"
        }
        (Subject::Event { .. }, _) => {
            "restore the event and add the new form with the next version; to accept the break, copy the manifest over the baseline"
        }
        _ => "change it back; to accept the break, copy the manifest over the baseline",
    }
}
