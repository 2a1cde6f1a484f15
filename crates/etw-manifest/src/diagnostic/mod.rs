//! Diagnostics: the problems of a manifest, each with its code, labels and help.

pub mod codes;
mod diagnostics;
mod excerpt;
mod human;
#[cfg(feature = "tools")]
mod machine;
pub(crate) mod printable;
mod render;
#[cfg(feature = "tools")]
mod sarif;
mod suggestion;
#[cfg(test)]
mod tests;

pub use codes::{Code, Severity};
pub use render::MessageFormat;
#[cfg(feature = "tools")]
pub use sarif::sarif;
pub use suggestion::{Applicability, Suggestion};

pub(crate) use diagnostics::{Diagnostics, shorten};
pub(crate) use suggestion::{element_around, removals};

use crate::source::{EncodingError, Fault, Source, Span};

/// A remark about a span (“first defined here”).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) text: String,
}

/// One problem of a manifest: its code, a message, the span, and how to fix it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    message: String,
    primary: Label,
    secondary: Vec<Label>,
    notes: Vec<String>,
    help: Vec<String>,
    suggestions: Vec<Suggestion>,
    repair: Option<&'static str>,
}

impl Diagnostic {
    /// Makes a diagnostic. The message describes the problem; it starts in lower case and has no full stop.
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
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
            suggestions: Vec::new(),
            repair: None,
        }
    }

    /// Sets the text of the main span, shown after its carets.
    #[must_use]
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another span that explains the first.
    #[must_use]
    pub(crate) fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        push_alone(&mut self.secondary, Label { span, text });
        self
    }

    /// Adds a fact that the reader may not know, such as the reason for a rule.
    #[must_use]
    pub(crate) fn note(mut self, text: impl Into<String>) -> Self {
        push_alone(&mut self.notes, text.into());
        self
    }

    /// Adds advice on how to fix the problem.
    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        push_alone(&mut self.help, text.into());
        self
    }

    /// Describes the value that the model gets instead if the user asked for leniency. An error without a repair stays
    /// an error.
    pub(crate) fn repair(mut self, text: &'static str) -> Self {
        self.repair = Some(text);
        self
    }

    /// Turns an error that has a repair into a warning.
    pub(crate) fn forgive(&mut self) {
        if let Some(repair) = self.repair.filter(|_| self.severity == Severity::Error) {
            self.severity = Severity::Warning;
            self.notes.push(format!("repaired: {repair}"));
        }
    }

    /// Returns `true` for an error that leaves no sensible value in the model.
    pub(crate) fn is_fatal(&self) -> bool {
        self.severity == Severity::Error && self.repair.is_none()
    }

    /// Adds [`help`](Self::help) if there is some.
    #[must_use]
    pub(crate) fn maybe_help(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Returns the severity: that of the code, unless a lint level changed it.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the message.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the main span.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.primary.span
    }

    /// Returns the diagnostic with all spans `by` bytes later.
    pub(crate) fn moved(mut self, by: usize) -> Self {
        for label in std::iter::once(&mut self.primary).chain(&mut self.secondary) {
            label.span = label.span.moved(by);
        }
        for suggestion in &mut self.suggestions {
            suggestion.moved(by);
        }
        self
    }

    /// Returns the spans that explain the main one.
    pub(crate) fn secondary_spans(&self) -> impl Iterator<Item = Span> {
        self.secondary.iter().map(|it| it.span)
    }

    pub(crate) fn set_severity(&mut self, severity: Severity) {
        self.severity = severity;
    }

    /// Renders the diagnostic for people or tools; see [`MessageFormat`].
    #[must_use]
    pub fn render(&self, source: &Source, format: MessageFormat) -> String {
        render::render(self, source, format)
    }
}

/// Adds the only item that a list will probably have: the room that `push` makes for more would be most of the memory of a
/// hundred thousand diagnostics.
fn push_alone<T>(list: &mut Vec<T>, item: T) {
    list.reserve_exact(1);
    list.push(item);
}

impl From<EncodingError> for Diagnostic {
    fn from(error: EncodingError) -> Self {
        let code = match &error.fault {
            Fault::TooLong => codes::LIMIT,
            _ => codes::ENCODING,
        };
        let diagnostic = Self::new(code, error.span(), error.to_string());
        match &error.fault {
            Fault::TooLong => diagnostic,
            Fault::Contradiction(declared, actual) => diagnostic
                .label(format!("expected `{actual}`"))
                .help(format!(
                    "write `{actual}` here, or save the manifest as {declared}"
                )),
            _ => diagnostic
                .note("supported are UTF-8, UTF-16, Windows-1252 and ISO-8859-1")
                .help("save the manifest as UTF-8, or as UTF-16 with a byte order mark"),
        }
    }
}
