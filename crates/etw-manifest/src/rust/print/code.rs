// [`Code`]: printed tokens. The documentation test below includes this file, so these lines are no inner documentation.

use proc_macro2::{Ident, Literal};

/// Printed tokens: the only thing that fills a hole of a skeleton.
///
/// ```
/// # mod rust { pub mod print { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rust/print/code.rs")); pub fn lines() { Code::lines([Code::string("fn f() {}")]); } } }
/// # fn main() { rust::print::lines(); }
/// ```
///
/// A `String` is not code:
///
/// ```compile_fail
/// # mod rust { pub mod print { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rust/print/code.rs")); pub fn lines() { Code::lines([String::from("fn f() {}")]); } } }
/// # fn main() { rust::print::lines(); }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::rust) struct Code(String);

impl Code {
    /// The text of tokens, for the printer and for skeletons.
    pub(super) const fn printed(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub(in crate::rust) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns `true` if there is no token.
    pub(in crate::rust) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An identifier.
    pub(in crate::rust) fn ident(ident: &Ident) -> Self {
        Self(ident.to_string())
    }

    /// An identifier that this crate knows by heart, such as the name of a method.
    ///
    /// # Panics
    /// The text is not an identifier.
    pub(in crate::rust) fn word(word: &'static str) -> Self {
        let is_word = |it: u8| it.is_ascii_alphanumeric() || it == b'_';
        assert!(word.bytes().all(is_word), "`{word}` is not an identifier");
        Self(word.to_owned())
    }

    /// A string literal.
    pub(in crate::rust) fn string(text: &str) -> Self {
        // Most texts are plain, and `Literal` takes its time for each character.
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
        if text.bytes().all(is_plain) {
            Self(["\"", text, "\""].concat())
        } else {
            Self(Literal::string(text).to_string())
        }
    }

    /// A byte string literal.
    pub(in crate::rust) fn bytes(bytes: &[u8]) -> Self {
        Self(Literal::byte_string(bytes).to_string())
    }

    /// A number in decimal: `4031`, `1_048_576`.
    pub(in crate::rust) fn number(value: u64) -> Self {
        let digits = value.to_string();
        Self(match digits.len() {
            ..=5 => digits,
            _ => grouped(&digits, 3),
        })
    }

    /// A number in hexadecimal: `0x800`, `0x2000_0000_0000_0800`.
    pub(in crate::rust) fn hex(value: u64) -> Self {
        match value {
            0 => Self::number(0),
            _ => Self(format!("0x{}", grouped(&format!("{value:x}"), 4))),
        }
    }

    /// The digits of a GUID as one number, grouped as its text is.
    pub(in crate::rust) fn guid(guid: u128) -> Self {
        let digits = format!("{guid:032x}");
        let (first, second, third) = (&digits[..8], &digits[8..12], &digits[12..16]);
        let (fourth, fifth) = (&digits[16..20], &digits[20..]);
        Self(format!("0x{first}_{second}_{third}_{fourth}_{fifth}"))
    }

    /// Lines of documentation, each of which stays one comment whatever it contains.
    pub(in crate::rust) fn docs<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut text = String::new();
        for line in lines {
            assert!(!line.contains(['\n', '\r']), "a line of documentation");
            text.push_str(if text.is_empty() { "///" } else { "\n///" });
            text.push_str(if line.is_empty() { "" } else { " " });
            text.push_str(line);
        }
        Self(text)
    }

    /// Code on consecutive lines.
    pub(in crate::rust) fn lines(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(parts, "\n")
    }

    /// Items with an empty line between them.
    pub(in crate::rust) fn items(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(parts, "\n\n")
    }

    /// Code one after another, such as the calls of a chain.
    pub(in crate::rust) fn sequence(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(parts, "")
    }

    /// Calls of a chain, each on a line of its own.
    pub(in crate::rust) fn chain(calls: impl IntoIterator<Item = Self>) -> Self {
        let calls = calls.into_iter().filter(|it| !it.is_empty());
        let mut text = String::new();
        for call in calls {
            text.push_str("\n    ");
            text.push_str(&indented(&call.0));
        }
        Self(text)
    }

    /// Elements between commas, on one line.
    pub(in crate::rust) fn commas(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(parts, ", ")
    }

    /// The elements of a list in brackets: several of them have a line each.
    pub(in crate::rust) fn elements(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<Self> = parts.into_iter().collect();
        if let [] | [_] = parts.as_slice() {
            return Self::commas(parts);
        }
        let lines = parts.iter().map(|it| format!("\n    {},", indented(&it.0)));
        Self(lines.collect::<String>() + "\n")
    }

    fn joined(parts: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        let mut text = String::new();
        for part in parts.into_iter().filter(|it| !it.is_empty()) {
            text.push_str(if text.is_empty() { "" } else { separator });
            text.push_str(&part.0);
        }
        Self(text)
    }
}

/// The same code one step further to the right, but for its first line. No token contains a line break.
fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}

/// Digits with an underscore between groups of so many, counted from the right.
fn grouped(digits: &str, size: usize) -> String {
    let mut text = String::with_capacity(2 * digits.len());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % size == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
