//! Reads message tables: the text of every number, in one language.

use std::collections::BTreeMap;

use super::reader::{ABSENT_MESSAGE, Budget, Error, Reader, Result};

/// The entry's text is UTF-16, not in some code page.
const UNICODE: u16 = 1;

/// The texts by number; `None` where the table announces a number but has no text for it.
pub(super) type Texts = BTreeMap<u32, Option<String>>;

/// A run of numbers, and where its entries are.
struct Block {
    low: u32,
    high: u32,
    start: usize,
    end: usize,
}

/// Reads a table.
///
/// mc.exe announces numbers for which a language has no text: the block then has fewer entries than numbers. Which
/// ones are missing is not said. Those are taken that `predefined` names, because mc.exe has words for them only in
/// English, then the last ones.
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

/// At most as many entries as the block has numbers.
fn entries(reader: &Reader, block: &Block) -> Result<Vec<String>> {
    let most = u64::from(block.high - block.low) + 1;
    let mut entries = Vec::new();
    let mut at = block.start;
    while at < block.end && (entries.len() as u64) < most {
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

/// The text without the end that every entry has.
fn message(entry: &str) -> String {
    let text = &entry[..entry.find('\0').unwrap_or(entry.len())];
    text.strip_suffix("\r\n").unwrap_or(text).to_owned()
}
