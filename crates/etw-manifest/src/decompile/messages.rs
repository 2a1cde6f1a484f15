//! Reads message tables: the text of every message id, in one locale.

use std::collections::BTreeMap;

use super::budget::{ABSENT_MESSAGE, Budget};
use super::error::{Error, Result};
use super::reader::Reader;

/// The entry's text is UTF-16, not in some code page.
const UNICODE: u16 = 1;

/// The texts by message id; `None` where the table announces an id but has no text for it.
pub(super) type Texts = BTreeMap<u32, Option<String>>;

/// A run of message ids, and the offsets of its entries.
struct Block {
    low: u32,
    high: u32,
    start: usize,
    end: usize,
}

/// Reads a table.
///
/// mc.exe announces ids for which a locale has no text. The block then has fewer entries than ids, without a sign of which
/// are missing. We take those of `predefined`, because mc.exe has words for them only in English, then the last.
pub(super) fn read(
    bytes: &[u8],
    budget: &Budget,
    predefined: impl Fn(u32) -> bool,
) -> Result<Texts> {
    let reader = Reader::new(bytes, budget);
    let mut texts = Texts::new();
    for block in blocks(&reader)? {
        let entries = entries(&reader, &block)?;
        let numbers = u64::from(block.high - block.low) + 1;
        let announced = usize::try_from(numbers).unwrap_or(usize::MAX);
        let mut missing = announced.saturating_sub(entries.len());
        reader.charge(block.start, missing.saturating_mul(ABSENT_MESSAGE))?;
        let mut entries = entries.into_iter();
        for number in block.low..=block.high {
            let left = entries.len();
            let absent = missing > 0 && (left == 0 || predefined(number));
            missing -= usize::from(absent);
            texts.insert(number, if absent { None } else { entries.next() });
        }
    }
    Ok(texts)
}

fn blocks(reader: &Reader) -> Result<Vec<Block>> {
    let count = reader.size(0)?;
    let mut blocks: Vec<Block> = Vec::new();
    for index in 0..count {
        let at = 4 + index * 12;
        let (low, high) = (reader.u32(at)?, reader.u32(at + 4)?);
        let start = reader.size(at + 8)?;
        if low > high {
            return Err(Error::new(at, "a block of messages ends before it starts"));
        }
        if let Some(last) = blocks.last_mut().filter(|last| start >= last.start) {
            last.end = start;
        }
        blocks.push(Block {
            low,
            high,
            start,
            end: reader.len(),
        });
    }
    Ok(blocks)
}

/// Reads at most as many entries as the block has ids.
fn entries(reader: &Reader, block: &Block) -> Result<Vec<String>> {
    let max = u64::from(block.high - block.low) + 1;
    let mut entries = Vec::new();
    let mut at = block.start;
    while at < block.end && (entries.len() as u64) < max {
        let size = usize::from(reader.u16(at)?);
        if size < 4 {
            return Err(Error::new(at, "a message is shorter than its own size"));
        }
        let text = if reader.u16(at + 2)? == UNICODE {
            reader.utf16(at + 4, (size - 4) / 2)?
        } else {
            let bytes = reader.slice(at + 4, size - 4)?;
            bytes.iter().copied().map(char::from).collect()
        };
        entries.push(message(&text));
        at += size;
    }
    Ok(entries)
}

/// Returns the text without the end that every entry has.
fn message(entry: &str) -> String {
    let text = &entry[..entry.find('\0').unwrap_or(entry.len())];
    text.strip_suffix("\r\n").unwrap_or(text).to_owned()
}
