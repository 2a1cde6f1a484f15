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
    /// One line that GitHub Actions shows beside the source. Needs the feature `tools`.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    Github,
    /// One line: `file:line:column: error[ETW0802]: message`.
    Short,
}

/// Renders a diagnostic. Only [`MessageFormat::Human`] has several lines; no format ends with a line break.
pub(super) fn render(diagnostic: &Diagnostic, source: &Source, format: MessageFormat) -> String {
    match format {
        MessageFormat::Human { color } => human::render(diagnostic, source, color),
        #[cfg(feature = "tools")]
        MessageFormat::Json => machine::render(diagnostic, source),
        #[cfg(feature = "tools")]
        MessageFormat::Github => github(diagnostic, source),
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

/// Returns a workflow command, in which a message has no line break and a property no separator.
#[cfg(feature = "tools")]
fn github(diagnostic: &Diagnostic, source: &Source) -> String {
    let message = |text: &str| printable::line(text).replace('%', "%25");
    let property = |text: &str| message(text).replace(':', "%3A").replace(',', "%2C");
    let span = diagnostic.span();
    let (start, end) = (source.position(span.start()), source.position(span.end()));
    let mut text = format!(
        "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        diagnostic.severity().word(),
        property(source.name_at(span.start())),
        start.line,
        start.column,
        end.line,
        end.column,
        diagnostic.code().id(),
        message(diagnostic.message()),
    );
    let suggestions = diagnostic.suggestions().iter().map(super::Suggestion::help);
    for help in diagnostic
        .help
        .iter()
        .map(String::as_str)
        .chain(suggestions)
    {
        text.push_str("%0Ahelp: ");
        text.push_str(&message(help));
    }
    text
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
    #[cfg(feature = "tools")]
    fn github_has_one_line_with_the_help() {
        let source = Source::new("a,b.man", "é\n  x");
        let diagnostic = Diagnostic::new(codes::DUPLICATE_EVENT, Span::new(5, 6), "100 %\nx");
        let text = diagnostic.help("y").render(&source, MessageFormat::Github);
        let expected = "::error file=a%2Cb.man,line=2,col=3,endLine=2,endColumn=4,title=ETW0802::100 %25␊x%0Ahelp: y";
        assert_eq!(text, expected);
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
