//! What a user may decide about compiling: which lints matter, and whether to repair.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// What a lint does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LintLevel {
    /// Nothing.
    Allow,
    /// Warns. The default.
    Warn,
    /// Refuses the manifest.
    Deny,
}

/// Decisions about compiling. The default warns of everything.
#[derive(Clone, Default, Debug)]
pub struct Options {
    lints: BTreeMap<&'static str, LintLevel>,
    every_lint: Option<LintLevel>,
    lenient: bool,
}

impl Options {
    /// Every lint at its default level.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the level of one lint. Errors are not lints: setting the level of one has no effect.
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

    /// Repairs what tools that rebuild manifests from compiled providers get wrong, with a warning for each repair.
    ///
    /// The default is strict: what mc.exe refuses is refused. Repaired are: symbols that are not identifiers, tasks and
    /// opcodes with reserved values, names with the prefix of Windows' own items that Windows does not have, a task
    /// `task_0` that is not declared, binary items without a length, strings defined twice or without a text, and
    /// providers without a symbol or file names.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// Drops what is allowed, and makes errors of what is denied.
    pub(crate) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| {
            if self.lenient {
                diagnostic.forgive();
            }
            if diagnostic.code().severity() == Severity::Error {
                return true;
            }
            let level = self
                .lints
                .get(diagnostic.code().id())
                .copied()
                .or(self.every_lint);
            match level.unwrap_or(LintLevel::Warn) {
                LintLevel::Allow => return false,
                LintLevel::Warn => {}
                LintLevel::Deny => diagnostic.set_severity(Severity::Error),
            }
            true
        });
    }
}
