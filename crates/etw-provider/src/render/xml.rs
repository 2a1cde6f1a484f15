//! Writes XML. Tags match because elements are closures, and every character is legal.

use std::string::String;

/// XML under construction.
pub(super) struct Xml {
    text: String,
}

impl Xml {
    pub(super) const fn new() -> Self {
        Self {
            text: String::new(),
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Writes an element, without content as `<Name/>`.
    pub(super) fn element<'x>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'x str, String)>,
        content: impl FnOnce(&mut Self),
    ) {
        let content_at = self.start(name, &mut attributes.into_iter());
        content(self);
        self.end(name, content_at);
    }

    /// Writes a start tag. Returns the position of the content.
    fn start(&mut self, name: &str, attributes: &mut dyn Iterator<Item = (&str, String)>) -> usize {
        self.text.extend(["<", name]);
        for (name, value) in attributes {
            self.text.extend([" ", name, "=\""]);
            self.escape(&value, true);
            self.text.push('"');
        }
        self.text.push('>');
        self.text.len()
    }

    /// Ends an element with the content from this position on.
    fn end(&mut self, name: &str, content_at: usize) {
        if self.text.len() == content_at {
            self.text.insert(content_at - 1, '/');
        } else {
            self.text.extend(["</", name, ">"]);
        }
    }

    /// Writes an element that contains only text.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.element(name, [], |xml| xml.text(text));
    }

    /// Writes text between tags.
    pub(super) fn text(&mut self, text: &str) {
        self.escape(text, false);
    }

    /// Escapes text. Carriage returns, and line breaks and tabs in attributes, are references, because readers would change
    /// them to line feeds or spaces. A character that XML 1.0 does not allow, even as a reference, becomes U+FFFD.
    fn escape(&mut self, text: &str, in_attribute: bool) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' if in_attribute => self.text.push_str("&quot;"),
                '\r' => self.text.push_str("&#xD;"),
                '\n' if in_attribute => self.text.push_str("&#xA;"),
                '\t' if in_attribute => self.text.push_str("&#x9;"),
                '\n' | '\t' => self.text.push(character),
                '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => {
                    self.text.push(char::REPLACEMENT_CHARACTER);
                }
                _ => self.text.push(character),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;
    use std::string::ToString;

    #[test]
    fn elements_nest_and_empty_ones_are_short() {
        let mut xml = Xml::new();
        xml.element("A", [("b", "c".to_string())], |xml| {
            xml.leaf("D", "e");
            xml.leaf("F", "");
        });
        assert_eq!(xml.finish(), r#"<A b="c"><D>e</D><F/></A>"#);
    }

    #[test]
    fn text_cannot_break_out_and_is_legal() {
        let hostile = "<&>\"'\r\n\t\0\x1F\u{FFFE}ñ😀]]>";
        let mut xml = Xml::new();
        xml.element("A", [("b", hostile.to_string())], |xml| xml.text(hostile));
        assert_eq!(
            xml.finish(),
            "<A b=\"&lt;&amp;&gt;&quot;'&#xD;&#xA;&#x9;\u{FFFD}\u{FFFD}\u{FFFD}ñ😀]]&gt;\">\
             &lt;&amp;&gt;\"'&#xD;\n\t\u{FFFD}\u{FFFD}\u{FFFD}ñ😀]]&gt;</A>"
        );
    }
}
