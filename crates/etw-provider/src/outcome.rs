//! [`Outcome`]: the result of emitting an event.

use core::fmt;

/// The result of emitting an event. Most programs ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The event is disabled.
    Disabled,
    /// The event was delivered to all sessions and listeners that want it.
    Written,
    /// The event cannot be encoded without changing its values, so it was not delivered.
    Refused(Refusal),
    /// The operating system rejected the event with this code. Listeners of this process got it.
    ///
    /// On Windows the code is a Win32 error: 534 or 234 if the event, with its header and the extended data that a session asks
    /// for, is too large for the session; 8 if the session has no free buffer.
    Failed(u32),
}

/// The reason why an event was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The payload is larger than [`MAX_PAYLOAD`](crate::MAX_PAYLOAD).
    TooLarge,
    /// Fields that share a count differ in length.
    CountMismatch,
    /// A field has more elements or bytes than its count can hold.
    CountTooLarge,
    /// The fields that [`emit_fields`](crate::Provider::emit_fields) was given are not those of the event.
    WrongFields,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "the payload is larger than an event can carry",
            Self::CountMismatch => "fields that share a count differ in length",
            Self::CountTooLarge => "a field is longer than its count can hold",
            Self::WrongFields => "the fields are not those of the event",
        })
    }
}

impl core::error::Error for Refusal {}
