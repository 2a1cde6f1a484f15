//! What is wrong with a manifest, and where: code, labels, help.

pub mod codes;
mod diagnostics;
mod excerpt;
mod human;
mod machine;
pub(crate) mod printable;
mod render;
#[cfg(test)]
mod tests;

pub use codes::{Code, Severity};
pub use render::MessageFormat;

pub(crate) use diagnostics::{Diagnostics, shorten};

use crate::source::{Source, Span};

/// A remark at a place that explains the main one (“first defined here”).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) text: String,
}

/// One problem: a stable code, a sentence, the place, and how to mend it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    message: String,
    primary: Label,
    secondary: Vec<Label>,
    notes: Vec<String>,
    help: Vec<String>,
    repair: Option<&'static str>,
}

impl Diagnostic {
    /// A problem at a place. The message says what was found; start it in lower case, without a full stop.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            repair: None,
        }
    }

    /// What stands at the place itself, under the caret.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// A second place that explains the first.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// A fact the reader may not know: what was expected, and why.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// What stands in the model instead, if the user asked for leniency. Without a repair an error stays an error.
    pub(crate) fn repair(mut self, text: &'static str) -> Self {
        self.repair = Some(text);
        self
    }

    /// Makes a warning of an error that has a repair.
    pub(crate) fn forgive(&mut self) {
        if let Some(repair) = self.repair.filter(|_| self.severity == Severity::Error) {
            self.severity = Severity::Warning;
            self.notes.push(format!("repaired: {repair}"));
        }
    }

    /// Whether what this complains about leaves no sensible value in the model.
    pub(crate) fn is_fatal(&self) -> bool {
        self.severity == Severity::Error && self.repair.is_none()
    }

    /// [`help`](Self::help) where there is some.
    #[must_use]
    pub fn maybe_help(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Error or warning: the code's own, unless a lint level changed it.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// The sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The main place.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.primary.span
    }

    pub(crate) fn set_severity(&mut self, severity: Severity) {
        self.severity = severity;
    }

    /// The diagnostic as text for people or tools; see [`MessageFormat`].
    #[must_use]
    pub fn render(&self, source: &Source, format: MessageFormat) -> String {
        render::render(self, source, format)
    }
}
