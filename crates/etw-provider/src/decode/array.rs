//! [`Array`]: the elements of a field with a count.

use core::fmt;

use super::PayloadReader;

/// The elements of a field with a count, inside a payload, where they need not be aligned, or in a slice.
///
/// Decoding checks every element. Iterating reads each one again. An array is equal to a slice with equal elements.
pub struct Array<'a, X> {
    len: usize,
    source: Source<'a, X>,
}

enum Source<'a, X> {
    /// In a payload.
    Payload(PayloadReader<'a>, ReadElement<'a, X>),
    /// In a payload, with a length that each element has.
    PayloadOfLength(PayloadReader<'a>, ReadElementOfLength<'a, X>, usize),
    /// In a slice, with the function that copies an element.
    Slice(&'a [X], fn(&X) -> X),
}

/// Reads an element whose length follows from its type or bytes, such as [`PayloadReader::i32`].
pub type ReadElement<'a, X> = fn(&mut PayloadReader<'a>) -> X;

/// Reads an element of a given length, such as [`PayloadReader::unicode_counted`].
pub type ReadElementOfLength<'a, X> = fn(&mut PayloadReader<'a>, usize) -> X;

impl<'a, X> Array<'a, X> {
    /// Returns the number of elements.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns `true` if there are no elements.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the elements.
    #[must_use]
    pub fn iter(&self) -> ArrayIter<'a, X> {
        ArrayIter(*self)
    }

    /// Takes the first element; `None` if there are no more.
    fn take_first(&mut self) -> Option<X> {
        self.len = self.len.checked_sub(1)?;
        match &mut self.source {
            Source::Payload(reader, read) => Some(read(reader)),
            Source::PayloadOfLength(reader, read, length) => Some(read(reader, *length)),
            Source::Slice(slice, copy) => {
                let (first, rest) = slice.split_first()?;
                *slice = rest;
                Some(copy(first))
            }
        }
    }
}

impl<'a> PayloadReader<'a> {
    /// Reads this many elements, whose lengths follow from their type or bytes.
    ///
    /// ```
    /// use etw_provider::PayloadReader;
    ///
    /// let mut reader = PayloadReader::new(&[1, 0, 2, 0, 3]);
    /// let numbers = reader.array(2, PayloadReader::u16);
    /// assert_eq!(numbers, [1, 2]);
    /// assert_eq!(reader.rest(), [3]);
    /// ```
    pub fn array<X>(&mut self, len: usize, read: ReadElement<'a, X>) -> Array<'a, X> {
        let source = Source::Payload(*self, read);
        let len = self.skip(len, |reader| drop(read(reader)));
        Array { len, source }
    }

    /// Reads this many elements of a given length each.
    pub fn array_of_length<X>(
        &mut self,
        len: usize,
        length: usize,
        read: ReadElementOfLength<'a, X>,
    ) -> Array<'a, X> {
        let source = Source::PayloadOfLength(*self, read, length);
        let len = self.skip(len, |reader| drop(read(reader, length)));
        Array { len, source }
    }

    /// Reads elements to check them, and returns their number: all, or none after an error.
    fn skip(&mut self, len: usize, read: impl Fn(&mut Self)) -> usize {
        for done in 0..len {
            let before = self.rest().len();
            read(self);
            if self.error().is_some() {
                return 0;
            }
            // If one element has no bytes, the others have none either.
            if self.rest().len() == before {
                self.count_empty(len - done);
                break;
            }
        }
        if self.error().is_some() { 0 } else { len }
    }
}

impl<'a, X: Copy> From<&'a [X]> for Array<'a, X> {
    fn from(slice: &'a [X]) -> Self {
        Self {
            len: slice.len(),
            source: Source::Slice(slice, |element| *element),
        }
    }
}

impl<X> Clone for Source<'_, X> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<X> Copy for Source<'_, X> {}

impl<X> Clone for Array<'_, X> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<X> Copy for Array<'_, X> {}

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

/// Implements the comparison with slices of elements that an element can be compared with.
macro_rules! equal_to {
    ($([$($generics:tt)*] $type:ty;)*) => {$(
        impl<X: PartialEq<Y>, Y, $($generics)*> PartialEq<$type> for Array<'_, X> {
            fn eq(&self, other: &$type) -> bool {
                self.len == other.len() && self.iter().zip(other.iter()).all(|(own, other)| own == *other)
            }
        }
    )*};
}

equal_to! {
    [] [Y];
    [] &[Y];
    [const N: usize] [Y; N];
    [const N: usize] &[Y; N];
}

impl<'a, X> IntoIterator for Array<'a, X> {
    type Item = X;
    type IntoIter = ArrayIter<'a, X>;

    fn into_iter(self) -> ArrayIter<'a, X> {
        self.iter()
    }
}

impl<'a, X> IntoIterator for &Array<'a, X> {
    type Item = X;
    type IntoIter = ArrayIter<'a, X>;

    fn into_iter(self) -> ArrayIter<'a, X> {
        self.iter()
    }
}

/// Iterates over the elements of an [`Array`].
pub struct ArrayIter<'a, X>(Array<'a, X>);

impl<X> Iterator for ArrayIter<'_, X> {
    type Item = X;

    fn next(&mut self) -> Option<X> {
        self.0.take_first()
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
    use crate::{Array, DecodeError, PayloadReader};

    #[test]
    fn elements_need_not_be_aligned() {
        let bytes = b"\x01\x02\0\x03\0\x04\0!";
        let mut reader = PayloadReader::new(bytes);
        assert_eq!(reader.u8(), 1);
        let array = reader.array(3, PayloadReader::u16);
        assert_eq!(array, [2, 3, 4]);
        assert_eq!(array, Array::from([2, 3, 4].as_slice()));
        assert_ne!(array, [2, 3]);
        assert_eq!((array.len(), array.is_empty()), (3, false));
        assert_eq!(reader.rest(), b"!");
    }

    #[test]
    fn texts_of_a_given_length_follow_each_other() {
        let mut reader = PayloadReader::new(b"a\0b\0c\0d\0");
        let array = reader.array_of_length(2, 2, PayloadReader::unicode_counted);
        assert_eq!(array, ["ab", "cd"]);
        assert_eq!(reader.finish(), Ok(()));
    }

    #[test]
    fn an_array_that_is_not_there_is_an_error() {
        let mut reader = PayloadReader::new(&[1, 0, 2]);
        assert!(reader.array(2, PayloadReader::u16).is_empty());
        assert_eq!(reader.error(), Some(DecodeError::Truncated));
        let mut reader = PayloadReader::new(&[]);
        let mut empty = |len| {
            let array = reader.array_of_length(len, 0, PayloadReader::bytes);
            (array.iter().count(), reader.error())
        };
        assert_eq!(empty(0xFFFF), (0xFFFF, None));
        assert_eq!(empty(1), (0, Some(DecodeError::TooMany)));
        let mut reader = PayloadReader::new(&[]);
        reader.array_of_length(0x1_0000, 0, PayloadReader::bytes);
        assert_eq!(reader.error(), Some(DecodeError::TooMany));
    }
}
