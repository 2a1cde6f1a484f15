//! Writes XML for people: one element per line, indented by depth.

use std::fmt::Write as _;

use super::escape::escape;

/// The text so far.
#[derive(Default)]
pub(crate) struct Xml {
    out: String,
    depth: usize,
}

/// Names and values of attributes. One without a value is left out.
pub(crate) type Attributes<'a> = &'a [(&'a str, Option<String>)];

impl Xml {
    pub(crate) fn new() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            depth: 0,
        }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    pub(crate) fn comment(&mut self, text: &str) {
        self.indent();
        let _ = writeln!(self.out, "<!-- {} -->", text.replace("--", "- -"));
    }

    /// Writes an element without content.
    pub(crate) fn leaf(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    /// Writes an element with its content on separate lines.
    pub(crate) fn element(
        &mut self,
        name: &str,
        attributes: Attributes,
        content: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.depth += 1;
        content(self);
        self.depth -= 1;
        self.indent();
        let _ = writeln!(self.out, "</{name}>");
    }

    /// Writes an element around all items, or nothing if there are none.
    pub(crate) fn list<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.element(name, &[], |xml| items.for_each(|item| each(xml, item)));
        }
    }

    /// Writes text that is already XML.
    pub(crate) fn raw(&mut self, text: &str) {
        self.indent();
        self.out.push_str(text);
        self.out.push('\n');
    }

    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    fn start(&mut self, name: &str, attributes: Attributes) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            if let Some(value) = value {
                let _ = write!(self.out, " {name}=\"");
                escape(&mut self.out, value);
                self.out.push('"');
            }
        }
    }

    fn indent(&mut self) {
        self.out.push_str(&indentation(self.depth));
    }
}

pub(crate) fn indentation(depth: usize) -> String {
    "  ".repeat(depth)
}
