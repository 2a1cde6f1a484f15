//! One language's messages as an `RT_MESSAGETABLE` resource (`MESSAGE_RESOURCE_DATA`).
//!
//! Knows no manifest: message ids and texts in, bytes out.

use super::bytes::{Bytes, Offset, narrow16, narrow32};
use super::structure::{Structure, structures};
use crate::model::MAX_TEXT;

/// The size of an entry is a multiple of four in 16 bits.
const _: () = assert!(EntryHeader::SIZE + 2 * (MAX_TEXT + END.len()) <= 0xFFFC);

structures! {
    /// `MESSAGE_RESOURCE_BLOCK`.
    Block {
        low_id: u32,
        high_id: u32,
        offset_to_entries: Offset<EntryHeader>,
    }

    /// `MESSAGE_RESOURCE_ENTRY` without its text.
    EntryHeader {
        length: u16,
        flags: u16,
    }
}

/// The end of every text.
const END: &str = "\r\n\0";
/// `MESSAGE_RESOURCE_UNICODE`.
const UNICODE: u16 = 1;

/// A message id and its text. An id without a text is announced but gets the text of the next entry: only mc.exe writes
/// that.
pub(crate) type Entry<'t> = (u32, Option<&'t str>);

/// Returns the table of `entries`, which are sorted by id.
pub(crate) fn encode(entries: &[Entry]) -> Vec<u8> {
    let runs: Vec<&[Entry]> = entries
        .chunk_by(|a, b| b.0.checked_sub(a.0) == Some(1))
        .collect();
    let mut bytes = Bytes::new();
    bytes.put(&narrow32(runs.len()));
    let mut entries_at = u32::SIZE + runs.len() * Block::SIZE;
    for run in &runs {
        bytes.put(&Block {
            low_id: run[0].0,
            high_id: run[run.len() - 1].0,
            offset_to_entries: Offset::at(entries_at),
        });
        entries_at += texts(run).map(entry_size).sum::<usize>();
    }
    for text in runs.into_iter().flat_map(texts) {
        let start = bytes.len();
        bytes.put(&EntryHeader {
            length: narrow16(entry_size(text)),
            flags: UNICODE,
        });
        bytes.utf16(text);
        bytes.utf16(END);
        bytes.align_from(start, 4);
    }
    bytes.into_vec()
}

fn texts<'t>(run: &[Entry<'t>]) -> impl Iterator<Item = &'t str> {
    run.iter().filter_map(|(_, text)| *text)
}

fn entry_size(text: &str) -> usize {
    let units = text.encode_utf16().count() + END.len();
    (EntryHeader::SIZE + units * 2).next_multiple_of(4)
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
