//! Bytes of unknown origin, read with every bound checked.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

/// Why a file cannot be read back, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    offset: usize,
    what: String,
}

impl Error {
    pub(super) fn new(offset: usize, what: impl Into<String>) -> Self {
        Self {
            offset,
            what: what.into(),
        }
    }

    /// Where in the resource or file, in bytes.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (at byte {:#x})", self.what, self.offset)
    }
}

impl std::error::Error for Error {}

pub(super) type Result<T> = std::result::Result<T, Error>;

/// How many bytes may still be read and written, in all readers of one input together. Offsets may point anywhere, so a
/// small hostile file could otherwise make us read the same long text, or name it in the manifest, a million times.
#[derive(Clone, Debug)]
pub(super) struct Budget(Rc<Cell<usize>>);

/// Every byte of an honest file is read and written a few times at most …
const READINGS: usize = 64;
/// … and this much is nothing to any computer: 4,096 messages that a table announces and does not have.
const ALLOWANCE: usize = 0x1000 * ABSENT_MESSAGE;
/// What a message costs of which only the number is in the file.
pub(super) const ABSENT_MESSAGE: usize = 64;

impl Budget {
    /// For an input of so many bytes.
    pub(super) fn of(size: usize) -> Self {
        Self::per_byte(size, READINGS, ALLOWANCE)
    }

    /// So many times the bytes of an input, and an allowance.
    pub(super) fn per_byte(size: usize, times: usize, allowance: usize) -> Self {
        let bytes = size.saturating_mul(times).saturating_add(allowance);
        Self(Rc::new(Cell::new(bytes)))
    }

    /// Whether there was so much left; it is spent now.
    pub(super) fn spend(&self, work: usize) -> bool {
        let left = self.0.get().checked_sub(work);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Takes work that a file asks for at some place out of the budget.
    pub(super) fn charge(&self, at: usize, work: usize) -> Result<()> {
        let too_much = || Error::new(at, "the file asks for too much work for its size");
        self.spend(work).then_some(()).ok_or_else(too_much)
    }
}

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

    /// Takes work that is not reading out of the budget.
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

    /// 32 bits that count or point. What exceeds the file can be neither, so sums of a few of them cannot overflow.
    pub(super) fn size(&self, at: usize) -> Result<usize> {
        match usize::try_from(self.u32(at)?) {
            Ok(size) if size <= self.bytes.len() => Ok(size),
            _ => Err(Error::new(at, "a size or place is larger than the file")),
        }
    }

    /// An offset, `None` for 0.
    pub(super) fn offset(&self, at: usize) -> Result<Option<usize>> {
        self.size(at).map(|offset| (offset != 0).then_some(offset))
    }

    /// `units` UTF-16 units. What is no text reads as U+FFFD.
    pub(super) fn utf16(&self, at: usize, units: usize) -> Result<String> {
        let size = units.saturating_mul(2);
        Ok(decode(self.slice(at, size)?))
    }

    /// UTF-16 up to a NUL.
    pub(super) fn utf16_z(&self, at: usize) -> Result<String> {
        let rest = self.bytes.get(at..).unwrap_or_default();
        match rest.chunks_exact(2).position(|unit| unit == [0, 0]) {
            Some(units) => self.utf16(at, units),
            None => Err(Error::new(at, "a text has no end")),
        }
    }

    /// UTF-16 with a NUL and padding, behind a size that counts itself too.
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
