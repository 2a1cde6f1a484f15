//! Collects the faults of a document, and decides whether reading can go on.

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::Span;

/// Reading stops at this number of faults.
const MAX_PROBLEMS: usize = 100;

/// The diagnostics of one document.
pub(super) struct Problems {
    found: Diagnostics,
    count: usize,
    broken: bool,
    stopped: bool,
}

impl Problems {
    /// Adds faults to the diagnostics found so far.
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

    /// Adds a fault that does not affect the tree.
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

    /// Adds a fault after which the tree cannot be trusted, but reading can go on.
    pub(super) fn structural(
        &mut self,
        span: Span,
        message: impl Into<String>,
        details: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.broken = true;
        self.recoverable(span, message, details);
    }

    /// Adds a fault that ends the reading.
    pub(super) fn fatal(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic);
        self.broken = true;
        self.stopped = true;
    }

    /// Adds a warning.
    pub(super) fn warning(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Ends the reading after a fault.
    pub(super) fn stop(&mut self) {
        self.broken = true;
        self.stopped = true;
    }

    /// Returns `true` if reading must end.
    pub(super) const fn stopped(&self) -> bool {
        self.stopped
    }

    /// Returns `true` if the tree cannot be trusted.
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
