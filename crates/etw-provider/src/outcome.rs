//! [`Outcome`]: what became of an event.

use core::fmt;

/// What became of an emitted event. Few programs care, so it may be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Nobody wanted it.
    Disabled,
    /// It was handed to everyone who wanted it.
    Written,
    /// It cannot be written without cutting or misstating its data, so nobody got it.
    Refused(Refusal),
    /// The operating system did not take it and gave this code; listeners of this process got it.
    ///
    /// On Windows the code is a Win32 error: 534 or 234 if the event with its header and the extended
    /// data that a session asks for is too large for the session, 8 if the session ran out of buffers.
    Failed(u32),
}

/// Why an event was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The payload is larger than [`MAX_PAYLOAD`](crate::MAX_PAYLOAD).
    TooLarge,
    /// Fields that share a counting item differ in length.
    CountMismatch,
    /// A field has more elements or bytes than its counting item can say.
    CountTooLarge,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "the payload is larger than an event can carry",
            Self::CountMismatch => "fields that share a count differ in length",
            Self::CountTooLarge => "a field is longer than its count can say",
        })
    }
}

impl core::error::Error for Refusal {}
