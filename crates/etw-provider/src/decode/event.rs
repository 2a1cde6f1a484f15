//! [`Decode`]: from the bytes of a payload back to a generated type.

use super::{DecodeError, PayloadReader};

/// A value that can be read from a payload; implemented by generated types.
///
/// An event decodes to its own type, whose text is then [`Utf16Le`](crate::Utf16Le) and `[u8]` where it lies in the
/// payload. Nothing is copied. Numbers in a payload are not aligned, so that a slice of them cannot be borrowed from
/// it: an event with such a slice decodes to a type of its own beside it, `NameView` for `Name`, whose arrays are
/// [`Array`](crate::Array)s.
///
/// It accepts any bytes: what is not a payload is an error.
///
/// ```
/// use etw_provider::{Decode, DecodeError, PayloadReader, Utf16Le};
///
/// # #[derive(Debug, PartialEq)]
/// struct OutOfStock<'a, T: ?Sized = str> { item: &'a T, missing: u32 }
///
/// // The compiler generates this:
/// impl<'a> Decode<'a> for OutOfStock<'a, Utf16Le> {
///     fn read(reader: &mut PayloadReader<'a>) -> Result<Self, DecodeError> {
///         Ok(Self { item: reader.unicode_string()?, missing: reader.u32()? })
///     }
/// }
///
/// let event = OutOfStock::decode(b"a\0\0\0\x02\0\0\0")?;
/// assert_eq!(event.item, "a");
/// assert_eq!(event.missing, 2);
/// assert_eq!(OutOfStock::decode(b"a\0\0\0\x02\0\0"), Err(DecodeError::Truncated));
/// assert_eq!(OutOfStock::decode(b"a\0\0\0\x02\0\0\0!"), Err(DecodeError::TrailingBytes));
/// # Ok::<(), DecodeError>(())
/// ```
pub trait Decode<'a>: Sized {
    /// Reads the value off the front of what the reader has, and leaves the rest there.
    ///
    /// This is how to accept a payload that goes on behind the last field, and one from a process with pointers of
    /// another width.
    ///
    /// # Errors
    /// Why the bytes are not such a value.
    fn read(reader: &mut PayloadReader<'a>) -> Result<Self, DecodeError>;

    /// Reads a whole payload, written by a process like this one.
    ///
    /// # Errors
    /// Why the bytes are not such a value, or that they go on behind it.
    #[inline]
    fn decode(payload: &'a [u8]) -> Result<Self, DecodeError> {
        let mut reader = PayloadReader::new(payload);
        let value = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    }
}
