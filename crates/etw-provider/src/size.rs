//! Upper bounds of encoded sizes, for [`Event::size_bound`](crate::Event::size_bound): one function for
//! each [`Payload`](crate::Payload) method whose size depends on its argument.

use crate::{AnsiText, UnicodeText};

/// The size of a UTF-16 code unit, of the NUL that ends a string, and of a 16-bit count.
const UNIT: usize = 2;

/// Bound of [`Payload::unicode_string`](crate::Payload::unicode_string).
#[must_use]
#[inline]
pub fn unicode_string<T: UnicodeText + ?Sized>(text: &T) -> usize {
    unicode_counted(text) + UNIT
}

/// Bound of [`Payload::unicode_counted`](crate::Payload::unicode_counted).
#[must_use]
#[inline]
pub fn unicode_counted<T: UnicodeText + ?Sized>(text: &T) -> usize {
    text.as_text().len_bound() * UNIT
}

/// Bound of [`Payload::counted_unicode_string`](crate::Payload::counted_unicode_string).
#[must_use]
#[inline]
pub fn counted_unicode_string<T: UnicodeText + ?Sized>(text: &T) -> usize {
    UNIT + unicode_counted(text)
}

/// Bound of [`Payload::ansi_string`](crate::Payload::ansi_string).
#[must_use]
#[inline]
pub fn ansi_string<A: AnsiText + ?Sized>(text: &A) -> usize {
    text.byte_len() + 1
}

/// Bound of [`Payload::ansi_counted`](crate::Payload::ansi_counted).
#[must_use]
#[inline]
pub fn ansi_counted<A: AnsiText + ?Sized>(text: &A) -> usize {
    text.byte_len()
}

/// Bound of [`Payload::counted_ansi_string`](crate::Payload::counted_ansi_string).
#[must_use]
#[inline]
pub fn counted_ansi_string<A: AnsiText + ?Sized>(text: &A) -> usize {
    UNIT + text.byte_len()
}

/// Bound of [`Payload::counted_binary`](crate::Payload::counted_binary).
#[must_use]
#[inline]
pub fn counted_binary(bytes: &[u8]) -> usize {
    UNIT + bytes.len()
}

/// Of an array, by the function that gives an element's.
#[inline]
pub fn each<T>(elements: &[T], size: impl Fn(&T) -> usize) -> usize {
    elements.iter().map(size).sum()
}
