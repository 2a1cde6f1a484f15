//! [`DecodeError`]: the reasons why bytes are not a payload.

use core::fmt;

/// The reason why bytes are not a payload of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The payload ends within a value.
    Truncated,
    /// Bytes remain after the last field.
    TrailingBytes,
    /// A security identifier is not valid.
    InvalidSid,
    /// The count or length of a field is not known, or does not refer to an integer before the field.
    UnknownExtent,
    /// There are more than 65,535 elements without bytes.
    TooMany,
    /// A pointer of a 64-bit process does not fit in a pointer of this process.
    PointerTooWide,
    /// The id and version are those of another event, or of none.
    UnknownEvent,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Truncated => "the payload ends within a value",
            Self::TrailingBytes => "bytes remain after the last field",
            Self::InvalidSid => "a security identifier is not valid",
            Self::UnknownExtent => "the count or length of a field is not known",
            Self::TooMany => "too many zero-length elements",
            Self::PointerTooWide => "a pointer is wider than those of this process",
            Self::UnknownEvent => "the id and version are those of another event, or of none",
        })
    }
}

impl core::error::Error for DecodeError {}
