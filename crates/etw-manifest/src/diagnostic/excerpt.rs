//! The few lines of a source that show the places of a diagnostic, whatever the size of the source.

use std::ops::Range;

use super::Diagnostic;
use super::human::PLACEHOLDER;
use crate::source::{Position, Source, Span};

/// A piece of a source, with everything cut away that does not help.
pub(super) struct Excerpt<'d> {
    /// Where the main mark of the excerpt starts in the source.
    pub(super) place: Position,
    pub(super) first_line: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Mark<'d>>,
}

/// A range of the excerpt and what is to be said about it.
pub(super) struct Mark<'d> {
    pub(super) range: Range<usize>,
    pub(super) label: &'d str,
    pub(super) is_primary: bool,
}

/// A longer range is marked on its first line only.
const MAX_LINES: usize = 8;
/// Marks closer than this share an excerpt; the lines between them are then at hand for the one who draws.
const NEAR_LINES: usize = 6;
/// A longer line, in bytes, is cut around its first mark …
const LONG_LINE: usize = 400;
/// … to so many bytes before the start of the mark …
const BEFORE: usize = 40;
/// … and so many after it.
const AFTER: usize = 160;

/// The excerpts of a diagnostic, the one with the main place first.
pub(super) fn excerpts<'d>(diagnostic: &'d Diagnostic, source: &Source) -> Vec<Excerpt<'d>> {
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
    let mut marks: Vec<Mark<'d>> = labels
        .enumerate()
        .map(|(index, label)| Mark {
            range: presentable(label.span, source),
            label: &label.text,
            is_primary: index == 0,
        })
        .collect();
    marks.sort_by_key(|mark| mark.range.start);
    let mut groups: Vec<Vec<Mark<'d>>> = Vec::new();
    for mark in marks {
        match groups.last_mut() {
            Some(group) if belongs(&mark, group, source) => group.push(mark),
            _ => groups.push(vec![mark]),
        }
    }
    groups.sort_by_key(|group| !group.iter().any(|mark| mark.is_primary));
    groups
        .into_iter()
        .map(|group| excerpt(group, source))
        .collect()
}

/// The span within the text, between characters, without line breaks at its end, and not too long.
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

/// The offset, or the start of the character that it is in.
fn char_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn belongs(mark: &Mark<'_>, group: &[Mark<'_>], source: &Source) -> bool {
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
    // On a long line, marks that no cut could show together are drawn separately.
    let far = first_of_line.is_some_and(|first| mark.range.start - first > AFTER / 2)
        && source.line(line).len() > LONG_LINE;
    line <= last + NEAR_LINES && !far
}

fn excerpt<'d>(mut marks: Vec<Mark<'d>>, source: &Source) -> Excerpt<'d> {
    let lines = |mark: &Mark<'_>| {
        (
            source.line_number(mark.range.start),
            source.line_number(mark.range.end),
        )
    };
    let first_line = marks.iter().map(|mark| lines(mark).0).min().unwrap_or(1);
    let last_line = marks.iter().map(|mark| lines(mark).1).max().unwrap_or(1);
    let main = marks.iter().find(|mark| mark.is_primary).or(marks.first());
    let place = source.position(main.map_or(0, |mark| mark.range.start));

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
        first_line,
        text,
        marks,
    }
}

/// What is shown of one line.
struct Piece {
    /// In the source.
    shown: Range<usize>,
    cut_before: bool,
    cut_after: bool,
    /// In the excerpt: where `shown` starts.
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
        // Both characters have three bytes, so that no mark moves.
        let shown = source[self.shown.clone()].replace(PLACEHOLDER, "\u{FFFD}");
        text.push_str(&shown);
        text.push_str(if self.cut_after { ELLIPSIS } else { "" });
    }

    /// An offset in the source as an offset in the excerpt.
    fn moved(&self, offset: usize) -> usize {
        self.at + offset.clamp(self.shown.start, self.shown.end) - self.shown.start
    }
}
