//! Collects the problems of one run, bounded in number and in the work that suggestions may cost.

use super::{Diagnostic, Severity};
use crate::collection::sort;
use crate::did_you_mean::{Budget, closest};

/// Above twice this number, only so many are kept.
const MAX_KEPT: usize = 10_000;
/// Problems beyond this number have no suggestions, which take memory.
const MAX_SUGGESTED: usize = 5_000;
/// More than anyone reads.
const MAX_SHOWN: usize = 1_000;

/// The problems found so far, and the remaining budget for “did you mean”.
#[derive(Default, Debug)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    budget: Budget,
}

impl Diagnostics {
    /// Adds a problem. A small manifest with a mistake in every few bytes must not fill the memory, so the problems
    /// late in the file are dropped when there are very many, warnings first.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(if self.found.len() < MAX_SUGGESTED {
            diagnostic
        } else {
            diagnostic.without_edits()
        });
        if self.found.len() >= 2 * MAX_KEPT {
            sort_errors_first(&mut self.found);
            self.found.truncate(MAX_KEPT);
        }
    }

    /// Finds the candidate nearest to a name, as long as the budget of the whole run lasts.
    pub(crate) fn closest<'a>(
        &mut self,
        wanted: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        closest(wanted, candidates, &mut self.budget)
    }

    /// The rest of the budget, for those who need more than [`closest`](Self::closest).
    pub(crate) fn budget(&mut self) -> &mut Budget {
        &mut self.budget
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.iter().any(|it| it.severity() == Severity::Error)
    }

    /// Puts the problems in the order of their spans and keeps one for each start.
    pub(crate) fn keep_one_per_start(&mut self) {
        let start = |it: &mut Diagnostic| it.span().start();
        sort::by_key(&mut self.found, |it| it.span().start());
        self.found.dedup_by_key(start);
    }

    /// Returns all problems, in no particular order.
    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// Puts diagnostics in the order of their spans, and drops all but the first of very many.
pub(crate) fn shorten(diagnostics: &mut Vec<Diagnostic>) {
    sort_errors_first(diagnostics);
    let dropped = diagnostics.len().saturating_sub(MAX_SHOWN);
    let more = if diagnostics.len() < MAX_KEPT {
        ""
    } else {
        "more than "
    };
    diagnostics.truncate(MAX_SHOWN);
    sort::by_key(diagnostics, Diagnostic::span);
    if dropped == 0 {
        return;
    }
    if let Some(last) = diagnostics.pop() {
        diagnostics.push(last.note(format!("{more}{dropped} more problems are not shown")));
    }
}

/// Errors first, so that none is dropped for a warning; each kind in the order of its spans.
fn sort_errors_first(diagnostics: &mut [Diagnostic]) {
    sort::by_key(diagnostics, |it| {
        (it.severity() == Severity::Warning, it.span())
    });
}
