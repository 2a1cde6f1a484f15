//! [`Decode`] and [`Decoded`]: the payload of an event, read as the event.

use core::fmt;
use core::ops::Deref;

use super::{DecodeError, PayloadReader};
use crate::{Encoded, Event, EventMetadata, Payload, Storage};

/// An event that can be read from a payload; implemented by generated types.
///
/// An event decodes to a view that borrows from the payload. Nothing is copied: texts are [`Text`](crate::Text) and
/// [`AnsiText`](crate::AnsiText), and because numbers in a payload are not aligned, the elements of a field with a count are an
/// [`Array`](crate::Array). All of them compare with `str` and slices.
///
/// Any bytes are accepted; those that are not a payload of the event are an error.
pub trait Decode: Event {
    /// The fields of the event, borrowed from a payload.
    type View<'a>;

    /// Returns the metadata of the event.
    fn event() -> &'static EventMetadata;

    /// Reads the event off the front of the reader, which remembers errors, and leaves the rest there.
    ///
    /// Use it for a payload with bytes after the last field, or from a process with pointers of another width.
    fn read<'a>(reader: &mut PayloadReader<'a>) -> Self::View<'a>;

    /// Reads a whole payload of a process with pointers as wide as those of this process.
    ///
    /// # Errors
    /// The bytes are not a payload of the event, or bytes remain after the last field.
    fn decode(payload: &[u8]) -> Result<Decoded<'_, Self>, DecodeError>
    where
        Self: Sized,
    {
        let mut reader = PayloadReader::new(payload);
        let view = Self::read(&mut reader);
        reader.finish()?;
        Ok(Decoded { payload, view })
    }
}

/// A decoded event, which dereferences to its [view](Decode::View).
///
/// It is equal to an event with the same payload: `recorded.decode::<ShipDocked>()? == ShipDocked { name: "Aurora", berth: "7a" }`.
pub struct Decoded<'a, E: Decode> {
    payload: &'a [u8],
    view: E::View<'a>,
}

impl<'a, E: Decode> Decoded<'a, E> {
    /// Returns the view.
    pub fn view(self) -> E::View<'a> {
        self.view
    }

    /// Returns the payload.
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }
}

impl<'a, E: Decode> Deref for Decoded<'a, E> {
    type Target = E::View<'a>;

    fn deref(&self) -> &E::View<'a> {
        &self.view
    }
}

/// A decoded event can be emitted again.
impl<E: Decode> Event for Decoded<'_, E> {
    fn metadata(&self) -> &'static EventMetadata {
        E::event()
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        payload.bytes(self.payload);
        payload.finish()
    }
}

impl<E: Decode, O: Event> PartialEq<O> for Decoded<'_, E> {
    fn eq(&self, other: &O) -> bool {
        let (this, other): (&dyn Event, &dyn Event) = (self, other);
        this == other
    }
}

/// `ShipDocked { Name: "Aurora", Berth: "7a" }`
impl<E: Decode> fmt::Debug for Decoded<'_, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::event::debug(formatter, E::event(), self.payload)
    }
}
