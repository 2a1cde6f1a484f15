//! Positions in a text.

use std::ops::Range;

/// A range of bytes in the decoded text of one source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes a span from byte offsets into the decoded text.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: narrow(start),
            end: narrow(end.max(start)),
        }
    }

    /// Returns the offset of the first byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the offset after the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Returns the span at another place: `by` bytes later.
    pub(crate) fn moved(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }

    /// Returns the span as a range of byte offsets.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// A line and a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// The number of the line, from 1.
    pub line: usize,
    /// The number of the character in its line, from 1.
    pub column: usize,
}
