//! Statements to the text of a function's body.

use super::form;

/// Columns before a statement of a function: it stands in an `impl`, and that in the module of the provider.
const INDENT: usize = 12;

/// The statements of a function, each on lines of its own.
#[derive(Default)]
pub(super) struct Body {
    text: String,
}

impl Body {
    /// Adds a statement, or the expression at the end.
    pub(super) fn push(&mut self, statement: &str) {
        form::line(statement, INDENT, &mut self.text);
    }

    /// Adds a loop over an array with this statement for each `item`.
    pub(super) fn for_each(&mut self, array: &str, statement: &str) {
        form::line(&format!("for item in {array} {{"), INDENT, &mut self.text);
        form::line(statement, INDENT + form::STEP, &mut self.text);
        form::line("}", INDENT, &mut self.text);
    }

    /// Adds the expression that is a struct with these fields.
    pub(super) fn push_self(&mut self, fields: &[String]) {
        form::literal("Ok(Self {", fields, "})", INDENT, &mut self.text);
    }

    /// The lines.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
