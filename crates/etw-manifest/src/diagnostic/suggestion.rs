//! Suggested changes of the text, each of which fixes a problem.

use std::mem;
use std::ops::Range;

use super::Diagnostic;
use crate::collection::sort;
use crate::source::{Source, Span};

/// How sure a suggestion is, in the words of rustc.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Applicability {
    /// The change is certainly meant: `check --fix` applies it.
    MachineApplicable,
    /// The change may not be what the author meant.
    MaybeIncorrect,
    /// The replacement contains `…`, which the author must replace.
    HasPlaceholders,
}

/// A change of the text that fixes a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    help: String,
    edits: Vec<(Span, String)>,
    applicability: Applicability,
}

impl Suggestion {
    /// Makes a suggestion of several edits, which must not overlap.
    pub(crate) fn new(
        help: impl Into<String>,
        edits: Vec<(Span, String)>,
        applicability: Applicability,
    ) -> Self {
        Self {
            help: help.into(),
            edits,
            applicability,
        }
    }

    /// Returns the advice in words.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }

    /// Returns the spans to replace, each with its new text.
    #[must_use]
    pub fn edits(&self) -> &[(Span, String)] {
        &self.edits
    }

    /// Returns how sure the suggestion is.
    #[must_use]
    pub const fn applicability(&self) -> Applicability {
        self.applicability
    }

    pub(super) fn moved(&mut self, by: usize) {
        for (span, _) in &mut self.edits {
            *span = span.moved(by);
        }
    }
}

impl Applicability {
    /// Returns the name that rustc's JSON has for it.
    #[cfg(feature = "tools")]
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::MachineApplicable => "MachineApplicable",
            Self::MaybeIncorrect => "MaybeIncorrect",
            Self::HasPlaceholders => "HasPlaceholders",
        }
    }

    /// Returns the applicability of a word of the schema in place of another: only a difference in case leaves no doubt.
    pub(crate) fn of_word(written: &str, meant: &str) -> Self {
        if written.eq_ignore_ascii_case(meant) {
            Self::MachineApplicable
        } else {
            Self::MaybeIncorrect
        }
    }
}

impl Diagnostic {
    /// Adds a suggestion.
    #[must_use]
    pub(crate) fn suggest(mut self, suggestion: Suggestion) -> Self {
        super::push_alone(&mut self.suggestions, suggestion);
        self
    }

    /// Adds a suggestion that certainly fixes the problem by a new text for a span.
    #[must_use]
    pub(crate) fn fix(
        self,
        help: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        let edits = vec![(span, replacement.into())];
        self.suggest(Suggestion::new(
            help,
            edits,
            Applicability::MachineApplicable,
        ))
    }

    /// Suggests another value for the main span, which now has the value `written`.
    ///
    /// If the span contains entities, or the new value would need some, the advice is only in words.
    #[must_use]
    pub(crate) fn rewrite(
        self,
        help: impl Into<String>,
        written: &str,
        replacement: &str,
        applicability: Applicability,
    ) -> Self {
        let span = self.span();
        if !is_exact(span, written) || replacement.contains(['<', '&', '"', '\'']) {
            return self.help(help);
        }
        let edits = vec![(span, replacement.to_owned())];
        self.suggest(Suggestion::new(help, edits, applicability))
    }

    /// Asks “did you mean …?” if there is a name that was probably meant, and suggests it for the main span.
    #[must_use]
    pub(crate) fn did_you_mean(self, written: &str, meant: Option<&str>) -> Self {
        match meant {
            Some(meant) => self.rewrite(
                format!("did you mean `{meant}`?"),
                written,
                meant,
                Applicability::MaybeIncorrect,
            ),
            None => self,
        }
    }

    /// Keeps of each suggestion only the words.
    pub(super) fn without_edits(mut self) -> Self {
        let told = mem::take(&mut self.suggestions)
            .into_iter()
            .map(|it| it.help);
        self.help.extend(told);
        self
    }

    /// Returns the suggestions.
    #[must_use]
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }
}

/// Returns `true` if the source of a value is the value itself, without entities or line breaks that became others.
fn is_exact(span: Span, value: &str) -> bool {
    span.end() - span.start() == value.len()
}

/// Returns the edit that removes the elements with these spans, each that of a name or value in its start tag.
pub(crate) fn removals(
    source: &Source,
    spans: impl IntoIterator<Item = Span>,
) -> Vec<(Span, String)> {
    let ranges = spans
        .into_iter()
        .filter_map(|it| element_around(source.text(), it.start()));
    let mut edits: Vec<(Span, String)> = ranges
        .map(|range| with_line(source.text(), range))
        .map(|range| (Span::new(range.start, range.end), String::new()))
        .collect();
    sort::by_key(&mut edits, |it| it.0);
    // An element inside another goes with it.
    let mut end = 0;
    edits.retain(|(span, _)| {
        let is_outside = span.start() >= end;
        end = end.max(span.end());
        is_outside
    });
    edits
}

/// Returns the range of the element whose start tag contains an offset, in a well-formed text.
pub(crate) fn element_around(text: &str, offset: usize) -> Option<Range<usize>> {
    let start = text[..offset].rfind('<')?;
    let mut depth = 0_usize;
    let mut at = start;
    loop {
        let rest = &text[at..];
        let length = markup_length(rest)?;
        let markup = &rest[..length];
        if markup.starts_with("</") {
            depth = depth.checked_sub(1)?;
        } else if !markup.starts_with("<!") && !markup.starts_with("<?") && !markup.ends_with("/>")
        {
            depth += 1;
        }
        at += length;
        if depth == 0 {
            return Some(start..at);
        }
        at += text[at..].find('<')?;
    }
}

/// Returns the length of the tag, comment or section at the start of the text.
fn markup_length(text: &str) -> Option<usize> {
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(opening) {
            return Some(text.find(closing)? + closing.len());
        }
    }
    let mut quote = None;
    let end = text.bytes().position(|byte| match (quote, byte) {
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), byte) => {
            quote = quote.filter(|_| byte != open);
            false
        }
        (None, byte) => byte == b'>',
    });
    Some(end? + 1)
}

/// Returns the range with the line break and the white space before it, if nothing else is on its lines.
fn with_line(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].trim_end_matches([' ', '\t']);
    let ends_line = text[range.end..]
        .trim_start_matches([' ', '\t', '\r'])
        .starts_with('\n');
    match before.strip_suffix('\n') {
        Some(before) if ends_line => before.strip_suffix('\r').unwrap_or(before).len()..range.end,
        _ => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(text: &str, name: &str) -> String {
        let source = Source::new("m.man", text);
        let at = text.find(name).unwrap();
        let mut left = text.to_owned();
        for (span, new) in removals(&source, [Span::new(at, at + 1)]).iter().rev() {
            left.replace_range(span.range(), new);
        }
        left
    }

    #[test]
    fn a_removed_element_takes_its_line_with_it() {
        let text = "<a>\r\n  <b n=\"x\"/>\r\n  <b n=\"y\"><c>/></c><!--</b>--></b>\r\n</a>";
        assert_eq!(
            removed(text, "x"),
            "<a>\r\n  <b n=\"y\"><c>/></c><!--</b>--></b>\r\n</a>"
        );
        assert_eq!(removed(text, "y"), "<a>\r\n  <b n=\"x\"/>\r\n</a>");
        assert_eq!(removed("<a><b n='>x'/> </a>", "x"), "<a> </a>");
    }

    #[test]
    fn an_element_inside_a_removed_one_goes_with_it() {
        let text = "<a><b n='x'><c n='y'/></b></a>";
        let spans = ["y", "x"].map(|name| text.find(name).unwrap());
        let spans = spans.map(|at| Span::new(at, at + 1));
        let edits = removals(&Source::new("m.man", text), spans);
        assert_eq!(edits, [(Span::new(3, 26), String::new())]);
    }

    #[test]
    fn a_value_with_entities_is_not_rewritten() {
        let code = crate::diagnostic::codes::UNDEFINED_LEVEL;
        let new = |end| Diagnostic::new(code, Span::new(0, end), "x");
        assert_eq!(
            new(5).did_you_mean("a&b", Some("ab")).suggestions().len(),
            0
        );
        assert_eq!(
            new(3).did_you_mean("abc", Some("a&")).suggestions().len(),
            0
        );
        let suggested = new(3).did_you_mean("abc", Some("abd"));
        assert_eq!(
            suggested.suggestions()[0].edits(),
            [(Span::new(0, 3), "abd".to_owned())]
        );
    }
}
