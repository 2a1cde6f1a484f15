//! Renders a diagnostic as rustc does.

use std::fmt::Write as _;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Message, Patch, Renderer, Snippet,
};

use super::excerpt::{Excerpt, Marked, excerpts};
use super::printable::{self, PLACEHOLDER};
use super::{Diagnostic, Severity, Suggestion};
use crate::source::{Position, Source, Span};

/// A suggestion with more edits is shown in words.
const MAX_EDITS: usize = 4;

pub(super) fn render(diagnostic: &Diagnostic, source: &Source, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let excerpts = excerpts(marked(diagnostic), source);
    let places: Vec<_> = excerpts.iter().map(|it| (it.name, it.place)).collect();
    let title = level
        .primary_title(printable::line(&diagnostic.message))
        .id(diagnostic.code.id());
    let notes = messages(&Level::NOTE, diagnostic.notes.iter().map(String::as_str));
    let help = messages(&Level::HELP, diagnostic.help.iter().map(String::as_str));
    let (drawn, told): (Vec<_>, Vec<_>) = diagnostic
        .suggestions
        .iter()
        .map(|it| (it, patches(it, source)))
        .partition(|(_, patches)| patches.is_some());
    let told = messages(&Level::HELP, told.iter().map(|(it, _)| it.help()));
    let problem = Group::with_title(title)
        .elements(excerpts.into_iter().map(snippet))
        .elements(notes)
        .elements(help)
        .elements(told);
    let drawn = drawn.into_iter().map(|(suggestion, patches)| {
        Group::with_title(Level::HELP.secondary_title(printable::lines(suggestion.help())))
            .elements(patches.unwrap_or_default())
    });
    let groups: Vec<_> = std::iter::once(problem).chain(drawn).collect();
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    with_places(&renderer.render(&groups), &places)
}

fn messages<'m>(level: &Level<'m>, texts: impl Iterator<Item = &'m str>) -> Vec<Message<'m>> {
    texts
        .map(|text| level.clone().message(printable::lines(text)))
        .collect()
}

/// Returns the changed lines, or `None` if a change has too many lines to be shown.
fn patches<'d>(
    suggestion: &'d Suggestion,
    source: &'d Source,
) -> Option<Vec<Snippet<'d, Patch<'d>>>> {
    let edits = suggestion.edits();
    let marked: Vec<_> = edits
        .iter()
        .map(|(span, replacement)| Marked {
            span: without_break(*span, replacement, source),
            label: replacement,
            is_primary: false,
        })
        .collect();
    let wanted: usize = marked.iter().map(|it| it.span.range().len()).sum();
    let excerpts = excerpts(marked.into_iter(), source);
    let shown = excerpts.iter().flat_map(|it| &it.marks);
    let whole: usize = shown.map(|it| it.range.len()).sum();
    if edits.len() > MAX_EDITS || whole != wanted {
        return None;
    }
    let snippet = |excerpt: Excerpt<'d>| {
        let patches = excerpt.marks.into_iter();
        let patches = patches.map(|it| Patch::new(it.range, printable::lines(it.label)));
        Snippet::source(excerpt.text)
            .line_start(excerpt.first_line)
            .patches(patches)
    };
    Some(excerpts.into_iter().map(snippet).collect())
}

fn marked(diagnostic: &Diagnostic) -> impl Iterator<Item = Marked<'_>> {
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
    labels.enumerate().map(|(index, label)| Marked {
        span: label.span,
        label: &label.text,
        is_primary: index == 0,
    })
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

/// Returns the span of a removed line without the line break before it, which is not worth showing.
fn without_break(span: Span, replacement: &str, source: &Source) -> Span {
    let text = source.slice(span);
    let rest = text.trim_start_matches(['\r', '\n']);
    if rest.is_empty() || !replacement.is_empty() {
        return span;
    }
    Span::new(span.end() - rest.len(), span.end())
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
