//! One language's messages as an `RT_MESSAGETABLE` resource (`MESSAGE_RESOURCE_DATA`).
//!
//! Knows no manifest: numbers and texts in, bytes out.

use super::bytes::{Bytes, narrow16, narrow32};

/// The most UTF-16 units a text may have: the size of an entry is a multiple of four in 16 bits.
pub(crate) const MAX_TEXT: usize = (0xFFFC - ENTRY_HEADER) / 2 - END.len();

/// Size and flags.
const ENTRY_HEADER: usize = 4;
/// What mc.exe puts after every text.
const END: &str = "\r\n\0";
/// The text is UTF-16.
const UNICODE: u16 = 1;

/// One number and its text. Without a text the number is announced, but answers with whatever entry follows: only
/// mc.exe does that.
pub(crate) type Entry<'t> = (u32, Option<&'t str>);

/// The table of `entries`, which are sorted by number.
pub(crate) fn encode(entries: &[Entry]) -> Vec<u8> {
    let runs: Vec<&[Entry]> = entries
        .chunk_by(|a, b| b.0.checked_sub(a.0) == Some(1))
        .collect();
    let mut bytes = Bytes::new();
    bytes.u32(narrow32(runs.len()));
    let mut slots = Vec::with_capacity(runs.len());
    for run in &runs {
        bytes.u32(run[0].0);
        bytes.u32(run[run.len() - 1].0);
        slots.push(bytes.reserve::<Entry>());
    }
    for (run, slot) in runs.into_iter().zip(slots) {
        bytes.fill_here(slot);
        for text in run.iter().filter_map(|(_, text)| *text) {
            write_entry(&mut bytes, text);
        }
    }
    bytes.into_vec()
}

fn write_entry(bytes: &mut Bytes, text: &str) {
    let units = text.encode_utf16().count() + END.len();
    let size = (ENTRY_HEADER + units * 2).next_multiple_of(4);
    let start = bytes.len();
    bytes.u16(narrow16(size));
    bytes.u16(UNICODE);
    bytes.utf16(text);
    bytes.utf16(END);
    bytes.align_from(start, 4);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consecutive_numbers_share_a_block() {
        let table = encode(&[(1, Some("a")), (2, Some("b")), (0xB000_0000, Some("ñ"))]);
        let blocks = [2, 1, 2, 28, 0xB000_0000, 0xB000_0000, 52_u32];
        let head: Vec<u8> = blocks.iter().flat_map(|it| it.to_le_bytes()).collect();
        assert_eq!(table[..28], head);
        assert_eq!(table[28..40], [12, 0, 1, 0, b'a', 0, 13, 0, 10, 0, 0, 0]);
        assert_eq!(table.len(), 64);
    }

    #[test]
    fn the_longest_text_fits() {
        let text = "x".repeat(MAX_TEXT);
        let table = encode(&[(1, Some(&text))]);
        assert_eq!(table[16..18], 0xFFFC_u16.to_le_bytes());
        assert_eq!(table.len(), 16 + 0xFFFC);
    }
}
