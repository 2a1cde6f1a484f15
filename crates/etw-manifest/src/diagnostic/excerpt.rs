//! Cuts out the few lines of a source that show the spans of a diagnostic.

use std::ops::Range;

use super::printable::PLACEHOLDER;
use crate::collection::sort;
use crate::source::{Position, Source, Span};

/// A few lines of a source, with long lines cut.
pub(super) struct Excerpt<'d> {
    /// The name of the file.
    pub(super) name: &'d str,
    /// The position in the source at which the main mark starts.
    pub(super) place: Position,
    /// The number of the first line in its file.
    pub(super) first_line: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Mark<'d>>,
}

/// A range of the excerpt and its label.
pub(super) struct Mark<'d> {
    pub(super) range: Range<usize>,
    pub(super) label: &'d str,
    pub(super) is_primary: bool,
}

/// A range with more lines is marked on its first line only.
const MAX_LINES: usize = 8;
/// Marks closer than this share an excerpt, which then has the lines between them.
const NEAR_LINES: usize = 6;
/// A line with more bytes is cut around its first mark.
const LONG_LINE: usize = 400;
/// The bytes of a long line that are shown before the start of the mark.
const BEFORE: usize = 40;
/// The bytes of a long line that are shown after it.
const AFTER: usize = 160;

/// A span to mark in an excerpt.
#[derive(Clone, Copy)]
pub(super) struct Marked<'d> {
    pub(super) span: Span,
    pub(super) label: &'d str,
    pub(super) is_primary: bool,
}

/// Returns the excerpts that show some spans, the one with the main span first.
pub(super) fn excerpts<'d>(
    marked: impl Iterator<Item = Marked<'d>>,
    source: &'d Source,
) -> Vec<Excerpt<'d>> {
    let mut marks: Vec<Mark<'d>> = marked
        .map(|it| Mark {
            range: presentable(it.span, source),
            label: it.label,
            is_primary: it.is_primary,
        })
        .collect();
    sort::by_key(&mut marks, |mark| mark.range.start);
    let mut groups: Vec<Vec<Mark<'d>>> = Vec::new();
    for mark in marks {
        match groups.last_mut() {
            Some(group) if belongs(&mark, group, source) => group.push(mark),
            _ => groups.push(vec![mark]),
        }
    }
    sort::by_key(&mut groups, |group| {
        !group.iter().any(|mark| mark.is_primary)
    });
    groups
        .into_iter()
        .map(|group| excerpt(group, source))
        .collect()
}

/// Moves a span into the text and between characters, and drops trailing line breaks and all but the first of many lines.
fn presentable(span: Span, source: &Source) -> Range<usize> {
    let text = source.text();
    let start = char_boundary(text, span.start());
    let inside = &text[start..char_boundary(text, span.end()).max(start)];
    let end = start + inside.trim_end_matches(['\r', '\n']).len();
    if source.line_number(end) - source.line_number(start) < MAX_LINES {
        return start..end;
    }
    let first = source.line(source.line_number(start));
    start..first.end.max(start)
}

/// Returns the offset, or the start of the character that contains it.
fn char_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn belongs(mark: &Mark<'_>, group: &[Mark<'_>], source: &Source) -> bool {
    let is_same_file =
        |other: &Mark<'_>| source.file_at(other.range.start) == source.file_at(mark.range.start);
    if !group.iter().all(is_same_file) {
        return false;
    }
    let line = source.line_number(mark.range.start);
    let last = group
        .iter()
        .map(|other| source.line_number(other.range.end))
        .max()
        .unwrap_or(0);
    let first_of_line = group
        .iter()
        .map(|other| other.range.start)
        .find(|start| source.line_number(*start) == line);
    // One cut of a long line cannot show two marks that are far apart.
    let far = first_of_line.is_some_and(|first| mark.range.start - first > AFTER / 2)
        && source.line(line).len() > LONG_LINE;
    line <= last + NEAR_LINES && !far
}

fn excerpt<'d>(mut marks: Vec<Mark<'d>>, source: &'d Source) -> Excerpt<'d> {
    let lines = |mark: &Mark<'_>| {
        (
            source.line_number(mark.range.start),
            source.line_number(mark.range.end),
        )
    };
    let first_line = marks.iter().map(|mark| lines(mark).0).min().unwrap_or(1);
    let last_line = marks.iter().map(|mark| lines(mark).1).max().unwrap_or(1);
    let main = marks.iter().find(|mark| mark.is_primary).or(marks.first());
    let main = main.map_or(0, |mark| mark.range.start);
    let place = source.position(main);
    let name = source.name_at(main);
    let lines_before = source.line_number(main) - place.line;

    let mut text = String::new();
    let mut pieces = Vec::new();
    for number in first_line..=last_line {
        let piece = Piece::new(source.line(number), &marks, source.text(), text.len());
        piece.write(source.text(), &mut text);
        text.push('\n');
        pieces.push(piece);
    }
    text.pop();
    if text.is_empty() || text.ends_with('\n') {
        // An empty line at the end would not count as a line.
        text.push(' ');
    }
    let moved = |offset: usize| pieces[source.line_number(offset) - first_line].moved(offset);
    for mark in &mut marks {
        mark.range = moved(mark.range.start)..moved(mark.range.end);
    }
    Excerpt {
        place,
        name,
        first_line: first_line - lines_before,
        text,
        marks,
    }
}

/// The part of one line that is shown.
struct Piece {
    /// The range in the source.
    shown: Range<usize>,
    cut_before: bool,
    cut_after: bool,
    /// The start of `shown` in the excerpt.
    at: usize,
}

const ELLIPSIS: &str = "…";

impl Piece {
    fn new(line: Range<usize>, marks: &[Mark<'_>], text: &str, at: usize) -> Self {
        let mut shown = line.clone();
        if line.len() > LONG_LINE {
            let starts = marks.iter().map(|mark| mark.range.start);
            let first = starts
                .filter(|start| line.contains(start))
                .min()
                .unwrap_or(line.start);
            let before = first.saturating_sub(BEFORE).max(line.start);
            shown.start = char_boundary(text, before).max(line.start);
            shown.end = char_boundary(text, (first + AFTER).min(line.end)).max(shown.start);
        }
        let cut_before = shown.start > line.start;
        let cut_after = shown.end < line.end;
        let at = at + if cut_before { ELLIPSIS.len() } else { 0 };
        Self {
            shown,
            cut_before,
            cut_after,
            at,
        }
    }

    fn write(&self, source: &str, text: &mut String) {
        text.push_str(if self.cut_before { ELLIPSIS } else { "" });
        // Both characters have three bytes, so no mark moves.
        let shown = source[self.shown.clone()].replace(PLACEHOLDER, "\u{FFFD}");
        text.push_str(&shown);
        text.push_str(if self.cut_after { ELLIPSIS } else { "" });
    }

    /// Translates an offset in the source to one in the excerpt.
    fn moved(&self, offset: usize) -> usize {
        self.at + offset.clamp(self.shown.start, self.shown.end) - self.shown.start
    }
}
