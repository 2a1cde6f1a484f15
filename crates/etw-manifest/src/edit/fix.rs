//! Applies the suggestions that certainly fix a problem.

use std::ops::Range;

use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::source::{Encoding, Source};
use crate::{Options, compile};

/// Each round applies all suggestions of one compilation, and few problems hide another.
const MAX_ROUNDS: usize = 1_000;

/// The files of a manifest after [`fix`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixed {
    /// The bytes of each file.
    pub files: Vec<Vec<u8>>,
    /// The number of applied suggestions.
    pub count: usize,
}

/// Applies the machine-applicable suggestions for a manifest and its fragments until none is left.
///
/// A suggestion is left out if the manifest would have more errors with it. All other bytes stay, and so does the encoding.
/// Returns `None` if there is nothing to fix.
#[must_use]
pub fn fix(files: &[&[u8]], options: &Options) -> Option<Fixed> {
    let mut texts = files
        .iter()
        .map(|bytes| decoded(bytes))
        .collect::<Option<Vec<_>>>()?;
    let mut count = 0;
    for _ in 0..MAX_ROUNDS {
        let round = Round::new(&texts, options);
        let Some((changed, applied)) = round.changed(&texts, options) else {
            break;
        };
        texts = changed;
        count += applied;
    }
    let encode = |(bytes, text): (&&[u8], &String)| Encoding::of(bytes).encode(text);
    (count > 0).then(|| Fixed {
        files: files.iter().zip(&texts).map(encode).collect(),
        count,
    })
}

/// Returns the text, unless encoding it would change other bytes.
fn decoded(bytes: &[u8]) -> Option<String> {
    let source = Source::decode("", bytes).ok()?;
    let text = source.text();
    (Encoding::of(bytes).encode(text) == bytes).then(|| text.to_owned())
}

/// A range of a text and its replacement.
type Edit = (Range<usize>, String);

/// The edits of one suggestion, each with the index of its file.
type Change = Vec<(usize, Edit)>;

/// The errors of one compilation, and the changes that fix some.
struct Round {
    errors: usize,
    changes: Vec<Change>,
}

impl Round {
    fn new(texts: &[String], options: &Options) -> Self {
        let source = joined(texts);
        let starts: Vec<usize> = source.ranges().map(|it| it.start).collect();
        let outcome = compile(&source, options);
        let is_error = |severity| severity == Severity::Error;
        let errors = outcome.diagnostics.iter();
        let errors = errors.filter(|it| is_error(it.severity())).count();
        let suggestions = outcome.diagnostics.iter().flat_map(Diagnostic::suggestions);
        let sure = suggestions.filter(|it| it.applicability() == Applicability::MachineApplicable);
        let changes = sure.map(|suggestion| {
            let edits = suggestion.edits().iter();
            let edits = edits.map(|(span, new)| {
                let file = source.file_at(span.start());
                let range = span.start() - starts[file]..span.end() - starts[file];
                (file, (range, new.clone()))
            });
            edits.collect()
        });
        Self {
            errors,
            changes: without_overlaps(changes.collect()),
        }
    }

    /// Returns the texts with as many changes as leave no more errors, and the number of these changes.
    fn changed(&self, texts: &[String], options: &Options) -> Option<(Vec<String>, usize)> {
        if self.changes.is_empty() {
            return None;
        }
        let fits = |texts: &[String]| Self::new(texts, options).errors <= self.errors;
        let all = with(texts, &self.changes);
        if fits(&all) {
            return Some((all, self.changes.len()));
        }
        let mut kept: Vec<Change> = Vec::new();
        for change in &self.changes {
            kept.push(change.clone());
            if !fits(&with(texts, &kept)) {
                kept.pop();
            }
        }
        (!kept.is_empty()).then(|| (with(texts, &kept), kept.len()))
    }
}

fn joined(texts: &[String]) -> Source {
    let sources = texts.iter().map(|text| Source::new("", text.as_str()));
    sources
        .reduce(Source::with_fragment)
        .unwrap_or_else(|| Source::new("", ""))
}

/// Keeps the first of changes that overlap; the next round has the others.
fn without_overlaps(changes: Vec<Change>) -> Vec<Change> {
    let mut kept: Vec<Change> = Vec::new();
    for change in changes {
        let overlaps = |(file, (range, _)): &(usize, Edit)| {
            let mut others = kept.iter().flatten().filter(|it| it.0 == *file);
            others.any(|(_, (other, _))| range.start <= other.end && other.start <= range.end)
        };
        if !change.iter().any(overlaps) {
            kept.push(change);
        }
    }
    kept
}

fn with(texts: &[String], changes: &[Change]) -> Vec<String> {
    let of_file = |file: usize| {
        let edits = changes.iter().flatten().filter(move |it| it.0 == file);
        edits.map(|it| it.1.clone()).collect()
    };
    let texts = texts.iter().enumerate();
    texts
        .map(|(file, text)| applied(text, of_file(file)))
        .collect()
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let (mut changed, mut end) = (String::new(), 0);
    for (range, new) in edits {
        changed.push_str(&text[end..range.start]);
        changed.push_str(&new);
        end = range.end;
    }
    changed + &text[end..]
}
