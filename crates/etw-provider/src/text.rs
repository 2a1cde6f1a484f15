//! [`Text`] and [`AnsiText`]: the texts that string fields accept and decode to.

use core::ffi::CStr;
use core::fmt::{self, Write};

#[cfg(feature = "std")]
use std::{string::String, vec::Vec};

use crate::Utf16Le;

/// A text for a Unicode string field: UTF-8, which is converted as it is encoded, or UTF-16, which is copied.
///
/// Events have `&str`, and the views that they decode to have `Text`. To emit UTF-16 without a conversion, see
/// [`Provider::emit_fields`](crate::Provider::emit_fields). Texts are equal if their UTF-16 is equal.
///
/// **NUL.** A field that ends with a NUL cannot contain one, because every reader would see the text end there and take
/// the rest for the next field. In such a field, a NUL inside the text becomes U+FFFD, the replacement character. A field
/// with a length keeps it.
///
/// Surrogates without a partner in UTF-16 text are copied as they are.
#[derive(Clone, Copy)]
pub enum Text<'a> {
    /// UTF-8.
    Utf8(&'a str),
    /// UTF-16 in the byte order of the host.
    Utf16(&'a [u16]),
    /// UTF-16LE in a payload, where it need not be aligned.
    Utf16Le(&'a Utf16Le),
}

impl<'a> Text<'a> {
    /// Returns the length in UTF-16 code units.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        match self {
            Self::Utf8(text) => utf8_len(text),
            Self::Utf16(units) => units.len(),
            Self::Utf16Le(text) => text.len(),
        }
    }

    /// Returns `true` if the text has no characters.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        match self {
            Self::Utf8(text) => text.is_empty(),
            Self::Utf16(units) => units.is_empty(),
            Self::Utf16Le(text) => text.is_empty(),
        }
    }

    /// Returns the UTF-16 code units.
    pub fn units(self) -> impl Iterator<Item = u16> + Clone + use<'a> {
        let (utf8, utf16, utf16le) = match self {
            Self::Utf8(text) => (text, [].as_slice(), Utf16Le::new(&[])),
            Self::Utf16(units) => ("", units, Utf16Le::new(&[])),
            Self::Utf16Le(text) => ("", [].as_slice(), text),
        };
        let units = utf16.iter().copied();
        utf8.encode_utf16().chain(units).chain(utf16le.units())
    }

    /// Returns the characters, with U+FFFD for each surrogate without a partner.
    pub fn chars(self) -> impl Iterator<Item = char> + Clone + use<'a> {
        crate::utf16::lossy(self.units())
    }
}

/// Returns the length of a text in UTF-16 code units.
#[must_use]
#[inline]
pub fn utf16_len<'a>(text: impl Into<Text<'a>>) -> usize {
    text.into().len()
}

/// Counts one code unit for the first byte of each character, and another for those of four bytes.
fn utf8_len(text: &str) -> usize {
    let starts_character = |byte: u8| usize::from(byte & 0xC0 != 0x80);
    let needs_surrogates = |byte: u8| usize::from(byte >= 0xF0);
    text.bytes()
        .map(|byte| starts_character(byte) + needs_surrogates(byte))
        .sum()
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf8(text) => formatter.write_str(text),
            _ => self.chars().try_for_each(|it| formatter.write_char(it)),
        }
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        quoted(formatter, self.chars())
    }
}

/// Writes characters in quotes and with escapes, as `str` does.
pub(crate) fn quoted(
    formatter: &mut fmt::Formatter<'_>,
    characters: impl Iterator<Item = char>,
) -> fmt::Result {
    formatter.write_char('"')?;
    for character in characters {
        match character {
            '\'' => formatter.write_char(character)?,
            _ => write!(formatter, "{}", character.escape_debug())?,
        }
    }
    formatter.write_char('"')
}

/// Bytes for an ANSI string field, in the code page or UTF-8 that the manifest's readers expect. They are not converted.
///
/// **NUL.** In a field that ends with a NUL, a NUL inside the text becomes `?`, for the reason that [`Text`] gives. A field
/// with a length keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AnsiText<'a>(&'a [u8]);

impl<'a> AnsiText<'a> {
    /// Returns the bytes, without a NUL at the end.
    #[must_use]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// Returns the number of bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Reads the bytes as UTF-8, with U+FFFD for invalid ones.
    fn chars(self) -> impl Iterator<Item = char> + use<'a> {
        self.0.utf8_chunks().flat_map(|chunk| {
            let replacement = (!chunk.invalid().is_empty()).then_some(char::REPLACEMENT_CHARACTER);
            chunk.valid().chars().chain(replacement)
        })
    }
}

impl fmt::Display for AnsiText<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chars().try_for_each(|it| formatter.write_char(it))
    }
}

impl fmt::Debug for AnsiText<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        quoted(formatter, self.chars())
    }
}

/// Implements the conversion of a type into a text, and the comparison with it.
macro_rules! from {
    ($($text:ident: [$($generics:tt)*] $type:ty, $value:ident => $convert:expr;)*) => {$(
        impl<'a, $($generics)*> From<&'a $type> for $text<'a> {
            #[inline]
            fn from($value: &'a $type) -> Self {
                $convert
            }
        }

        impl<$($generics)*> PartialEq<$type> for $text<'_> {
            fn eq(&self, other: &$type) -> bool {
                *self == $text::from(other)
            }
        }

        impl<$($generics)*> PartialEq<&$type> for $text<'_> {
            fn eq(&self, other: &&$type) -> bool {
                *self == $text::from(*other)
            }
        }
    )*};
}

from! {
    Text: [] str, text => Self::Utf8(text);
    Text: [] [u16], units => Self::Utf16(units);
    Text: [const N: usize] [u16; N], units => Self::Utf16(units);
    Text: [] Utf16Le, text => Self::Utf16Le(text);
    AnsiText: [] str, text => Self(text.as_bytes());
    AnsiText: [] [u8], bytes => Self(bytes);
    AnsiText: [const N: usize] [u8; N], bytes => Self(bytes);
    AnsiText: [] CStr, text => Self(text.to_bytes());
}

#[cfg(feature = "std")]
from! {
    Text: [] String, text => Self::Utf8(text);
    Text: [] Vec<u16>, units => Self::Utf16(units);
    AnsiText: [] String, text => Self(text.as_bytes());
    AnsiText: [] Vec<u8>, bytes => Self(bytes);
}

// So that iterators over arrays of `&str` yield texts.
impl<'a> From<&&'a str> for Text<'a> {
    fn from(text: &&'a str) -> Self {
        Self::Utf8(text)
    }
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Utf8(one), Self::Utf8(other)) => one == other,
            _ => self.units().eq(other.units()),
        }
    }
}

impl Eq for Text<'_> {}

#[cfg(test)]
mod tests {
    use super::{AnsiText, Text, utf16_len};
    use crate::Utf16Le;
    use std::format;
    use std::string::ToString;
    use std::vec::Vec;

    #[test]
    fn utf16_len_agrees_with_the_standard_library() {
        for text in [
            "",
            "a",
            "ñandú",
            "日本語",
            "a😀b\0",
            "\u{FFFF}\u{10000}\u{10FFFF}",
        ] {
            assert_eq!(utf16_len(text), text.encode_utf16().count(), "{text:?}");
        }
    }

    #[test]
    fn texts_in_different_encodings_are_equal_if_their_utf16_is() {
        let units: Vec<u16> = "hé😀".encode_utf16().collect();
        let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let texts: [Text<'_>; 3] = ["hé😀".into(), (&units).into(), Utf16Le::new(&bytes).into()];
        for (one, other) in texts
            .iter()
            .flat_map(|it| texts.iter().map(move |other| (it, other)))
        {
            assert_eq!(one, other);
            assert_eq!(one, "hé😀");
            assert_ne!(*one, "hé");
            assert_eq!((one.len(), one.is_empty()), (4, false));
            assert_eq!(one.to_string(), "hé😀");
        }
        // A lone surrogate is not the character that stands for it on a terminal.
        assert_ne!(Text::from(&[0xD800]), "\u{FFFD}");
        assert_eq!(format!("{:?}", Text::from(&[0xD800, 39, 34])), r#""�'\"""#);
    }

    #[test]
    fn ansi_text_is_shown_as_utf_8() {
        let text = AnsiText::from(b"a\xff\xc3\xb1\"");
        assert_eq!(text.to_string(), "a\u{FFFD}ñ\"");
        assert_eq!(format!("{text:?}"), "\"a\u{FFFD}ñ\\\"\"");
        assert_eq!(AnsiText::from(c"abc"), "abc");
        assert_ne!(text, "a");
    }
}
