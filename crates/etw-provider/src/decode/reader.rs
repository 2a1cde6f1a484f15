//! [`PayloadReader`]: takes values off the front of a payload, one method for each way to write one.

use core::net::{Ipv4Addr, Ipv6Addr};

use super::DecodeError;
use crate::{DateTime, FileTime, Guid, Port, Sid, Utf16Le};

/// The most elements without bytes: a few bytes must not make a program walk over four billion of them.
const MAX_EMPTY: u16 = 0xFFFF;

/// Takes values off the front of a payload; the counterpart of [`Payload`](crate::Payload).
///
/// It accepts any bytes: what is not there is [`DecodeError::Truncated`].
#[derive(Clone, Debug)]
pub struct PayloadReader<'a> {
    rest: &'a [u8],
    is_32_bit: bool,
    /// How many elements without bytes there may still be.
    empty: u16,
}

impl<'a> PayloadReader<'a> {
    /// Reads a payload written by a process like this one.
    #[must_use]
    pub const fn new(payload: &'a [u8]) -> Self {
        Self {
            rest: payload,
            is_32_bit: size_of::<usize>() == 4,
            empty: MAX_EMPTY,
        }
    }

    /// Reads pointers of 4 bytes if `is_32_bit`, else of 8, as the process that wrote the event has them.
    #[must_use]
    pub const fn with_pointers_of(self, is_32_bit: bool) -> Self {
        Self { is_32_bit, ..self }
    }

    /// What has not been read yet.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Ends the reading of a whole payload.
    ///
    /// # Errors
    /// Something has not been read.
    pub const fn finish(&self) -> Result<(), DecodeError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(DecodeError::TrailingBytes)
        }
    }

    /// Counts elements without bytes, in all arrays of the payload together: arrays lie in structures, and those in arrays.
    pub(super) fn count_empty(&mut self, elements: usize) -> Result<(), DecodeError> {
        let left = u16::try_from(elements).ok();
        let left = left.and_then(|elements| self.empty.checked_sub(elements));
        self.empty = left.ok_or(DecodeError::TooMany)?;
        Ok(())
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let (value, rest) = self
            .rest
            .split_first_chunk()
            .ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(*value)
    }
}

/// Integers and floating point numbers by their little endian bytes.
macro_rules! numbers {
    ($($name:ident)*) => {$(
        #[doc = concat!("Reads a `", stringify!($name), "`.")]
        ///
        /// # Errors
        /// The payload ends before.
        pub fn $name(&mut self) -> Result<$name, DecodeError> {
            self.take().map($name::from_le_bytes)
        }
    )*};
}

/// Counts and lengths by the integers that hold them.
macro_rules! counts {
    ($($name:ident: $type:ident);*) => {$(
        #[doc = concat!("Reads a count or length that is a `", stringify!($type), "`.")]
        ///
        /// # Errors
        /// The payload ends before.
        pub fn $name(&mut self) -> Result<usize, DecodeError> {
            // A count that no `usize` holds is that of more than any payload has.
            Ok(usize::try_from(self.$type()?).unwrap_or(usize::MAX))
        }
    )*};
}

/// Values of a fixed size by a conversion from bytes.
macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $convert:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// The payload ends before.
        pub fn $name(&mut self) -> Result<$type, DecodeError> {
            self.take().map($convert)
        }
    )*};
}

impl<'a> PayloadReader<'a> {
    numbers! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 }
    counts! { count_u8: u8; count_u16: u16; count_u32: u32 }

    fixed! {
        /// Reads a boolean of one byte; anything but 0 is true.
        bool8: bool = |byte: [u8; 1]| byte != [0];
        /// Reads a boolean of four bytes; anything but 0 is true.
        bool32: bool = |bytes: [u8; 4]| bytes != [0; 4];
        /// Reads a port, big endian.
        port: Port = |bytes| Port(u16::from_be_bytes(bytes));
        /// Reads the four octets of an address.
        ipv4: Ipv4Addr = <Ipv4Addr as From<[u8; 4]>>::from;
        /// Reads the sixteen octets of an address.
        ipv6: Ipv6Addr = <Ipv6Addr as From<[u8; 16]>>::from;
        /// Reads a GUID in Windows memory order.
        guid: Guid = Guid::from_bytes;
        /// Reads a `FILETIME`.
        file_time: FileTime = |bytes| FileTime(u64::from_le_bytes(bytes));
        /// Reads a `SYSTEMTIME`.
        date_time: DateTime = DateTime::from_bytes;
    }

    /// Reads an address in the width of the process that wrote it.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn pointer(&mut self) -> Result<u64, DecodeError> {
        if self.is_32_bit {
            self.u32().map(u64::from)
        } else {
            self.u64()
        }
    }

    /// Reads an address as one of this process.
    ///
    /// # Errors
    /// The payload ends before, or the process that wrote it has wider addresses and this one needs them.
    pub fn usize(&mut self) -> Result<usize, DecodeError> {
        usize::try_from(self.pointer()?).map_err(|_| DecodeError::PointerTooWide)
    }

    /// Reads bytes whose number the type says.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn byte_array<const N: usize>(&mut self) -> Result<&'a [u8; N], DecodeError> {
        let split = self.rest.split_first_chunk();
        let (bytes, rest) = split.ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(bytes)
    }

    /// Reads this many bytes.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn bytes(&mut self, length: usize) -> Result<&'a [u8], DecodeError> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(bytes)
    }

    /// Reads a security identifier, which says itself how long it is.
    ///
    /// # Errors
    /// The bytes are not one, or the payload ends within it.
    pub fn sid(&mut self) -> Result<Sid<'a>, DecodeError> {
        let (sid, rest) = Sid::split_from(self.rest).ok_or(DecodeError::InvalidSid)?;
        self.rest = rest;
        Ok(sid)
    }

    /// Reads text that ends with a NUL, and the NUL.
    ///
    /// # Errors
    /// There is no NUL.
    pub fn unicode_string(&mut self) -> Result<&'a Utf16Le, DecodeError> {
        let mut units = self.rest.chunks_exact(2);
        let length = units
            .position(|unit| unit == [0, 0])
            .ok_or(DecodeError::Truncated)?;
        let text = self.unicode_counted(length)?;
        self.bytes(2)?;
        Ok(text)
    }

    /// Reads text of this many code units.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn unicode_counted(&mut self, units: usize) -> Result<&'a Utf16Le, DecodeError> {
        self.bytes(units.saturating_mul(2)).map(Utf16Le::new)
    }

    /// Reads a 16-bit count of bytes, then the text.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn counted_unicode_string(&mut self) -> Result<&'a Utf16Le, DecodeError> {
        self.counted_binary().map(Utf16Le::new)
    }

    /// Reads bytes that end with a NUL, and the NUL.
    ///
    /// # Errors
    /// There is no NUL.
    pub fn ansi_string(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self
            .rest
            .iter()
            .position(|byte| *byte == 0)
            .ok_or(DecodeError::Truncated)?;
        let text = self.bytes(length)?;
        self.bytes(1)?;
        Ok(text)
    }

    /// Reads text of this many bytes.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn ansi_counted(&mut self, length: usize) -> Result<&'a [u8], DecodeError> {
        self.bytes(length)
    }

    /// Reads a 16-bit count of bytes, then the text.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn counted_ansi_string(&mut self) -> Result<&'a [u8], DecodeError> {
        self.counted_binary()
    }

    /// Reads a 16-bit count of bytes, then the bytes.
    ///
    /// # Errors
    /// The payload ends before.
    pub fn counted_binary(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self.count_u16()?;
        self.bytes(length)
    }
}

#[cfg(test)]
mod tests {
    use super::PayloadReader;
    use crate::DecodeError;

    #[test]
    fn values_come_off_the_front() {
        let mut reader = PayloadReader::new(b"\x01\x02\x03a\0b\0\0\0c\0\x02\0de!");
        assert_eq!(reader.u8(), Ok(1));
        assert_eq!(reader.u16(), Ok(0x0302));
        assert_eq!(reader.unicode_string().unwrap(), "ab");
        assert_eq!(reader.ansi_string(), Ok(b"c".as_slice()));
        assert_eq!(reader.counted_ansi_string(), Ok(b"de".as_slice()));
        assert_eq!(reader.rest(), b"!");
    }

    #[test]
    fn what_is_not_there_is_an_error_and_takes_nothing() {
        let mut reader = PayloadReader::new(b"abc");
        assert_eq!(reader.u32(), Err(DecodeError::Truncated));
        assert_eq!(reader.ansi_string(), Err(DecodeError::Truncated));
        assert_eq!(reader.unicode_string(), Err(DecodeError::Truncated));
        assert_eq!(
            reader.unicode_counted(usize::MAX),
            Err(DecodeError::Truncated)
        );
        assert_eq!(reader.sid(), Err(DecodeError::InvalidSid));
        assert_eq!(reader.rest(), b"abc");
    }

    #[test]
    fn pointers_have_the_width_of_their_process() {
        let reader = PayloadReader::new(&[1, 0, 0, 0, 2, 0, 0, 0]);
        assert_eq!(reader.clone().with_pointers_of(true).pointer(), Ok(1));
        assert_eq!(reader.with_pointers_of(false).pointer(), Ok(0x2_0000_0001));
    }
}
