//! [`DecodeError`]: why bytes are not the payload that the fields describe.

use core::fmt;

/// Why bytes are not the payload that the fields describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The payload ends within a value.
    Truncated,
    /// The payload goes on behind the last field.
    TrailingBytes,
    /// The bytes of a security identifier are not one.
    InvalidSid,
    /// The count or length of a field is not known, or refers to something that is not an integer before it.
    UnknownExtent,
    /// The fields claim more than 65,535 elements that have no bytes.
    TooMany,
    /// A pointer of a 64-bit process that no pointer of this one can hold.
    PointerTooWide,
    /// The provider has no event with this id and version.
    UnknownEvent,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Truncated => "the payload ends within a value",
            Self::TrailingBytes => "the payload goes on behind the last field",
            Self::InvalidSid => "not a security identifier",
            Self::UnknownExtent => "the count or length of a field is not known",
            Self::TooMany => "too many zero-length elements",
            Self::PointerTooWide => "a pointer is wider than those of this process",
            Self::UnknownEvent => "the provider has no event with this id and version",
        })
    }
}

impl core::error::Error for DecodeError {}
