//! Encodes text as UTF-16LE, with a fast path for ASCII.

use crate::buffer::Cursor;
use crate::{Text, Utf16Le};

/// Appends text as UTF-16LE with `nul` in place of each NUL; `None` if it does not fit.
// Always inlined: the kind of text is nearly always known, so only a call remains.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "passing a `Text` costs more than encoding a short text"
)]
pub(crate) fn push_text<'a>(cursor: Cursor<'a>, text: Text<'_>, nul: u16) -> Option<Cursor<'a>> {
    match text {
        Text::Utf8(text) => push_utf8(cursor, text, nul),
        Text::Utf16(units) => push_utf16(cursor, units, nul),
        Text::Utf16Le(text) => push_utf16le(cursor, text, nul),
    }
}

fn push_utf16<'a>(cursor: Cursor<'a>, units: &[u16], nul: u16) -> Option<Cursor<'a>> {
    cursor.push_each(units, |unit| unit_or(unit, nul).to_le_bytes())
}

fn push_utf16le<'a>(cursor: Cursor<'a>, text: &Utf16Le, nul: u16) -> Option<Cursor<'a>> {
    cursor.extend(text.units().map(|unit| unit_or(unit, nul)))
}

fn push_utf8<'a>(cursor: Cursor<'a>, text: &str, nul: u16) -> Option<Cursor<'a>> {
    if text.len() <= PIECE {
        push_piece(cursor, text, nul)
    } else {
        push_pieces(cursor, text, nul)
    }
}

/// The number of bytes that are widened together. A character that is not plain slows down this many.
const PIECE: usize = 256;

// Not inlined, so that the usual text does not pay for the registers that this saves.
#[inline(never)]
fn push_pieces<'a>(mut cursor: Cursor<'a>, mut text: &str, nul: u16) -> Option<Cursor<'a>> {
    while !text.is_empty() {
        let (piece, rest) = split_near(text, PIECE);
        cursor = push_piece(cursor, piece, nul)?;
        text = rest;
    }
    Some(cursor)
}

/// Widens a text as if it were plain, and starts again if it was not.
#[inline]
fn push_piece<'a>(cursor: Cursor<'a>, text: &str, nul: u16) -> Option<Cursor<'a>> {
    match cursor.push_plain(text.as_bytes()) {
        Ok(done) => Some(done),
        Err(unmoved) => push_characters(unmoved, text, nul),
    }
}

/// Appends character by character. `encode_utf16` would have to remember half a character.
#[inline(never)]
fn push_characters<'a>(mut cursor: Cursor<'a>, text: &str, nul: u16) -> Option<Cursor<'a>> {
    for character in text.chars() {
        cursor = match u16::try_from(u32::from(character)) {
            Ok(unit) => cursor.push(unit_or(unit, nul).to_le_bytes())?,
            Err(_) => push_surrogates(cursor, character)?,
        };
    }
    Some(cursor)
}

fn push_surrogates(cursor: Cursor<'_>, character: char) -> Option<Cursor<'_>> {
    let mut units = [0; 2];
    character.encode_utf16(&mut units);
    let [high, low] = units.map(u16::to_le_bytes);
    cursor.push(high)?.push(low)
}

/// Appends bytes with `?` in place of each NUL, and a NUL; `None` if they do not fit.
// Not inlined, because an event with several such texts would have the loop as often.
#[inline(never)]
pub(crate) fn push_ansi<'a>(cursor: Cursor<'a>, bytes: &[u8]) -> Option<Cursor<'a>> {
    let not_nul = |byte| if byte == 0 { b'?' } else { byte };
    cursor.push_each(bytes, |byte| [not_nul(byte)])?.push([0])
}

/// Splits text at the first character boundary from `at`.
fn split_near(text: &str, mut at: usize) -> (&str, &str) {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    text.split_at(at.min(text.len()))
}

/// Returns the unit, or the replacement if it is a NUL.
fn unit_or(unit: u16, nul: u16) -> u16 {
    if unit == 0 { nul } else { unit }
}

#[cfg(test)]
mod tests {
    use super::push_text;
    use crate::buffer::Buffer;
    use crate::{Text, Utf16Le};
    use core::mem::MaybeUninit;
    use std::string::String;
    use std::vec::Vec;

    fn encode(text: Text<'_>, nul: u16) -> Vec<u8> {
        let mut storage = [MaybeUninit::uninit(); 1024];
        let mut buffer = Buffer::new(&mut storage);
        buffer
            .append(|cursor| push_text(cursor, text, nul))
            .unwrap();
        buffer.into_bytes().to_vec()
    }

    fn expected(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// Neighbours differ, so that a swap shows.
    fn letters(count: usize) -> String {
        ('!'..='~').cycle().take(count).collect()
    }

    #[test]
    fn plain_text_of_every_length_is_widened() {
        for count in 0..300 {
            let text = letters(count);
            assert_eq!(encode(Text::Utf8(&text), 0), expected(&text));
        }
    }

    #[test]
    fn every_position_of_a_special_character_is_found() {
        for special in ['\0', '\u{1}', 'é', '日', '😀', '\u{7F}', '\u{80}'] {
            for (count, position) in (0..40).flat_map(|it| (0..=it).map(move |at| (it, at))) {
                let mut text = letters(count);
                text.insert(position, special);
                assert_eq!(encode(Text::Utf8(&text), 0), expected(&text));
                let replaced = text.replace('\0', "\u{FFFD}");
                assert_eq!(encode(Text::Utf8(&text), 0xFFFD), expected(&replaced));
            }
        }
    }

    #[test]
    fn the_three_encodings_give_the_same_bytes() {
        let text = "a\0é日😀 and then some plain text";
        let units: Vec<u16> = text.encode_utf16().collect();
        let bytes = expected(text);
        let wanted = expected(&text.replace('\0', "\u{FFFD}"));
        assert_eq!(encode(Text::Utf8(text), 0xFFFD), wanted);
        assert_eq!(encode(Text::Utf16(&units), 0xFFFD), wanted);
        assert_eq!(encode(Text::Utf16Le(Utf16Le::new(&bytes)), 0xFFFD), wanted);
    }

    #[test]
    fn text_that_does_not_fit_is_reported() {
        for text in ["abcd", "ééé", "a😀b"] {
            let mut storage = [MaybeUninit::uninit(); 5];
            let mut buffer = Buffer::new(&mut storage);
            assert_eq!(
                buffer.append(|cursor| push_text(cursor, Text::Utf8(text), 0)),
                None
            );
        }
    }
}
