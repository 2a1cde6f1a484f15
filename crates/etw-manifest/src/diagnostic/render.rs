//! Diagnostics as text: for people, for editors, for tools.

use super::{Diagnostic, Severity, human, machine, printable};
use crate::source::Source;

/// How diagnostics are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MessageFormat {
    /// As rustc does: the source with carets under it, notes and help.
    Human {
        /// With ANSI escape sequences.
        color: bool,
    },
    /// One line of JSON in the shape of rustc's.
    Json,
    /// One line: `file:line:column: error[ETW0802]: message`.
    Short,
}

/// The diagnostic as text. Only [`MessageFormat::Human`] has several lines; none ends with a line break.
pub(super) fn render(diagnostic: &Diagnostic, source: &Source, format: MessageFormat) -> String {
    match format {
        MessageFormat::Human { color } => human::render(diagnostic, source, color),
        MessageFormat::Json => machine::render(diagnostic, source),
        MessageFormat::Short => short(diagnostic, source),
    }
}

fn short(diagnostic: &Diagnostic, source: &Source) -> String {
    let at = source.position(diagnostic.span().start());
    format!(
        "{}:{}:{}: {}[{}]: {}",
        printable::line(source.name()),
        at.line,
        at.column,
        level(diagnostic.severity()),
        diagnostic.code().id(),
        printable::line(diagnostic.message()),
    )
}

/// The word that stands before the code.
pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;
    use crate::source::Span;

    #[test]
    fn short_is_one_line() {
        let source = Source::new("a\nb.man", "é\n  x");
        let diagnostic = Diagnostic::new(codes::DUPLICATE_EVENT, Span::new(5, 6), "two\nevents");
        let text = diagnostic.render(&source, MessageFormat::Short);
        assert_eq!(text, "a␊b.man:2:3: error[ETW0802]: two␊events");
    }

    #[test]
    fn a_lint_is_a_warning_until_denied() {
        let source = Source::new("b.man", "x");
        let mut lint = Diagnostic::new(codes::UNUSED_STRING, Span::new(0, 1), "unused");
        assert_eq!(
            lint.render(&source, MessageFormat::Short),
            "b.man:1:1: warning[ETW0219]: unused"
        );
        lint.set_severity(Severity::Error);
        assert_eq!(
            lint.render(&source, MessageFormat::Short),
            "b.man:1:1: error[ETW0219]: unused"
        );
    }
}
