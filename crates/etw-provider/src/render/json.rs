//! Writes JSON in one line. Brackets match because objects and arrays are closures.

use core::fmt::Write as _;
use std::string::String;

use crate::json_text::Escaped;

/// JSON under construction.
pub(super) struct Json {
    text: String,
    /// Whether the next value needs no comma before it.
    first: bool,
}

impl Json {
    pub(super) const fn new() -> Self {
        Self {
            text: String::new(),
            first: true,
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.container('{', members, '}');
    }

    pub(super) fn array(&mut self, elements: impl FnOnce(&mut Self)) {
        self.container('[', elements, ']');
    }

    /// Writes the key of the next value.
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        self.string(key);
        self.text.push(':');
        self.first = true;
        self
    }

    /// Writes a number or boolean.
    pub(super) fn literal(&mut self, literal: &str) {
        self.separate();
        self.text.push_str(literal);
    }

    /// Writes text with the escapes that RFC 8259 requires.
    pub(super) fn string(&mut self, text: &str) {
        self.separate();
        self.text.push('"');
        // Writing to a string cannot fail.
        let _ = Escaped(&mut self.text).write_str(text);
        self.text.push('"');
    }

    fn container(&mut self, open: char, content: impl FnOnce(&mut Self), close: char) {
        self.separate();
        self.text.push(open);
        self.first = true;
        content(self);
        self.text.push(close);
        self.first = false;
    }

    fn separate(&mut self) {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn containers_nest_and_commas_separate() {
        let mut json = Json::new();
        json.object(|json| {
            json.key("a").array(|json| {
                json.literal("1");
                json.array(|_| {});
                json.object(|_| {});
                json.string("x");
            });
            json.key("b").literal("true");
        });
        assert_eq!(json.finish(), r#"{"a":[1,[],{},"x"],"b":true}"#);
    }

    #[test]
    fn text_is_escaped() {
        let mut json = Json::new();
        json.string("\"\\/\n\r\t\0\x1F\x7F ñ😀\u{2028}");
        assert_eq!(
            json.finish(),
            "\"\\\"\\\\/\\n\\r\\t\\u0000\\u001f\x7F ñ😀\u{2028}\""
        );
    }
}
