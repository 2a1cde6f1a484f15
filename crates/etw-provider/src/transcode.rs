//! Text into a [`Buffer`] as UTF-16LE, fast where it is ASCII.

use crate::Text;
use crate::Utf16Le;
use crate::buffer::Buffer;

/// Appends text as UTF-16LE with `nul` in place of each NUL; `None` if it does not fit.
#[inline]
pub(crate) fn push_text(buffer: &mut Buffer<'_>, text: Text<'_>, nul: u16) -> Option<()> {
    match text {
        Text::Utf8(text) => push_utf8(buffer, text, nul),
        Text::Utf16(units) => push_utf16(buffer, units, nul),
        Text::Utf16Le(text) => push_utf16le(buffer, text, nul),
    }
}

fn push_utf8(buffer: &mut Buffer<'_>, text: &str, nul: u16) -> Option<()> {
    let mut rest = text;
    while !rest.is_empty() {
        rest = push_plain(buffer, rest);
        let mut characters = rest.chars();
        // The first is not plain, or there is no room for it. More of its kind may follow.
        while let Some(character) = characters.next() {
            push_char(buffer, character, nul)?;
            if characters
                .as_str()
                .as_bytes()
                .first()
                .is_some_and(|&byte| is_plain(byte))
            {
                break;
            }
        }
        rest = characters.as_str();
    }
    Some(())
}

/// Appends a prefix of ASCII without NUL, which widening alone converts, and returns the rest.
fn push_plain<'a>(buffer: &mut Buffer<'_>, text: &'a str) -> &'a str {
    let mut done = buffer.push_while(text.as_bytes(), widen_four);
    done += buffer.push_while(&text.as_bytes()[done..], |[byte]: [u8; 1]| {
        is_plain(byte).then_some([byte, 0])
    });
    &text[done..]
}

/// Whether a byte is in 1..=127.
fn is_plain(byte: u8) -> bool {
    byte.wrapping_sub(1) < 0x7F
}

/// Four bytes as four UTF-16 units in one register, if all of them are plain.
///
/// The test: subtracting one from each byte sets the top bit of a byte that is zero; by a borrow it may set
/// that of others as well, but only if there is a zero. The spreading: `dcba`, `dc__ba`, `d_c_b_a`.
fn widen_four(bytes: [u8; 4]) -> Option<[u8; 8]> {
    let word = u32::from_le_bytes(bytes);
    let is_plain = (word | word.wrapping_sub(0x0101_0101)) & 0x8080_8080 == 0;
    let halves = (u64::from(word) | u64::from(word) << 16) & 0x0000_FFFF_0000_FFFF;
    let units = (halves | halves << 8) & 0x00FF_00FF_00FF_00FF;
    is_plain.then_some(units.to_le_bytes())
}

fn push_char(buffer: &mut Buffer<'_>, character: char, nul: u16) -> Option<()> {
    match u16::try_from(u32::from(character)) {
        Ok(unit) => buffer.push(unit_or(unit, nul).to_le_bytes()),
        Err(_) => push_utf16(buffer, character.encode_utf16(&mut [0; 2]), nul),
    }
}

fn push_utf16(buffer: &mut Buffer<'_>, units: &[u16], nul: u16) -> Option<()> {
    buffer.push_each(units, |unit| unit_or(unit, nul).to_le_bytes())
}

fn push_utf16le(buffer: &mut Buffer<'_>, text: &Utf16Le, nul: u16) -> Option<()> {
    let taken = buffer.push_while(text.as_bytes(), |pair| {
        let unit = u16::from_le_bytes(pair);
        Some(unit_or(unit, nul).to_le_bytes())
    });
    (taken == 2 * text.len()).then_some(())
}

/// The unit, or the replacement if it is a NUL.
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
        push_text(&mut buffer, text, nul).unwrap();
        buffer.into_bytes().to_vec()
    }

    fn expected(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn every_position_of_a_special_character_is_found() {
        for special in ['\0', 'é', '日', '😀', '\u{7F}', '\u{80}'] {
            for position in 0..40 {
                let mut text: String = "x".repeat(40);
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
            assert_eq!(
                push_text(&mut Buffer::new(&mut storage), Text::Utf8(text), 0),
                None
            );
        }
    }
}
