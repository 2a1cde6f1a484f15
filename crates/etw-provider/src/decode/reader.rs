//! [`PayloadReader`]: takes values off the front of a payload; it has a method for each of [`Payload`](crate::Payload).

use core::net::{Ipv4Addr, Ipv6Addr};

use super::DecodeError;
use crate::{AnsiText, DateTime, FileTime, Guid, Port, Sid, Text, Utf16Le};

/// The most elements without bytes: a hostile payload of a few bytes must not make a program visit four billion of them.
const MAX_EMPTY: u16 = 0xFFFF;

/// Takes values off the front of a payload; the counterpart of [`Payload`](crate::Payload).
///
/// It accepts any bytes. It remembers the first error, so that callers check once, by [`error`](Self::error) or
/// [`finish`](Self::finish). From then on it reads nothing and returns zeros and empty texts.
///
/// ```
/// use etw_provider::{DecodeError, PayloadReader};
///
/// let mut reader = PayloadReader::new(&[1, 2, 0, 3]);
/// assert_eq!((reader.u8(), reader.u16(), reader.error()), (1, 2, None));
/// assert_eq!((reader.u16(), reader.u8()), (0, 0));
/// assert_eq!(reader.finish(), Err(DecodeError::Truncated));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PayloadReader<'a> {
    rest: &'a [u8],
    is_32_bit: bool,
    /// The number of further elements without bytes that are accepted.
    empty: u16,
    error: Option<DecodeError>,
}

impl<'a> PayloadReader<'a> {
    /// Reads a payload written by a process with pointers as wide as those of this process.
    #[must_use]
    pub const fn new(payload: &'a [u8]) -> Self {
        Self {
            rest: payload,
            is_32_bit: size_of::<usize>() == 4,
            empty: MAX_EMPTY,
            error: None,
        }
    }

    /// Reads pointers of 4 bytes if `is_32_bit`, else of 8, as in the process that emitted the event.
    #[must_use]
    pub const fn with_pointers_of(self, is_32_bit: bool) -> Self {
        Self { is_32_bit, ..self }
    }

    /// Returns the bytes that have not been read yet.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Returns the first error.
    #[must_use]
    pub const fn error(&self) -> Option<DecodeError> {
        self.error
    }

    /// Checks that the whole payload has been read.
    ///
    /// # Errors
    /// A value could not be read, or bytes remain.
    pub const fn finish(&self) -> Result<(), DecodeError> {
        match self.error {
            Some(error) => Err(error),
            None if self.rest.is_empty() => Ok(()),
            None => Err(DecodeError::TrailingBytes),
        }
    }

    /// Notes an error, unless there is one, and returns this value.
    pub(super) fn fail_with<T>(&mut self, error: DecodeError, value: T) -> T {
        self.error = self.error.or(Some(error));
        value
    }

    /// Counts elements without bytes, in all arrays of the payload together, because arrays of structures with arrays multiply.
    pub(super) fn count_empty(&mut self, elements: usize) {
        let left = u16::try_from(elements).ok();
        match left.and_then(|elements| self.empty.checked_sub(elements)) {
            Some(left) => self.empty = left,
            None => self.fail_with(DecodeError::TooMany, ()),
        }
    }

    /// Splits a value off the rest by `split`; `None` after an error, also if `split` finds no value.
    fn split<T>(
        &mut self,
        split: impl FnOnce(&'a [u8]) -> Option<(T, &'a [u8])>,
        error: DecodeError,
    ) -> Option<T> {
        if self.error.is_some() {
            return None;
        }
        let Some((value, rest)) = split(self.rest) else {
            return self.fail_with(error, None);
        };
        self.rest = rest;
        Some(value)
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        *self.byte_array()
    }
}

/// Implements a method for each integer and floating point type.
macro_rules! numbers {
    ($($name:ident)*) => {$(
        #[doc = concat!("Reads a `", stringify!($name), "`.")]
        pub fn $name(&mut self) -> $name {
            $name::from_le_bytes(self.take())
        }
    )*};
}

/// Implements a method for each integer that holds a count or length.
macro_rules! counts {
    ($($name:ident: $type:ident);*) => {$(
        #[doc = concat!("Reads a count or length that is a `", stringify!($type), "`.")]
        pub fn $name(&mut self) -> usize {
            // More than a `usize` holds is more than any payload has.
            usize::try_from(self.$type()).unwrap_or(usize::MAX)
        }
    )*};
}

impl<'a> PayloadReader<'a> {
    numbers! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 }
    counts! { count_u8: u8; count_u16: u16; count_u32: u32 }

    /// Reads a boolean of one byte; any number but 0 is true.
    pub fn bool8(&mut self) -> bool {
        self.u8() != 0
    }

    /// Reads a boolean of four bytes; any number but 0 is true.
    pub fn bool32(&mut self) -> bool {
        self.u32() != 0
    }

    /// Reads a port, big endian.
    pub fn port(&mut self) -> Port {
        Port(u16::from_be_bytes(self.take()))
    }

    /// Reads the four octets of an address.
    pub fn ipv4(&mut self) -> Ipv4Addr {
        self.take::<4>().into()
    }

    /// Reads the sixteen octets of an address.
    pub fn ipv6(&mut self) -> Ipv6Addr {
        self.take::<16>().into()
    }

    /// Reads a GUID in Windows memory order.
    pub fn guid(&mut self) -> Guid {
        Guid::from_bytes(self.take())
    }

    /// Reads a `FILETIME`.
    pub fn file_time(&mut self) -> FileTime {
        FileTime(self.u64())
    }

    /// Reads a `SYSTEMTIME`.
    pub fn date_time(&mut self) -> DateTime {
        DateTime::from_bytes(self.take())
    }

    /// Reads an address in the width of the process that emitted the event.
    pub fn pointer(&mut self) -> u64 {
        if self.is_32_bit {
            self.u32().into()
        } else {
            self.u64()
        }
    }

    /// Reads an address that fits in a pointer of this process, else fails.
    pub fn usize(&mut self) -> usize {
        let address = usize::try_from(self.pointer());
        address.unwrap_or_else(|_| self.fail_with(DecodeError::PointerTooWide, 0))
    }

    /// Reads as many bytes as the type has.
    pub fn byte_array<const N: usize>(&mut self) -> &'a [u8; N] {
        self.split(<[u8]>::split_first_chunk, DecodeError::Truncated)
            .unwrap_or(const { &[0; N] })
    }

    /// Reads this many bytes.
    pub fn bytes(&mut self, length: usize) -> &'a [u8] {
        self.split(|rest| rest.split_at_checked(length), DecodeError::Truncated)
            .unwrap_or_default()
    }

    /// Reads a security identifier, which contains its length.
    pub fn sid(&mut self) -> Sid<'a> {
        self.split(Sid::split_from, DecodeError::InvalidSid)
            .unwrap_or(Sid::EMPTY)
    }

    /// Reads text that ends with a NUL, and the NUL.
    pub fn unicode_string(&mut self) -> Text<'a> {
        let text = self.split(
            |rest| {
                let length = 2 * rest.chunks_exact(2).position(|unit| unit == [0, 0])?;
                Some((&rest[..length], &rest[length + 2..]))
            },
            DecodeError::Truncated,
        );
        utf16le(text.unwrap_or_default())
    }

    /// Reads text of this many code units.
    pub fn unicode_counted(&mut self, units: usize) -> Text<'a> {
        utf16le(self.bytes(units.saturating_mul(2)))
    }

    /// Reads a 16-bit count of bytes, then the text.
    pub fn counted_unicode_string(&mut self) -> Text<'a> {
        utf16le(self.counted_binary())
    }

    /// Reads text that ends with a NUL, and the NUL.
    pub fn ansi_string(&mut self) -> AnsiText<'a> {
        let text = self.split(
            |rest| {
                let length = rest.iter().position(|byte| *byte == 0)?;
                Some((&rest[..length], &rest[length + 1..]))
            },
            DecodeError::Truncated,
        );
        text.unwrap_or_default().into()
    }

    /// Reads text of this many bytes.
    pub fn ansi_counted(&mut self, length: usize) -> AnsiText<'a> {
        self.bytes(length).into()
    }

    /// Reads a 16-bit count of bytes, then the text.
    pub fn counted_ansi_string(&mut self) -> AnsiText<'a> {
        self.counted_binary().into()
    }

    /// Reads a 16-bit count of bytes, then the bytes.
    pub fn counted_binary(&mut self) -> &'a [u8] {
        let length = self.count_u16();
        self.bytes(length)
    }
}

fn utf16le(bytes: &[u8]) -> Text<'_> {
    Text::Utf16Le(Utf16Le::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::PayloadReader;
    use crate::{DecodeError, Sid};

    #[test]
    fn values_come_off_the_front() {
        let mut reader = PayloadReader::new(b"\x01\x02\x03a\0b\0\0\0c\0\x02\0de!");
        assert_eq!(reader.u8(), 1);
        assert_eq!(reader.u16(), 0x0302);
        assert_eq!(reader.unicode_string(), "ab");
        assert_eq!(reader.ansi_string(), "c");
        assert_eq!(reader.counted_ansi_string(), "de");
        assert_eq!((reader.rest(), reader.error()), (b"!".as_slice(), None));
        assert_eq!(reader.finish(), Err(DecodeError::TrailingBytes));
    }

    #[test]
    fn a_value_that_is_not_there_is_an_error_and_takes_nothing() {
        let reads: [fn(&mut PayloadReader<'_>); 5] = [
            |reader| assert_eq!(reader.u32(), 0),
            |reader| assert_eq!(reader.ansi_string(), ""),
            |reader| assert_eq!(reader.unicode_string(), ""),
            |reader| assert_eq!(reader.unicode_counted(usize::MAX), ""),
            |reader| assert_eq!(reader.byte_array(), &[0; 4]),
        ];
        for read in reads {
            let mut reader = PayloadReader::new(b"abc");
            read(&mut reader);
            assert_eq!(reader.rest(), b"abc");
            assert_eq!(reader.error(), Some(DecodeError::Truncated));
            assert_eq!(reader.u8(), 0, "nothing is read after an error");
            assert_eq!(reader.finish(), Err(DecodeError::Truncated));
        }
        let mut reader = PayloadReader::new(b"abc");
        assert_eq!(reader.sid(), Sid::EMPTY);
        reader.u32();
        assert_eq!(
            reader.error(),
            Some(DecodeError::InvalidSid),
            "the first error remains"
        );
    }

    #[test]
    fn pointers_have_the_width_of_their_process() {
        let reader = PayloadReader::new(&[1, 0, 0, 0, 2, 0, 0, 0]);
        assert_eq!(reader.with_pointers_of(true).pointer(), 1);
        assert_eq!(reader.with_pointers_of(false).pointer(), 0x2_0000_0001);
    }
}
