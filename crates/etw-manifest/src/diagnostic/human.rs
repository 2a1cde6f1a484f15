//! Renders a diagnostic as rustc does.

use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::excerpt::{self, Excerpt};
use super::printable::{self, PLACEHOLDER};
use super::{Diagnostic, Severity};
use crate::source::{Position, Source};

pub(super) fn render(diagnostic: &Diagnostic, source: &Source, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let excerpts = excerpt::excerpts(diagnostic, source);
    let places: Vec<_> = excerpts.iter().map(|it| (it.name, it.place)).collect();
    let title = level
        .primary_title(printable::line(&diagnostic.message))
        .id(diagnostic.code.id());
    let notes = diagnostic
        .notes
        .iter()
        .map(|text| Level::NOTE.message(printable::lines(text)));
    let help = diagnostic
        .help
        .iter()
        .map(|text| Level::HELP.message(printable::lines(text)));
    let group = Group::with_title(title)
        .elements(excerpts.into_iter().map(snippet))
        .elements(notes)
        .elements(help);
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    with_places(&renderer.render(&[group]), &places)
}

fn snippet(excerpt: Excerpt<'_>) -> Snippet<'_, Annotation<'_>> {
    let annotations = excerpt.marks.into_iter().map(|mark| {
        let kind = if mark.is_primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let label = (!mark.label.is_empty()).then(|| printable::line(mark.label));
        kind.span(mark.range).label(label)
    });
    Snippet::source(excerpt.text)
        .path(PLACEHOLDER.to_string())
        .line_start(excerpt.first_line)
        .annotations(annotations)
}

/// Replaces each placeholder, and the position in the excerpt that follows it, by `name:line:column`.
fn with_places(drawing: &str, places: &[(&str, Position)]) -> String {
    let mut pieces = drawing.split(PLACEHOLDER);
    let mut text = pieces.next().unwrap_or("").to_owned();
    for (piece, (name, Position { line, column })) in pieces.zip(places) {
        text.push_str(&printable::line(name));
        let _ = write!(text, ":{line}:{column}");
        text.push_str(
            piece.trim_start_matches(|drawn: char| drawn == ':' || drawn.is_ascii_digit()),
        );
    }
    text
}
