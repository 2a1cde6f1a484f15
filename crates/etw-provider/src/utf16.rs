//! [`Utf16Le`]: UTF-16LE text where it lies in a payload.
#![allow(
    unsafe_code,
    reason = "a slice of bytes is viewed as text, which is a wrapper of such a slice"
)]

use core::fmt::{self, Write};
use core::iter;

/// UTF-16LE text inside a byte buffer that need not be aligned; comparable to `str`, which it is to UTF-8.
///
/// Nothing is checked: surrogates may lack their partner, which `Display` shows as U+FFFD.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Utf16Le([u8]);

impl Utf16Le {
    /// Views bytes as text; an odd byte at the end is left out.
    #[must_use]
    pub const fn new(bytes: &[u8]) -> &Self {
        let (even, _) = bytes.split_at(bytes.len() & !1);
        let text: *const Self = core::ptr::from_ref(even) as *const Self;
        // SAFETY:
        // * `Utf16Le` is a transparent wrapper of `[u8]`: same layout, same metadata, and every value is valid.
        // * The pointer comes from a reference, and the result has that reference's lifetime.
        unsafe { &*text }
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The length in code units.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// Whether there is no code unit.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The code units.
    pub fn units(&self) -> impl Iterator<Item = u16> + Clone + '_ {
        let mut rest = &self.0;
        iter::from_fn(move || {
            let (pair, behind) = rest.split_first_chunk()?;
            rest = behind;
            Some(u16::from_le_bytes(*pair))
        })
    }

    /// The characters; U+FFFD for a surrogate without its partner.
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
        debug(formatter, self.units())
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

/// Writes UTF-16 in quotes and with escapes, as `str` does.
pub(crate) fn debug(
    formatter: &mut fmt::Formatter<'_>,
    units: impl Iterator<Item = u16> + Clone,
) -> fmt::Result {
    formatter.write_char('"')?;
    lossy(units)
        .flat_map(char::escape_debug)
        .try_for_each(|character| formatter.write_char(character))?;
    formatter.write_char('"')
}

fn lossy<I: Iterator<Item = u16> + Clone>(units: I) -> impl Iterator<Item = char> + Clone + use<I> {
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
