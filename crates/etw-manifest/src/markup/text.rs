//! The text that mc.exe makes of a template.

use std::fmt::Write as _;

use crate::markup::user_data::{UserContent, UserElement};
use crate::xml::escape::entity;

/// The element that shows an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shown {
    Data,
    /// A struct.
    ComplexData,
    /// The data of `<binary>`, which has no name.
    Binary,
    /// The length of `<binary>`.
    Nowhere,
}

/// Returns the text for a template without `UserData`. Names are not escaped.
pub(crate) fn event_data<'n>(
    name: Option<&str>,
    items: impl Iterator<Item = (&'n str, Shown)>,
) -> String {
    let mut text = String::new();
    start(&mut text, "EventData", name.unwrap_or_default());
    let mut items = items.enumerate().peekable();
    if items.peek().is_none() {
        text.insert(text.len() - 1, '/');
        return text;
    }
    for (index, (name, shown)) in items {
        let (element, name) = match shown {
            Shown::Data => ("Data", name),
            Shown::ComplexData => ("ComplexData", name),
            Shown::Binary => ("Binary", ""),
            Shown::Nowhere => continue,
        };
        start(&mut text, element, name);
        let _ = write!(text, "%{}</{element}>", index + 1);
    }
    text.push_str("</EventData>");
    text
}

fn start(text: &mut String, element: &str, name: &str) {
    let _ = match name {
        "" => write!(text, "<{element}>"),
        name => write!(text, "<{element} Name=\"{name}\">"),
    };
}

/// Returns the text of `UserData`, as MSXML serializes it. MSXML remembers only whether there was white space between
/// elements; where there was, it breaks the line and indents with tabs.
pub(crate) fn user_data(root: &UserElement) -> String {
    let mut text = String::new();
    element(&mut text, root, 1);
    text
}

fn element(out: &mut String, element: &UserElement, depth: usize) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        for character in value.chars() {
            escape(out, character);
        }
        out.push('"');
    }
    if element.content.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    let (mut spaced, mut beside_cdata) = (false, false);
    for content in &element.content {
        let is_space = is_space(content);
        let is_text = matches!(content, UserContent::Text(_) | UserContent::CData(_));
        if spaced && !is_text {
            break_line(out, depth + 1);
        }
        if !is_space {
            self::content(out, content, depth + 1);
        }
        spaced = is_space && !beside_cdata;
        beside_cdata = matches!(content, UserContent::CData(_));
    }
    if spaced {
        break_line(out, depth);
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

fn is_space(content: &UserContent) -> bool {
    matches!(content, UserContent::Text(text) if text.trim().is_empty())
}

fn content(out: &mut String, content: &UserContent, depth: usize) {
    match content {
        UserContent::Element(child) => element(out, child, depth),
        UserContent::Text(text) => content_text(out, text),
        UserContent::CData(text) => {
            out.extend(["<![CDATA[", &text.replace('\n', "\r\n"), "]]>"]);
        }
        UserContent::Instruction { target, data } => out.extend(["<?", target, " ", data, "?>"]),
    }
}

fn break_line(out: &mut String, depth: usize) {
    out.push_str("\r\n");
    out.extend(std::iter::repeat_n('\t', depth));
}

fn content_text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '"' => out.push('"'),
            '\n' => out.push_str("\r\n"),
            other => escape(out, other),
        }
    }
}

fn escape(out: &mut String, character: char) {
    match entity(character) {
        Some(entity) => out.push_str(entity),
        None => out.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, content: Vec<UserContent>) -> UserElement {
        let (name, attributes) = (name.to_owned(), Vec::new());
        UserElement {
            name,
            attributes,
            content,
        }
    }

    fn text(text: &str) -> UserContent {
        UserContent::Text(text.to_owned())
    }

    #[test]
    fn white_space_is_that_of_the_serializer() {
        let child = || UserContent::Element(of("A", vec![text(" %1 ")]));
        let close = of("R", vec![child()]);
        assert_eq!(user_data(&close), "<R><A> %1 </A></R>");
        let spaced = of("R", vec![text("\n  "), child(), text("\n")]);
        assert_eq!(user_data(&spaced), "<R>\r\n\t\t<A> %1 </A>\r\n\t</R>");
        assert_eq!(user_data(&of("R", vec![text(" ")])), "<R>\r\n\t</R>");
        assert_eq!(user_data(&of("R", vec![])), "<R/>");
    }
}
