//! Options for compiling: the levels of lints, and leniency.

use crate::collection::OrderedMap;
use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::source::Span;

/// The effect of a lint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum LintLevel {
    /// The lint is silent.
    Allow,
    /// The lint is a warning. This is the default.
    Warn,
    /// The lint is an error.
    Deny,
}

/// Options for compiling. By default, every lint is a warning and nothing is repaired.
#[derive(Clone, Default, Debug)]
pub struct Options {
    lints: OrderedMap<&'static str, LintLevel>,
    every_lint: Option<LintLevel>,
    lenient: bool,
    generates_code: bool,
}

impl Options {
    /// Returns the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the level of one lint. The code of an error has no effect.
    #[must_use]
    pub fn lint(mut self, code: Code, level: LintLevel) -> Self {
        self.lints.insert(code.id(), level);
        self
    }

    /// Sets the level of all lints that [`lint`](Self::lint) does not name.
    #[must_use]
    pub fn every_lint(mut self, level: LintLevel) -> Self {
        self.every_lint = Some(level);
        self
    }

    /// Repairs the mistakes of tools that rebuild manifests from compiled providers, with a warning for each repair.
    ///
    /// The default is strict: the compiler rejects everything that mc.exe rejects. These mistakes are repaired: symbols
    /// that are not identifiers, tasks and opcodes with reserved values, names with the prefix of predefined items that
    /// Windows does not have, a task `task_0` that is not declared, binary items without a length, strings defined twice
    /// or without a text, and providers without a symbol or file names.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// Makes [names that meet in Rust](crate::diagnostic::codes::RUST_NAME) an error unless another level is set, for callers
    /// that generate code.
    #[must_use]
    pub fn generates_code(mut self) -> Self {
        self.generates_code = true;
        self
    }

    /// Removes the lints that are allowed, and turns those that are denied into errors.
    ///
    /// The lints of files that others own are removed too.
    pub(crate) fn apply(&self, diagnostics: &mut Vec<Diagnostic>, is_own: impl Fn(Span) -> bool) {
        diagnostics.retain_mut(|diagnostic| {
            if self.lenient {
                diagnostic.forgive();
            }
            if diagnostic.code().severity() == Severity::Error {
                return true;
            }
            if !is_own(diagnostic.span()) {
                return false;
            }
            let level = self
                .lints
                .get(diagnostic.code().id())
                .copied()
                .or(self.every_lint);
            let is_denied = self.generates_code && diagnostic.code() == codes::RUST_NAME;
            let usual = if is_denied {
                LintLevel::Deny
            } else {
                LintLevel::Warn
            };
            match level.unwrap_or(usual) {
                LintLevel::Allow => return false,
                LintLevel::Warn => {}
                LintLevel::Deny => diagnostic.set_severity(Severity::Error),
            }
            true
        });
    }
}
