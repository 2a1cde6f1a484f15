//! [`UnicodeText`] and [`AnsiText`]: the kinds of text that string fields accept.

use core::ffi::CStr;
use core::fmt;

#[cfg(feature = "std")]
use std::{borrow::Cow, boxed::Box, string::String, vec::Vec};

use crate::Utf16Le;

/// Text for a Unicode string field: UTF-8, which is converted on the way into the payload, or UTF-16,
/// which is copied.
///
/// **NUL.** A field that ends with a NUL cannot contain one: it would cut the text off for every reader
/// and shift all following fields. There, a NUL inside the text becomes U+FFFD, the replacement
/// character. A field with a length keeps it.
///
/// Surrogates without a partner in UTF-16 text are copied as they are.
pub trait UnicodeText {
    /// The text.
    fn as_text(&self) -> Text<'_>;

    /// Its length in UTF-16 code units.
    #[inline]
    fn utf16_len(&self) -> usize {
        self.as_text().len()
    }
}

/// Text in one of the encodings that a Unicode string field accepts; to use several in one event.
#[derive(Clone, Copy)]
pub enum Text<'a> {
    /// UTF-8.
    Utf8(&'a str),
    /// UTF-16 in the byte order of the host.
    Utf16(&'a [u16]),
    /// UTF-16LE, as a payload holds it.
    Utf16Le(&'a Utf16Le),
}

impl Text<'_> {
    /// The length in UTF-16 code units.
    #[inline]
    fn len(self) -> usize {
        match self {
            Self::Utf8(text) => utf16_len(text),
            Self::Utf16(units) => units.len(),
            Self::Utf16Le(text) => text.len(),
        }
    }
}

/// The number of UTF-16 code units: one for the first byte of each character, another for those of four bytes.
fn utf16_len(text: &str) -> usize {
    let starts_character = |byte: u8| usize::from(byte & 0xC0 != 0x80);
    let needs_surrogates = |byte: u8| usize::from(byte >= 0xF0);
    text.bytes()
        .map(|byte| starts_character(byte) + needs_surrogates(byte))
        .sum()
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf8(text) => write!(formatter, "{text:?}"),
            Self::Utf16(units) => crate::utf16::debug(formatter, units.iter().copied()),
            Self::Utf16Le(text) => write!(formatter, "{text:?}"),
        }
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self::Utf8(text)
    }
}

impl<'a> From<&'a [u16]> for Text<'a> {
    fn from(units: &'a [u16]) -> Self {
        Self::Utf16(units)
    }
}

impl<'a> From<&'a Utf16Le> for Text<'a> {
    fn from(text: &'a Utf16Le) -> Self {
        Self::Utf16Le(text)
    }
}

impl UnicodeText for Text<'_> {
    #[inline]
    fn as_text(&self) -> Text<'_> {
        *self
    }
}

impl UnicodeText for str {
    #[inline]
    fn as_text(&self) -> Text<'_> {
        Text::Utf8(self)
    }
}

impl UnicodeText for [u16] {
    #[inline]
    fn as_text(&self) -> Text<'_> {
        Text::Utf16(self)
    }
}

impl<const N: usize> UnicodeText for [u16; N] {
    #[inline]
    fn as_text(&self) -> Text<'_> {
        Text::Utf16(self)
    }
}

impl UnicodeText for Utf16Le {
    #[inline]
    fn as_text(&self) -> Text<'_> {
        Text::Utf16Le(self)
    }
}

impl<T: UnicodeText + ?Sized> UnicodeText for &T {
    #[inline]
    fn as_text(&self) -> Text<'_> {
        (**self).as_text()
    }
}

/// Bytes for an ANSI string field, in the code page or UTF-8 that the manifest's readers expect; nothing
/// is converted.
///
/// **NUL.** In a field that ends with a NUL, a NUL inside the text becomes `?`, for the reason that
/// [`UnicodeText`] gives. A field with a length keeps it.
pub trait AnsiText {
    /// The bytes, without a NUL at the end.
    fn as_ansi(&self) -> &[u8];

    /// Their number.
    #[inline]
    fn byte_len(&self) -> usize {
        self.as_ansi().len()
    }
}

impl AnsiText for str {
    #[inline]
    fn as_ansi(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl AnsiText for [u8] {
    #[inline]
    fn as_ansi(&self) -> &[u8] {
        self
    }
}

impl<const N: usize> AnsiText for [u8; N] {
    #[inline]
    fn as_ansi(&self) -> &[u8] {
        self
    }
}

impl AnsiText for CStr {
    #[inline]
    fn as_ansi(&self) -> &[u8] {
        self.to_bytes()
    }
}

impl<T: AnsiText + ?Sized> AnsiText for &T {
    #[inline]
    fn as_ansi(&self) -> &[u8] {
        (**self).as_ansi()
    }
}

/// Implements both traits' owned forms by borrowing; each entry names a generic list, a type and the trait.
#[cfg(feature = "std")]
macro_rules! forward {
    ($([$($generics:tt)*] $type:ty: $trait:ident::$method:ident -> $result:ty, $borrow:expr;)*) => {$(
        impl<$($generics)*> $trait for $type {
            #[inline]
            fn $method(&self) -> $result {
                let borrow: fn(&Self) -> &_ = $borrow;
                borrow(self).$method()
            }
        }
    )*};
}

#[cfg(feature = "std")]
forward! {
    [] String: UnicodeText::as_text -> Text<'_>, |owned| owned.as_str();
    [] Vec<u16>: UnicodeText::as_text -> Text<'_>, |owned| owned.as_slice();
    [T: UnicodeText + ?Sized] Box<T>: UnicodeText::as_text -> Text<'_>, |owned| &**owned;
    [] Cow<'_, str>: UnicodeText::as_text -> Text<'_>, |owned| &**owned;
    [] Cow<'_, [u16]>: UnicodeText::as_text -> Text<'_>, |owned| &**owned;
    [] String: AnsiText::as_ansi -> &[u8], |owned| owned.as_str();
    [] Vec<u8>: AnsiText::as_ansi -> &[u8], |owned| owned.as_slice();
    [] std::ffi::CString: AnsiText::as_ansi -> &[u8], |owned| owned.as_c_str();
    [T: AnsiText + ?Sized] Box<T>: AnsiText::as_ansi -> &[u8], |owned| &**owned;
    [] Cow<'_, str>: AnsiText::as_ansi -> &[u8], |owned| &**owned;
    [] Cow<'_, [u8]>: AnsiText::as_ansi -> &[u8], |owned| &**owned;
}

#[cfg(test)]
mod tests {
    use super::UnicodeText;

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
            assert_eq!(text.utf16_len(), text.encode_utf16().count(), "{text:?}");
        }
    }
}
