//! Renders diagnostics for people, editors and tools.

#[cfg(feature = "tools")]
use super::machine;
use super::{Diagnostic, human, printable};
use crate::source::Source;

/// The format of rendered diagnostics.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MessageFormat {
    /// As rustc shows them: the source with carets, notes and help.
    Human {
        /// With ANSI escape sequences.
        color: bool,
    },
    /// One line of JSON in the shape of rustc's. Needs the feature `tools`.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    Json,
    /// One line: `file:line:column: error[ETW0802]: message`.
    Short,
}

/// Renders a diagnostic. Only [`MessageFormat::Human`] has several lines; no format ends with a line break.
pub(super) fn render(diagnostic: &Diagnostic, source: &Source, format: MessageFormat) -> String {
    match format {
        MessageFormat::Human { color } => human::render(diagnostic, source, color),
        #[cfg(feature = "tools")]
        MessageFormat::Json => machine::render(diagnostic, source),
        MessageFormat::Short => short(diagnostic, source),
    }
}

fn short(diagnostic: &Diagnostic, source: &Source) -> String {
    let at = source.position(diagnostic.span().start());
    format!(
        "{}:{}:{}: {}[{}]: {}",
        printable::line(source.name_at(diagnostic.span().start())),
        at.line,
        at.column,
        diagnostic.severity().word(),
        diagnostic.code().id(),
        printable::line(diagnostic.message()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Severity, codes};
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
