//! [`Event`]: the trait of generated event types.

use core::fmt;
use core::mem::MaybeUninit;

use crate::{EventMetadata, MAX_PAYLOAD, Refusal};

/// Memory for the payload of an event; its length is the limit.
pub type Storage<'p> = &'p mut [MaybeUninit<u8>];

/// The payload of an event, or the reason why the event is refused.
pub type Encoded<'p> = Result<&'p [u8], Refusal>;

/// An event with the values of its fields; implemented by generated types.
pub trait Event {
    /// Returns the metadata of the event.
    fn metadata(&self) -> &'static EventMetadata;

    /// Encodes the fields in order. Called again with more memory if the first was too small.
    ///
    /// # Errors
    /// The event is refused.
    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p>;
}

/// The size of the memory that an event is encoded in first. It is less than a page, so the stack need not be probed.
pub(crate) const USUAL_PAYLOAD: usize = 2048;

/// Events are equal if they are the same event of the manifest with the same payload. A refused event equals no event.
impl PartialEq for dyn Event + '_ {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.metadata(), other.metadata())
            && encode_alike::<USUAL_PAYLOAD>(self, other)
                .or_else(|_| encode_alike::<MAX_PAYLOAD>(self, other))
                .unwrap_or(false)
    }
}

// Not inlined, so that comparing small events does not reserve the stack of the largest.
#[inline(never)]
fn encode_alike<const SIZE: usize>(one: &dyn Event, other: &dyn Event) -> Result<bool, Refusal> {
    let mut storage = [[MaybeUninit::uninit(); SIZE]; 2];
    let [first, second] = &mut storage;
    Ok(one.encode(first)? == other.encode(second)?)
}

/// `ShipDocked { Name: "Aurora", Berth: "7a" }`
impl fmt::Debug for dyn Event + '_ {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_encoded::<USUAL_PAYLOAD>(self, formatter)
            .or_else(|_| debug_encoded::<MAX_PAYLOAD>(self, formatter))
            .unwrap_or_else(|refusal| write!(formatter, "{} ({refusal})", self.metadata().symbol()))
    }
}

// Not inlined for the same reason.
#[inline(never)]
fn debug_encoded<const SIZE: usize>(
    event: &dyn Event,
    formatter: &mut fmt::Formatter<'_>,
) -> Result<fmt::Result, Refusal> {
    let mut storage = [MaybeUninit::uninit(); SIZE];
    let payload = event.encode(&mut storage)?;
    Ok(debug(formatter, event.metadata(), payload))
}

/// Writes the symbol of an event and, with `std`, its fields.
pub(crate) fn debug(
    formatter: &mut fmt::Formatter<'_>,
    event: &'static EventMetadata,
    payload: &[u8],
) -> fmt::Result {
    formatter.write_str(event.symbol())?;
    #[cfg(feature = "std")]
    if !event.fields().is_empty() {
        write!(
            formatter,
            " {:?}",
            crate::Fields::new(event.fields(), payload)
        )?;
    }
    let _ = payload;
    Ok(())
}
