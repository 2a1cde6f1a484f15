//! Reads values from the front of a payload.

use super::error::DecodeError;

/// The width of pointers in the process that wrote an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PointerWidth {
    /// 4 bytes: a 32-bit process.
    Four,
    /// 8 bytes: a 64-bit process.
    Eight,
}

/// The largest number of zero-length elements in a payload: a few bytes must not fill the memory.
const MAX_EMPTY: u32 = 0xFFFF;

/// The rest of a payload.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    pointers: PointerWidth,
    empty: u32,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(payload: &'a [u8], pointers: PointerWidth) -> Self {
        Self {
            rest: payload,
            pointers,
            empty: 0,
        }
    }

    pub(super) const fn remaining(&self) -> usize {
        self.rest.len()
    }

    pub(super) const fn finish(&self) -> Result<(), DecodeError> {
        match self.rest {
            [] => Ok(()),
            _ => Err(DecodeError::TrailingBytes),
        }
    }

    /// Counts a zero-length element.
    pub(super) const fn count_empty(&mut self) -> Result<(), DecodeError> {
        self.empty += 1;
        if self.empty > MAX_EMPTY {
            return Err(DecodeError::TooMany);
        }
        Ok(())
    }

    pub(super) fn bytes(&mut self, length: usize) -> Result<&'a [u8], DecodeError> {
        let split = self.rest.split_at_checked(length);
        let (bytes, rest) = split.ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let split = self.rest.split_first_chunk();
        let (bytes, rest) = split.ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(*bytes)
    }

    pub(super) fn pointer(&mut self) -> Result<u64, DecodeError> {
        match self.pointers {
            PointerWidth::Four => Ok(u32::from_le_bytes(self.array()?).into()),
            PointerWidth::Eight => Ok(u64::from_le_bytes(self.array()?)),
        }
    }

    /// Reads a 16-bit count of bytes, then the bytes.
    pub(super) fn counted(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = u16::from_le_bytes(self.array()?);
        self.bytes(length.into())
    }

    /// Reads UTF-16 up to a NUL, and the NUL.
    pub(super) fn unicode_string(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self.rest.chunks_exact(2).position(|unit| unit == [0, 0]);
        let text = self.bytes(2 * length.ok_or(DecodeError::Truncated)?)?;
        self.bytes(2)?;
        Ok(text)
    }

    /// Reads bytes up to a NUL, and the NUL.
    pub(super) fn ansi_string(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self.rest.iter().position(|byte| *byte == 0);
        let text = self.bytes(length.ok_or(DecodeError::Truncated)?)?;
        self.bytes(1)?;
        Ok(text)
    }

    /// Reads revision 1, the number of sub-authorities (15 at most), the authority and the sub-authorities.
    pub(super) fn sid(&mut self) -> Result<&'a [u8], DecodeError> {
        match self.rest {
            [1, count @ 0..=15, ..] => {
                let length = 8 + 4 * usize::from(*count);
                self.bytes(length).map_err(|_| DecodeError::InvalidSid)
            }
            _ => Err(DecodeError::InvalidSid),
        }
    }
}
