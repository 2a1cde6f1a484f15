//! [`Utf16Le`]: UTF-16LE text inside a payload.
#![allow(unsafe_code, reason = "views a slice of bytes as its wrapper")]

use core::fmt::{self, Write};
use core::iter;

/// UTF-16LE text inside a byte buffer that need not be aligned: a `str` of UTF-16.
///
/// The text is not checked. A surrogate may lack its partner; `Display` shows it as U+FFFD.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Utf16Le([u8]);

impl Utf16Le {
    /// Views bytes as text, without an odd byte at the end.
    #[must_use]
    pub const fn new(bytes: &[u8]) -> &Self {
        let (even, _) = bytes.split_at(bytes.len() & !1);
        let text: *const Self = core::ptr::from_ref(even) as *const Self;
        // SAFETY:
        // * `Utf16Le` is a transparent wrapper of `[u8]`: same layout, same metadata, and every value is valid.
        // * The pointer comes from a reference, and the result has that reference's lifetime.
        unsafe { &*text }
    }

    /// Returns the bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the length in code units.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// Returns `true` if the text has no code units.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the code units.
    pub fn units(&self) -> impl Iterator<Item = u16> + Clone + '_ {
        let mut rest = &self.0;
        iter::from_fn(move || {
            let (pair, after) = rest.split_first_chunk()?;
            rest = after;
            Some(u16::from_le_bytes(*pair))
        })
    }

    /// Returns the characters, with U+FFFD for each surrogate without a partner.
    pub fn chars(&self) -> impl Iterator<Item = char> + Clone + '_ {
        lossy(self.units())
    }
}

impl fmt::Display for Utf16Le {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chars()
            .try_for_each(|character| formatter.write_char(character))
    }
}

impl fmt::Debug for Utf16Le {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::text::quoted(formatter, self.chars())
    }
}

impl PartialEq<str> for Utf16Le {
    fn eq(&self, other: &str) -> bool {
        self.units().eq(other.encode_utf16())
    }
}

impl PartialEq<&str> for Utf16Le {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

/// Returns the characters of code units, with U+FFFD for each surrogate without a partner.
pub(crate) fn lossy<I: Iterator<Item = u16> + Clone>(
    units: I,
) -> impl Iterator<Item = char> + Clone + use<I> {
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
}

#[cfg(test)]
mod tests {
    use super::Utf16Le;
    use std::format;
    use std::string::ToString;

    #[test]
    fn bytes_anywhere_are_text() {
        let bytes = b"\xffh\0\xe9\0=\xd8\0\xde!";
        let text = Utf16Le::new(&bytes[1..]);
        assert_eq!(text.len(), 4);
        assert_eq!(text, "hé😀");
        assert_eq!(text.to_string(), "hé😀");
    }

    #[test]
    fn a_lone_surrogate_is_replaced() {
        assert_eq!(Utf16Le::new(b"\x00\xd8\"\0").to_string(), "\u{FFFD}\"");
        assert_eq!(format!("{:?}", Utf16Le::new(b"\"\0")), r#""\"""#);
    }
}
