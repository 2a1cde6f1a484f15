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

/// Marks in the text, which no token contains. The lines after one are a step further to the right, or to the left. So code
/// that is put into other code is not indented each time, but once, at the end.
pub(super) const DEEPER: char = '\u{1}';
pub(super) const SHALLOWER: char = '\u{2}';

impl Code {
    /// The text of tokens, for the printer and for skeletons.
    pub(super) const fn printed(text: String) -> Self {
        Self(text)
    }

    /// The text, with marks.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, indented.
    pub(in crate::rust) fn text(&self) -> String {
        let mut text = String::with_capacity(self.0.len() + self.0.len() / 2);
        let mut depth = 0;
        for (at, deeper) in self.0.split(DEEPER).enumerate() {
            depth += usize::from(at > 0);
            for (at, part) in deeper.split(SHALLOWER).enumerate() {
                depth -= usize::from(at > 0);
                push_indented(part, depth, &mut text);
            }
        }
        text
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

    /// Documentation, each line of which is a comment whatever it contains.
    ///
    /// # Panics
    /// The text contains a control character other than the breaks between its lines.
    pub(in crate::rust) fn docs(text: &str) -> Self {
        assert!(!text.contains('\r'), "a line of documentation");
        assert!(
            !text.contains(DEEPER) && !text.contains(SHALLOWER),
            "text without marks"
        );
        let mut docs = String::with_capacity(text.len() + text.len() / 8);
        for line in text.split('\n') {
            docs.push_str(if docs.is_empty() { "///" } else { "\n///" });
            docs.push_str(if line.is_empty() { "" } else { " " });
            docs.push_str(line);
        }
        Self(docs)
    }

    /// Code on consecutive lines.
    pub(in crate::rust) fn lines(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(&mut parts.into_iter(), "\n")
    }

    /// Items with an empty line between them.
    pub(in crate::rust) fn items(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(&mut parts.into_iter(), "\n\n")
    }

    /// Code one after another, such as the calls of a chain.
    pub(in crate::rust) fn sequence(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(&mut parts.into_iter(), "")
    }

    /// Calls of a chain: several of them have a line each.
    pub(in crate::rust) fn chain(calls: impl IntoIterator<Item = Self>) -> Self {
        let calls: Vec<Self> = calls.into_iter().filter(|it| !it.is_empty()).collect();
        if let [] | [_] = calls.as_slice() {
            return Self::sequence(calls);
        }
        Self::wrapped("\n", &mut calls.into_iter(), "", "")
    }

    /// Elements between commas, on one line.
    pub(in crate::rust) fn commas(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(&mut parts.into_iter(), ", ")
    }

    /// The elements of a list in brackets, with a line each.
    pub(in crate::rust) fn elements(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = parts.into_iter().peekable();
        match parts.peek() {
            Some(_) => Self::wrapped("\n", &mut parts, ",", "\n"),
            None => Self::default(),
        }
    }

    /// Parameters or arguments: more than three have a line each.
    pub(in crate::rust) fn parameters(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<Self> = parts.into_iter().collect();
        if parts.len() > 3 {
            Self::elements(parts)
        } else {
            Self::commas(parts)
        }
    }

    /// The texts of a list in brackets: several of them have a line each.
    pub(in crate::rust) fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let texts: Vec<Self> = texts.map(Self::string).collect();
        match <[Self; 1]>::try_from(texts) {
            Ok([text]) => text,
            Err(texts) => Self::elements(texts),
        }
    }

    /// Parts that are deeper than the code around them, each after and before a text.
    fn wrapped(
        before: &str,
        parts: &mut dyn Iterator<Item = Self>,
        after: &str,
        end: &str,
    ) -> Self {
        let mut text = String::from(DEEPER);
        for part in parts {
            text.extend([before, part.0.as_str(), after]);
        }
        text.push_str(end);
        text.push(SHALLOWER);
        Self(text)
    }

    // Through `dyn`, so that a build script compiles it once and not once for each caller.
    fn joined(parts: &mut dyn Iterator<Item = Self>, separator: &str) -> Self {
        let mut text = String::new();
        for part in parts {
            if !part.is_empty() {
                text.push_str(if text.is_empty() { "" } else { separator });
                text.push_str(&part.0);
            }
        }
        Self(text)
    }
}

/// Adds text whose lines begin this deep.
fn push_indented(lines: &str, depth: usize, text: &mut String) {
    for (at, line) in lines.split('\n').enumerate() {
        if at > 0 {
            text.push('\n');
        }
        if !line.is_empty() {
            if text.ends_with('\n') {
                text.push_str(&SPACES[..SPACES.len().min(4 * depth)]);
            }
            text.push_str(line);
        }
    }
}

/// As deep as code can be.
const SPACES: &str = "                                                ";

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
