//! Writes JSON: balanced by construction, compact on one line or indented for people.

use std::fmt::Write as _;

/// A value in JSON.
pub(crate) trait JsonValue {
    /// Appends the value.
    fn write(&self, json: &mut JsonWriter);
}

/// JSON under construction. Containers take closures, so that each one is closed.
#[derive(Debug)]
pub(crate) struct JsonWriter {
    text: String,
    pretty: bool,
    depth: usize,
    /// The innermost container is still empty.
    first: bool,
    /// A key is written, and its value follows.
    after_key: bool,
}

impl JsonWriter {
    /// Writes everything on one line, without spaces.
    pub(crate) const fn compact() -> Self {
        Self {
            text: String::new(),
            pretty: false,
            depth: 0,
            first: true,
            after_key: false,
        }
    }

    /// Writes one member per line, indented by two spaces for each level.
    pub(crate) const fn pretty() -> Self {
        Self {
            text: String::new(),
            pretty: true,
            depth: 0,
            first: true,
            after_key: false,
        }
    }

    /// Returns the text.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Writes an object: an element of an array, the value of a [`key`](Self::key), or the whole text.
    pub(crate) fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.container('{', members, '}');
    }

    /// Writes an array, in the same positions.
    pub(crate) fn array(&mut self, elements: impl FnOnce(&mut Self)) {
        self.container('[', elements, ']');
    }

    /// Writes the key of the object, array or value that follows.
    pub(crate) fn key(&mut self, key: &str) -> &mut Self {
        self.separate();
        self.quoted(key);
        self.text.push_str(if self.pretty { ": " } else { ":" });
        self.after_key = true;
        self
    }

    /// Writes a member of an object.
    pub(crate) fn field(&mut self, key: &str, value: impl JsonValue) {
        self.key(key).value(value);
    }

    /// Writes an element of an array, or the value of a [`key`](Self::key).
    pub(crate) fn value(&mut self, value: impl JsonValue) {
        self.separate();
        value.write(self);
    }

    fn container(&mut self, open: char, content: impl FnOnce(&mut Self), close: char) {
        self.separate();
        self.text.push(open);
        self.depth += 1;
        self.first = true;
        content(self);
        self.depth -= 1;
        if !self.first {
            self.line_break();
        }
        self.first = false;
        self.text.push(close);
    }

    /// Writes the comma and the line break before the next value.
    fn separate(&mut self) {
        if std::mem::take(&mut self.after_key) {
            return;
        }
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
        if self.depth > 0 {
            self.line_break();
        }
    }

    fn line_break(&mut self) {
        if self.pretty {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n("  ", self.depth));
        }
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                '\0'..' ' => self.display(format_args!("\\u{:04x}", u32::from(character))),
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }

    fn display(&mut self, value: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{value}");
    }
}

impl JsonValue for str {
    fn write(&self, json: &mut JsonWriter) {
        json.quoted(self);
    }
}

impl JsonValue for String {
    fn write(&self, json: &mut JsonWriter) {
        json.quoted(self);
    }
}

impl<T: JsonValue + ?Sized> JsonValue for &T {
    fn write(&self, json: &mut JsonWriter) {
        (**self).write(json);
    }
}

/// Writes `null` for `None`.
impl<T: JsonValue> JsonValue for Option<T> {
    fn write(&self, json: &mut JsonWriter) {
        match self {
            Some(value) => value.write(json),
            None => json.text.push_str("null"),
        }
    }
}

macro_rules! displayed {
    ($($type:ty)*) => {$(
        impl JsonValue for $type {
            fn write(&self, json: &mut JsonWriter) {
                json.display(self);
            }
        }
    )*};
}

displayed! { bool u8 u16 u32 u64 usize i64 }

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(mut json: JsonWriter) -> String {
        json.object(|json| {
            json.field("text", "a\"b");
            json.key("list").array(|json| {
                json.value(1_u8);
                json.value(true);
                json.object(|json| json.field("none", None::<&str>));
                json.array(|_| {});
            });
            json.key("empty").object(|_| {});
            json.field("last", -2_i64);
        });
        json.finish()
    }

    #[test]
    fn compact_is_one_line() {
        let expected = r#"{"text":"a\"b","list":[1,true,{"none":null},[]],"empty":{},"last":-2}"#;
        assert_eq!(sample(JsonWriter::compact()), expected);
    }

    #[test]
    fn pretty_has_one_member_per_line() {
        let expected = "{\n  \"text\": \"a\\\"b\",\n  \"list\": [\n    1,\n    true,\n    {\n      \"none\": null\n    },\n    []\n  ],\n  \"empty\": {},\n  \"last\": -2\n}";
        assert_eq!(sample(JsonWriter::pretty()), expected);
    }

    #[test]
    fn every_character_that_needs_it_is_escaped() {
        let mut json = JsonWriter::compact();
        json.value("\0\u{1F}\u{7F}\"\\/\n\r\t\u{8}é😀\u{2028}");
        assert_eq!(
            json.finish(),
            "\"\\u0000\\u001f\u{7F}\\\"\\\\/\\n\\r\\t\\u0008é😀\u{2028}\""
        );
    }

    #[test]
    fn values_without_a_container_stand_alone() {
        let mut json = JsonWriter::pretty();
        json.value(Some(7_usize));
        assert_eq!(json.finish(), "7");
    }
}
