//! Finds the positions at which a document takes another element, and follows its indentation.

use std::fmt::Write as _;
use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::edit::EditError;
use crate::source::Source;
use crate::xml::escape::escape;
use crate::xml::{self, Element, Node};

/// A range of the text and its replacement.
pub(super) type Edit = (Range<usize>, String);

/// A well-formed manifest.
pub(super) struct Document<'s> {
    text: &'s str,
    pub(super) root: Element<'s>,
}

impl<'s> Document<'s> {
    pub(super) fn parse(source: &'s Source) -> Result<Self, EditError> {
        let text = source.text();
        xml::parse(source, 0..text.len(), &mut Diagnostics::default())
            .map(|root| Self { text, root })
            .ok_or_else(|| EditError("the manifest is not well-formed".to_owned()))
    }

    /// Inserts an element at the end of a list.
    pub(super) fn append(
        &self,
        list: &Element<'_>,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> Edit {
        let indent = self.child_indent(list);
        let content = element(list, name, attributes);
        self.append_text(list, &format!("{indent}{content}"))
    }

    /// Inserts lines, which already have their indentation, at the end of an element.
    pub(super) fn append_text(&self, parent: &Element<'_>, lines: &str) -> Edit {
        let line_end = self.line_end();
        let lines = lines.replace('\n', line_end);
        if self.is_empty(parent) {
            let (end, indent) = (parent.span.end(), self.indent(parent));
            let close = format!(">{line_end}{lines}{line_end}{indent}</{}>", parent.name);
            return (end - "/>".len()..end, close);
        }
        let before = &self.text[..parent.content_end];
        let at = before.trim_ascii_end().len();
        let on_one_line = !before[at..].contains('\n');
        let after = if on_one_line {
            format!("{line_end}{}", self.indent(parent))
        } else {
            String::new()
        };
        (at..at, format!("{line_end}{lines}{after}"))
    }

    /// Inserts lines after an element.
    pub(super) fn after(&self, element: &Element<'_>, lines: &str) -> Edit {
        let line_end = self.line_end();
        let end = if self.is_empty(element) {
            element.span.end()
        } else {
            let tag = &self.text[element.content_end..];
            element.content_end + tag.find('>').map_or(0, |at| at + 1)
        };
        (
            end..end,
            format!("{line_end}{}", lines.replace('\n', line_end)),
        )
    }

    /// Inserts lines before the children of an element.
    pub(super) fn at_start(&self, parent: &Element<'_>, lines: &str) -> Edit {
        let (at, line_end) = (parent.span.end(), self.line_end());
        (
            at..at,
            format!("{line_end}{}", lines.replace('\n', line_end)),
        )
    }

    /// Returns the white space before the children of an element.
    pub(super) fn child_indent(&self, parent: &Element<'_>) -> String {
        let last = elements(parent).last().map(|it| self.indent(it));
        let own = self.indent(parent);
        match last.filter(|it| it.len() > own.len()) {
            Some(indent) => indent.to_owned(),
            None => format!("{own}{}", if own.contains('\t') { "\t" } else { "  " }),
        }
    }

    /// Returns the white space at the start of the line of an element.
    fn indent(&self, element: &Element<'_>) -> &'s str {
        let before = &self.text[..element.span.start()];
        let line = &self.text[before.rfind('\n').map_or(0, |at| at + 1)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    fn is_empty(&self, element: &Element<'_>) -> bool {
        self.text[element.span.range()].ends_with("/>")
    }

    fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }
}

/// Returns an empty element with the prefix of its parent.
pub(super) fn element(parent: &Element<'_>, name: &str, attributes: &[(&str, &str)]) -> String {
    let mut text = format!("<{}", qualified(parent, name));
    for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(text, " {name}=\"");
        escape(&mut text, value);
        text.push('"');
    }
    text + "/>"
}

/// Returns a name with the prefix of another element.
pub(super) fn qualified(like: &Element<'_>, name: &str) -> String {
    match like.name.prefix {
        "" => name.to_owned(),
        prefix => format!("{prefix}:{name}"),
    }
}

pub(super) fn elements<'e, 's>(parent: &'e Element<'s>) -> impl Iterator<Item = &'e Element<'s>> {
    parent.children.iter().filter_map(Node::as_element)
}

/// Returns every element with a name, in document order.
pub(super) fn find_all<'e, 's>(parent: &'e Element<'s>, name: &str) -> Vec<&'e Element<'s>> {
    let mut found = Vec::new();
    for child in elements(parent) {
        if child.name.local == name {
            found.push(child);
        } else {
            found.extend(find_all(child, name));
        }
    }
    found
}

pub(super) fn attribute<'e>(element: &'e Element<'_>, name: &str) -> Option<&'e str> {
    let mut attributes = element.attributes.iter();
    let found = attributes.find(|it| it.name.namespace.is_empty() && it.name.local == name);
    found.map(|it| &*it.value)
}
