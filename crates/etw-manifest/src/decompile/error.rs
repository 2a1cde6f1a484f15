//! Why a file cannot be read back.

use std::fmt;

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
