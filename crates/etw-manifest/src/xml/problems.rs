//! What the reader complains about, and whether it can go on.

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::Span;

/// A document with more faults than this is not worth reading further.
const MAX_PROBLEMS: usize = 100;

/// The diagnostics of one document.
pub(super) struct Problems {
    found: Diagnostics,
    count: usize,
    broken: bool,
    stopped: bool,
}

impl Problems {
    /// Adds to what has been found so far.
    pub(super) fn new(found: Diagnostics) -> Self {
        Self {
            found,
            count: 0,
            broken: false,
            stopped: false,
        }
    }

    /// Finds the candidate nearest to a name.
    pub(super) fn closest<'a>(
        &mut self,
        wanted: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.found.closest(wanted, candidates)
    }

    /// A fault that leaves the tree as its author meant it.
    pub(super) fn recoverable(
        &mut self,
        span: Span,
        message: impl Into<String>,
        details: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.add(details(Diagnostic::new(
            codes::NOT_WELL_FORMED,
            span,
            message,
        )));
    }

    /// A fault after which the tree cannot be trusted, but further faults can be found.
    pub(super) fn structural(
        &mut self,
        span: Span,
        message: impl Into<String>,
        details: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.broken = true;
        self.recoverable(span, message, details);
    }

    /// A fault after which nothing sensible can be said about the rest.
    pub(super) fn fatal(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic);
        self.broken = true;
        self.stopped = true;
    }

    /// Ends the reading; the reason has been reported.
    pub(super) fn stop(&mut self) {
        self.broken = true;
        self.stopped = true;
    }

    /// Whether reading must end.
    pub(super) const fn stopped(&self) -> bool {
        self.stopped
    }

    /// Whether there is no tree to hand out.
    pub(super) const fn broken(&self) -> bool {
        self.broken
    }

    /// Returns the diagnostics in the order of their spans, one for each start.
    pub(super) fn into_diagnostics(mut self) -> Diagnostics {
        self.found.keep_one_per_start();
        self.found
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        if self.stopped {
            return;
        }
        self.found.push(diagnostic);
        self.count += 1;
        if self.count >= MAX_PROBLEMS {
            self.stop();
        }
    }
}
