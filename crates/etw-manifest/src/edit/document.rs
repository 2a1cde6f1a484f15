//! Finds the positions at which a document takes another element, and follows its indentation.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostics;
use crate::edit::EditError;
use crate::source::Source;
use crate::xml::escape::escape;
use crate::xml::{self, Element, Node};

/// Text to insert at a position. Nothing is ever removed.
pub(super) type Edit = (usize, String);

/// An element to insert.
#[derive(Clone)]
pub(super) struct New {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<New>,
}

impl New {
    /// Makes an element; attributes without a value are left out.
    pub(super) fn element<const N: usize>(
        name: &'static str,
        attributes: [(&'static str, &str); N],
    ) -> Self {
        let attributes = attributes
            .into_iter()
            .filter(|(_, value)| !value.is_empty());
        Self {
            name,
            attributes: attributes.map(|(name, it)| (name, it.to_owned())).collect(),
            children: Vec::new(),
        }
    }

    pub(super) fn list(name: &'static str, children: Vec<Self>) -> Self {
        Self::element(name, []).with(children)
    }

    pub(super) fn with(self, children: Vec<Self>) -> Self {
        Self { children, ..self }
    }
}

/// A well-formed manifest.
pub(super) struct Document<'s> {
    text: &'s str,
    pub(super) root: Element<'s>,
    line_end: &'static str,
    /// The white space of one level.
    unit: String,
}

impl<'s> Document<'s> {
    pub(super) fn parse(source: &'s Source) -> Result<Self, EditError> {
        let text = source.text();
        let root = xml::parse(source, 0..text.len(), &mut Diagnostics::default())
            .ok_or_else(|| EditError("the manifest is not well-formed".to_owned()))?;
        let mut document = Self {
            text,
            root,
            line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
            unit: "  ".to_owned(),
        };
        if let Some(first) = elements(&document.root)
            .next()
            .map(|it| document.indent(it))
        {
            let unit = first
                .strip_prefix(document.indent(&document.root))
                .unwrap_or("");
            if !unit.is_empty() {
                document.unit = unit.to_owned();
            }
        }
        Ok(document)
    }

    /// Inserts elements at the end of another one.
    pub(super) fn append(&self, parent: &Element<'_>, new: &[New]) -> Vec<Edit> {
        let lines = self.lines(parent, new);
        let (end, indent) = (self.line_end, self.indent(parent));
        if self.is_empty(parent) {
            // `<events/>` becomes `<events>…</events>` around its slash.
            let slash = parent.span.end() - "/>".len();
            return vec![
                (slash, format!(">{lines}{end}{indent}<")),
                (slash + 1, parent.name.to_string()),
            ];
        }
        let before = &self.text[..parent.content_end];
        let at = before.trim_ascii_end().len();
        let on_one_line = !before[at..].contains('\n');
        let after = if on_one_line {
            format!("{end}{indent}")
        } else {
            String::new()
        };
        vec![(at, format!("{lines}{after}"))]
    }

    /// Inserts an element after a child of another one, or before all of its children.
    pub(super) fn insert(
        &self,
        parent: &Element<'_>,
        after: Option<&Element<'_>>,
        new: &New,
    ) -> Edit {
        let at = match after {
            None => parent.span.end(),
            Some(child) if self.is_empty(child) => child.span.end(),
            Some(child) => {
                let tag = &self.text[child.content_end..];
                child.content_end + tag.find('>').map_or(0, |at| at + 1)
            }
        };
        (at, self.lines(parent, std::slice::from_ref(new)))
    }

    /// Returns the lines of new children, each after a line end.
    fn lines(&self, parent: &Element<'_>, new: &[New]) -> String {
        let own = self.indent(parent);
        let last = elements(parent).last().map(|it| self.indent(it));
        let indent = match last.filter(|it| it.len() > own.len()) {
            Some(indent) => indent.to_owned(),
            None => format!("{own}{}", self.unit),
        };
        let mut text = String::new();
        for it in new {
            self.write(it, parent.name.prefix, &indent, &mut text);
        }
        text
    }

    fn write(&self, new: &New, prefix: &str, indent: &str, text: &mut String) {
        let colon = if prefix.is_empty() { "" } else { ":" };
        let name = format!("{prefix}{colon}{}", new.name);
        text.extend([self.line_end, indent, "<", &name]);
        for (name, value) in &new.attributes {
            let _ = write!(text, " {name}=\"");
            escape(text, value);
            text.push('"');
        }
        if new.children.is_empty() {
            text.push_str("/>");
            return;
        }
        text.push('>');
        let inner = format!("{indent}{}", self.unit);
        for child in &new.children {
            self.write(child, prefix, &inner, text);
        }
        text.extend([self.line_end, indent, "</", &name, ">"]);
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
}

pub(super) fn elements<'e, 's>(parent: &'e Element<'s>) -> impl Iterator<Item = &'e Element<'s>> {
    parent.children.iter().filter_map(Node::as_element)
}

/// Returns the first child with a name.
pub(super) fn child<'e, 's>(parent: &'e Element<'s>, name: &str) -> Option<&'e Element<'s>> {
    elements(parent).find(|it| it.name.local == name)
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
