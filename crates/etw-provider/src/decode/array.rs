//! [`Array`]: values of one type, one after another, where they lie in a payload.

use core::fmt;

use super::{DecodeError, PayloadReader};

/// Values that lie one after another in a payload, which need not be aligned.
///
/// All of them have been checked when the array was read; each is read again when the array is walked.
pub struct Array<'a, X> {
    reader: PayloadReader<'a>,
    len: usize,
    read: Read<'a, X>,
}

/// How one element is read.
enum Read<'a, X> {
    Plain(ReadElement<'a, X>),
    WithLength(ReadElementOfLength<'a, X>, usize),
}

/// Reads an element that says itself how long it is, such as [`PayloadReader::i32`].
pub type ReadElement<'a, X> = fn(&mut PayloadReader<'a>) -> Result<X, DecodeError>;

/// Reads an element of a given length, such as [`PayloadReader::unicode_counted`].
pub type ReadElementOfLength<'a, X> = fn(&mut PayloadReader<'a>, usize) -> Result<X, DecodeError>;

impl<'a, X> Array<'a, X> {
    /// The number of elements.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The elements.
    #[must_use]
    pub fn iter(&self) -> ArrayIter<'a, X> {
        ArrayIter(self.clone())
    }

    /// Reads `len` elements to see that they are there, and leaves the reader behind the last.
    fn read(
        reader: &mut PayloadReader<'a>,
        len: usize,
        read: Read<'a, X>,
    ) -> Result<Self, DecodeError> {
        let start = reader.clone();
        for done in 0..len {
            let before = reader.rest().len();
            read.call(reader)?;
            // An element without bytes: all others are like it.
            if reader.rest().len() == before {
                reader.count_empty(len - done)?;
                break;
            }
        }
        Ok(Self {
            reader: start,
            len,
            read,
        })
    }
}

impl<'a> PayloadReader<'a> {
    /// Reads this many elements, each of which says itself how long it is.
    ///
    /// ```
    /// use etw_provider::PayloadReader;
    ///
    /// let mut reader = PayloadReader::new(&[1, 0, 2, 0, 3]);
    /// let numbers = reader.array(2, PayloadReader::u16)?;
    /// assert_eq!(numbers.iter().collect::<Vec<_>>(), [1, 2]);
    /// assert_eq!(reader.rest(), [3]);
    /// # Ok::<(), etw_provider::DecodeError>(())
    /// ```
    ///
    /// # Errors
    /// The payload ends before, or an element is not one.
    pub fn array<X>(
        &mut self,
        len: usize,
        read: ReadElement<'a, X>,
    ) -> Result<Array<'a, X>, DecodeError> {
        Array::read(self, len, Read::Plain(read))
    }

    /// Reads this many elements of a given length each.
    ///
    /// # Errors
    /// The payload ends before, or an element is not one.
    pub fn array_of_length<X>(
        &mut self,
        len: usize,
        length: usize,
        read: ReadElementOfLength<'a, X>,
    ) -> Result<Array<'a, X>, DecodeError> {
        Array::read(self, len, Read::WithLength(read, length))
    }
}

impl<'a, X> Read<'a, X> {
    fn call(&self, reader: &mut PayloadReader<'a>) -> Result<X, DecodeError> {
        match self {
            Self::Plain(read) => read(reader),
            Self::WithLength(read, length) => read(reader, *length),
        }
    }
}

impl<X> Clone for Read<'_, X> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<X> Copy for Read<'_, X> {}

impl<X> Clone for Array<'_, X> {
    fn clone(&self) -> Self {
        Self {
            reader: self.reader.clone(),
            ..*self
        }
    }
}

impl<X: fmt::Debug> fmt::Debug for Array<'_, X> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self).finish()
    }
}

impl<X: PartialEq> PartialEq for Array<'_, X> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other)
    }
}

impl<X: PartialEq> PartialEq<[X]> for Array<'_, X> {
    fn eq(&self, other: &[X]) -> bool {
        self.len == other.len() && self.iter().zip(other).all(|(own, other)| own == *other)
    }
}

impl<X: PartialEq, const N: usize> PartialEq<[X; N]> for Array<'_, X> {
    fn eq(&self, other: &[X; N]) -> bool {
        *self == other[..]
    }
}

impl<'a, X> IntoIterator for &Array<'a, X> {
    type Item = X;
    type IntoIter = ArrayIter<'a, X>;

    fn into_iter(self) -> ArrayIter<'a, X> {
        self.iter()
    }
}

/// The elements of an [`Array`].
pub struct ArrayIter<'a, X>(Array<'a, X>);

impl<X> Iterator for ArrayIter<'_, X> {
    type Item = X;

    fn next(&mut self) -> Option<X> {
        let rest = self.0.len.checked_sub(1)?;
        self.0.len = rest;
        // The elements have been read before, with success.
        self.0.read.call(&mut self.0.reader).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.len, Some(self.0.len))
    }
}

impl<X> ExactSizeIterator for ArrayIter<'_, X> {}

impl<X> fmt::Debug for ArrayIter<'_, X> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut structure = formatter.debug_struct("ArrayIter");
        structure.field("len", &self.0.len).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::{DecodeError, PayloadReader};

    #[test]
    fn elements_are_found_wherever_they_lie() {
        let bytes = b"\x01\x02\0\x03\0\x04\0!";
        let mut reader = PayloadReader::new(bytes);
        assert_eq!(reader.u8(), Ok(1));
        let array = reader.array(3, PayloadReader::u16).unwrap();
        assert_eq!(array, [2, 3, 4]);
        assert_eq!((array.len(), array.is_empty()), (3, false));
        assert_eq!(reader.rest(), b"!");
    }

    #[test]
    fn texts_of_a_given_length_follow_each_other() {
        let mut reader = PayloadReader::new(b"a\0b\0c\0d\0");
        let array = reader.array_of_length(2, 2, PayloadReader::unicode_counted);
        let array = array.unwrap();
        assert!(array.iter().zip(["ab", "cd"]).all(|(text, it)| text == it));
        assert_eq!(reader.finish(), Ok(()));
    }

    #[test]
    fn an_array_that_is_not_there_is_an_error() {
        let mut reader = PayloadReader::new(&[1, 0, 2]);
        let array = reader.array(2, PayloadReader::u16).map(drop);
        assert_eq!(array, Err(DecodeError::Truncated));
        let mut reader = PayloadReader::new(&[]);
        let mut empty = |len| reader.array_of_length(len, 0, PayloadReader::bytes);
        assert_eq!(empty(0xFFFF).map(|array| array.iter().count()), Ok(0xFFFF));
        assert_eq!(empty(1).map(drop), Err(DecodeError::TooMany));
        let all = PayloadReader::new(&[]).array_of_length(0x1_0000, 0, PayloadReader::bytes);
        assert_eq!(all.map(drop), Err(DecodeError::TooMany));
    }
}
