//! Text into a [`Buffer`] as UTF-16LE, fast where it is ASCII.

use crate::Text;
use crate::Utf16Le;
use crate::buffer::Buffer;

/// Bytes examined at once; the compiler turns a chunk into a few vector instructions.
const CHUNK: usize = 16;

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
    loop {
        let (plain, other) = rest.split_at(plain_prefix(rest.as_bytes()));
        buffer.push_each(plain.as_bytes(), |byte| [byte, 0])?;
        let mut characters = other.chars();
        let Some(character) = characters.next() else {
            return Some(());
        };
        push_char(buffer, character, nul)?;
        rest = characters.as_str();
    }
}

fn push_char(buffer: &mut Buffer<'_>, character: char, nul: u16) -> Option<()> {
    push_utf16(buffer, character.encode_utf16(&mut [0; 2]), nul)
}

fn push_utf16(buffer: &mut Buffer<'_>, units: &[u16], nul: u16) -> Option<()> {
    buffer.push_each(units, |unit| unit_or(unit, nul).to_le_bytes())
}

fn push_utf16le(buffer: &mut Buffer<'_>, text: &Utf16Le, nul: u16) -> Option<()> {
    let (pairs, _) = text.as_bytes().as_chunks();
    buffer.push_each(pairs, |pair| {
        unit_or(u16::from_le_bytes(pair), nul).to_le_bytes()
    })
}

/// The unit, or the replacement if it is a NUL.
fn unit_or(unit: u16, nul: u16) -> u16 {
    if unit == 0 { nul } else { unit }
}

/// The length of the longest prefix that is ASCII without NUL, which widening alone converts.
fn plain_prefix(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks::<CHUNK>();
    let whole = CHUNK * chunks.iter().take_while(|chunk| is_plain(*chunk)).count();
    whole
        + bytes[whole..]
            .iter()
            .take_while(|&&byte| is_plain(&[byte]))
            .count()
}

/// Whether all bytes are in 1..=127. It looks at every byte, since a loop without exits is vectorised.
fn is_plain(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .fold(true, |plain, byte| plain & (byte.wrapping_sub(1) < 0x7F))
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, plain_prefix, push_text};
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
            for position in 0..3 * CHUNK {
                let mut text: String = "x".repeat(3 * CHUNK);
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

    #[test]
    fn the_prefix_ends_before_nul_and_before_non_ascii() {
        assert_eq!(plain_prefix(b""), 0);
        assert_eq!(plain_prefix(&[b'a'; 40]), 40);
        assert_eq!(plain_prefix(&[&[b'a'; 20][..], &[0]].concat()), 20);
        assert_eq!(plain_prefix(b"\x7f\x80"), 1);
    }
}
