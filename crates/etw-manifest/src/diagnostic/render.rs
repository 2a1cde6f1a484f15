//! Diagnostics as text.

use super::Diagnostic;
use crate::source::Source;

/// How diagnostics are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MessageFormat {
    /// One line.
    Short,
}

pub(super) fn render(diagnostic: &Diagnostic, source: &Source, _format: MessageFormat) -> String {
    let at = source.position(diagnostic.span().start());
    format!(
        "{}:{}:{}: {}",
        source.name(),
        at.line,
        at.column,
        diagnostic.message()
    )
}
