//! Reads bytes of unknown origin. Every bound is checked.

use super::budget::Budget;
use super::error::{Error, Result};

/// A file or a resource.
#[derive(Debug)]
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    budget: Budget,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], budget: &Budget) -> Self {
        let budget = budget.clone();
        Self { bytes, budget }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn slice(&self, at: usize, size: usize) -> Result<&'b [u8]> {
        let slice = at.checked_add(size).and_then(|end| self.bytes.get(at..end));
        let Some(slice) = slice else {
            return Err(Error::new(
                at,
                format!("the file ends before these {size} bytes"),
            ));
        };
        self.charge(at, size)?;
        Ok(slice)
    }

    /// Spends work other than reading.
    pub(super) fn charge(&self, at: usize, work: usize) -> Result<()> {
        self.budget.charge(at, work)
    }

    fn array<const N: usize>(&self, at: usize) -> Result<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.slice(at, N)?);
        Ok(array)
    }

    pub(super) fn u8(&self, at: usize) -> Result<u8> {
        self.array(at).map(u8::from_le_bytes)
    }

    pub(super) fn u16(&self, at: usize) -> Result<u16> {
        self.array(at).map(u16::from_le_bytes)
    }

    pub(super) fn u32(&self, at: usize) -> Result<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    pub(super) fn u64(&self, at: usize) -> Result<u64> {
        self.array(at).map(u64::from_le_bytes)
    }

    pub(super) fn guid(&self, at: usize) -> Result<crate::guid::Guid> {
        self.array(at).map(crate::guid::Guid::from_bytes)
    }

    /// Reads 32 bits that are a count or an offset. Neither can exceed the file, so sums of a few of them cannot overflow.
    pub(super) fn size(&self, at: usize) -> Result<usize> {
        match usize::try_from(self.u32(at)?) {
            Ok(size) if size <= self.bytes.len() => Ok(size),
            _ => Err(Error::new(at, "a size or offset is larger than the file")),
        }
    }

    /// Reads an offset; `None` for 0.
    pub(super) fn offset(&self, at: usize) -> Result<Option<usize>> {
        self.size(at).map(|offset| (offset != 0).then_some(offset))
    }

    /// Reads `units` UTF-16 units. An unpaired surrogate reads as U+FFFD.
    pub(super) fn utf16(&self, at: usize, units: usize) -> Result<String> {
        let size = units.saturating_mul(2);
        Ok(decode(self.slice(at, size)?))
    }

    /// Reads UTF-16 up to a NUL.
    pub(super) fn utf16_z(&self, at: usize) -> Result<String> {
        let rest = self.bytes.get(at..).unwrap_or_default();
        match rest.chunks_exact(2).position(|unit| unit == [0, 0]) {
            Some(units) => self.utf16(at, units),
            None => Err(Error::new(at, "a text has no end")),
        }
    }

    /// Reads a size, which includes its own four bytes, then UTF-16 with a NUL and padding.
    pub(super) fn sized_utf16(&self, at: usize) -> Result<String> {
        let Some(size) = self.size(at)?.checked_sub(4) else {
            return Err(Error::new(at, "a text is shorter than its own size"));
        };
        let mut text = self.utf16(at + 4, size / 2)?;
        text.truncate(text.find('\0').unwrap_or(text.len()));
        Ok(text)
    }

    pub(super) fn expect(&self, at: usize, tag: &[u8], what: &str) -> Result<()> {
        if self.slice(at, tag.len())? == tag {
            return Ok(());
        }
        Err(Error::new(at, format!("expected {what}")))
    }
}

fn decode(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2);
    let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units)
        .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
