//! Why a payload cannot be decoded.

use std::fmt;

/// The reason why bytes are not the payload of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum DecodeError {
    /// The payload ends within a value.
    Truncated,
    /// Bytes remain after the last item.
    TrailingBytes,
    /// The bytes of a security identifier are not one.
    InvalidSid,
    /// The items claim more than 65,535 elements that have no bytes.
    TooMany,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Truncated => "the payload ends within a value",
            Self::TrailingBytes => "bytes remain after the last item",
            Self::InvalidSid => "a security identifier is not valid",
            Self::TooMany => "too many zero-length elements",
        })
    }
}

impl std::error::Error for DecodeError {}
