//! Parts of code that is written as it stands: what fits a line stays on it, what does not is broken where rustfmt would.

use super::layout;

/// Columns of a line.
pub(super) const LINE: usize = 100;

/// Columns of a step of indentation.
pub(super) const STEP: usize = 4;

/// That many spaces, up to the deepest indentation of generated code.
pub(super) fn spaces(columns: usize) -> &'static str {
    const MOST: &str = "                                        ";
    MOST.split_at(MOST.len().saturating_sub(columns)).1
}

/// Whether so many columns fit a line that is indented.
pub(super) const fn fits(indent: usize, columns: usize) -> bool {
    indent + columns <= LINE
}

/// The first line of an `impl` in the module of a provider, broken before its target if it is too long.
pub(super) fn head(implementation: &str, target: &str) -> String {
    if fits(STEP, implementation.len() + 1 + target.len() + 2) {
        format!("    {implementation} {target} {{")
    } else {
        format!("    {implementation}\n        {target}\n    {{")
    }
}

/// Adds a statement, or an element with its comma, on a line; one that is too long goes through the layout of tokens.
pub(super) fn line(code: &str, indent: usize, text: &mut String) {
    let cannot_be_broken = code.starts_with('"');
    if cannot_be_broken || fits(indent, code.len()) {
        push_line(&[spaces(indent), code], text);
    } else {
        layout::broken(code, indent, text);
    }
}

/// The same as a text of its own, with its line break.
pub(super) fn whole_line(code: &str, indent: usize) -> String {
    let mut text = String::new();
    line(code, indent, &mut text);
    text
}

/// Adds a call, or anything else with a list in parentheses: on one line if it fits, else an argument per line.
pub(super) fn call(head: &str, arguments: &[String], tail: &str, indent: usize, text: &mut String) {
    let form = List {
        head,
        padding: "",
        last: ",",
        tail,
    };
    form.add(arguments, indent, text);
}

/// Adds a struct literal: on one line if it fits, else a field per line.
pub(super) fn literal(head: &str, fields: &[String], tail: &str, indent: usize, text: &mut String) {
    let form = List {
        head,
        padding: " ",
        last: ",",
        tail,
    };
    form.add(fields, indent, text);
}

/// Adds an attribute: on one line if it fits, else an argument per line.
pub(super) fn attribute(head: &str, arguments: &[String], indent: usize, text: &mut String) {
    let form = List {
        head,
        padding: "",
        last: "",
        tail: ")]",
    };
    form.add(arguments, indent, text);
}

/// What stands around the elements of a list.
struct List<'t> {
    head: &'t str,
    /// Between the brackets and the elements, on one line.
    padding: &'t str,
    /// Behind the last element, where each has a line.
    last: &'t str,
    tail: &'t str,
}

impl List<'_> {
    fn add(&self, elements: &[String], indent: usize, text: &mut String) {
        let Self {
            head,
            padding,
            last,
            tail,
        } = self;
        let outer = spaces(indent);
        let separators = 2 * elements.len().saturating_sub(1) + 2 * padding.len();
        let columns = head.len() + tail.len() + separators;
        let columns = elements.iter().fold(columns, |sum, it| sum + it.len());
        if elements.is_empty() || fits(indent, columns) {
            push_all(&[outer, head, padding], text);
            for (at, element) in elements.iter().enumerate() {
                let separator = if at > 0 { ", " } else { "" };
                push_all(&[separator, element], text);
            }
            return push_line(&[padding, tail], text);
        }
        push_line(&[outer, head], text);
        for (at, element) in elements.iter().enumerate() {
            let comma = if at + 1 == elements.len() { last } else { "," };
            if fits(indent + STEP, element.len() + 1) {
                push_line(&[spaces(indent + STEP), element, comma], text);
            } else {
                line(&format!("{element}{comma}"), indent + STEP, text);
            }
        }
        push_line(&[outer, tail], text);
    }
}

/// Adds text of several parts.
fn push_all(parts: &[&str], text: &mut String) {
    for part in parts {
        text.push_str(part);
    }
}

/// Adds a line of several parts.
fn push_line(parts: &[&str], text: &mut String) {
    push_all(parts, text);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(argument: &str) -> String {
        let mut text = String::new();
        let arguments = [argument.to_owned(), "b".to_owned()];
        call("f(", &arguments, ");", 4, &mut text);
        text
    }

    #[test]
    fn what_fits_stays_on_a_line() {
        assert_eq!(called("a"), "    f(a, b);\n");
        let longest = "a".repeat(LINE - 11);
        assert_eq!(called(&longest).lines().count(), 1);
        assert_eq!(called(&longest).trim_end().len(), LINE);
        let longer = "a".repeat(LINE - 10);
        let broken = format!("    f(\n        {longer},\n        b,\n    );\n");
        assert_eq!(called(&longer), broken);
    }

    #[test]
    fn a_long_head_is_broken_before_its_target() {
        assert_eq!(head("impl A", "for B"), "    impl A for B {");
        let long = "B".repeat(90);
        assert_eq!(
            head("impl A", &long),
            format!("    impl A\n        {long}\n    {{")
        );
    }

    #[test]
    fn a_long_statement_is_laid_out() {
        let mut text = String::new();
        let long = format!(
            "payload.count(&[{0}, {0}]);",
            "self.field_of_an_event.len()".repeat(2)
        );
        line(&long, 12, &mut text);
        assert!(text.lines().count() > 1, "{text}");
        assert!(text.lines().all(|line| line.starts_with("            ")));
    }
}
