//! [`Payload`]: encodes the fields of an event one after another.

use core::net::{Ipv4Addr, Ipv6Addr};

use crate::buffer::{Buffer, Cursor};
use crate::transcode::{push_ansi, push_text};
use crate::{
    AnsiText, Array, DateTime, Encoded, FileTime, Guid, Port, Refusal, Sid, Storage, Text,
};

/// The largest number of bytes of a payload.
///
/// ETW stores the size of an event with its headers in 16 bits and aligns it to 8 bytes, which leaves 65,528. The event header
/// takes 80 of them and a related activity id 24. A session that asks for a stack trace or other extended data may not have
/// room for that beside a payload of this size; ETW then rejects the event: [`Outcome::Failed`](crate::Outcome::Failed).
pub const MAX_PAYLOAD: usize = 65_528 - 80 - 24;

/// U+FFFD as a UTF-16 code unit.
const REPLACEMENT_CHARACTER: u16 = 0xFFFD;

/// Encodes the fields of an event, little endian, without alignment or padding.
///
/// An event that does not fit, or whose counts cannot be encoded, is [refused](Refusal) as a whole. The payload is contiguous,
/// so an event is one data descriptor to ETW, and the limit of 128 descriptors cannot be reached. Copying the few bytes of a
/// usual event costs less than the kernel's work for each further descriptor.
pub struct Payload<'a> {
    buffer: Buffer<'a>,
    refusal: Option<Refusal>,
}

impl<'a> Payload<'a> {
    /// Starts a payload in memory of the caller, whose length is the limit.
    #[must_use]
    #[inline]
    pub fn new(storage: Storage<'a>) -> Self {
        Self {
            buffer: Buffer::new(storage),
            refusal: None,
        }
    }

    /// Returns the payload.
    ///
    /// # Errors
    /// The event is refused.
    #[inline]
    pub fn finish(self) -> Encoded<'a> {
        match self.refusal {
            None => Ok(self.buffer.into_bytes()),
            Some(refusal) => Err(refusal),
        }
    }

    /// Appends bytes, or refuses the event if they do not fit.
    // All methods are inline: a call that passes the address of `self` would force the cursor out of registers.
    #[inline]
    fn append(&mut self, write: impl FnOnce(Cursor<'a>) -> Option<Cursor<'a>>) {
        if self.buffer.append(write).is_none() {
            self.refuse(Refusal::TooLarge);
        }
    }
}

/// Implements a method for each integer and floating point type.
macro_rules! numbers {
    ($($name:ident)*) => {$(
        #[doc = concat!("Writes a `", stringify!($name), "`.")]
        #[inline]
        pub fn $name(&mut self, value: $name) {
            self.push(value.to_le_bytes());
        }
    )*};
}

/// Counts by the integers that hold them.
macro_rules! counts {
    ($($name:ident: $type:ident)*) => {$(
        #[doc = concat!("Writes the common length of fields as a `", stringify!($type), "`; 0 if there are no fields.")]
        ///
        /// Fields that share a count must have one length, and the count must be able to hold it.
        #[inline]
        pub fn $name(&mut self, lengths: impl IntoIterator<Item = usize>) {
            if let Some(count) = self.common_length(lengths) {
                self.$type(count);
            }
        }
    )*};
}

impl Payload<'_> {
    numbers! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 }
    counts! { count_u8: u8 count_u16: u16 count_u32: u32 }

    /// Writes each element by `write`.
    #[inline]
    pub fn array<E: IntoElements>(
        &mut self,
        elements: E,
        mut write: impl FnMut(&mut Self, E::Item),
    ) {
        for element in elements.into_elements() {
            write(self, element);
        }
    }

    /// Writes a boolean in one byte.
    #[inline]
    pub fn bool8(&mut self, value: bool) {
        self.u8(value.into());
    }

    /// Writes a boolean in four bytes, the Windows `BOOL`.
    #[inline]
    pub fn bool32(&mut self, value: bool) {
        self.u32(value.into());
    }

    /// Writes an address in the width of this process.
    #[inline]
    pub fn pointer(&mut self, address: usize) {
        self.push(address.to_le_bytes());
    }

    /// Writes a port, big endian.
    #[inline]
    pub fn port(&mut self, port: Port) {
        self.push(port.0.to_be_bytes());
    }

    /// Writes the four octets of an address.
    #[inline]
    pub fn ipv4(&mut self, address: Ipv4Addr) {
        self.push(address.octets());
    }

    /// Writes the sixteen octets of an address.
    #[inline]
    pub fn ipv6(&mut self, address: Ipv6Addr) {
        self.push(address.octets());
    }

    /// Writes a GUID in Windows memory order.
    #[inline]
    pub fn guid(&mut self, guid: Guid) {
        self.push(guid.to_bytes());
    }

    /// Writes a `FILETIME`.
    #[inline]
    pub fn file_time(&mut self, time: FileTime) {
        self.u64(time.0);
    }

    /// Writes a `SYSTEMTIME`.
    #[inline]
    pub fn date_time(&mut self, time: DateTime) {
        self.push(time.to_bytes());
    }

    /// Writes a security identifier.
    #[inline]
    pub fn sid(&mut self, sid: Sid<'_>) {
        self.bytes(sid.as_bytes());
    }

    /// Writes bytes whose number the reader knows.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.append(|cursor| cursor.push_each(bytes, |byte| [byte]));
    }

    /// Writes code units whose number the reader knows.
    #[inline]
    pub fn u16_slice(&mut self, units: &[u16]) {
        self.append(|cursor| cursor.push_each(units, u16::to_le_bytes));
    }

    /// Writes text and a NUL; a NUL within the text becomes U+FFFD.
    #[inline]
    pub fn unicode_string<'t>(&mut self, text: impl Into<Text<'t>>) {
        let text = text.into();
        self.append(|cursor| push_text(cursor, text, REPLACEMENT_CHARACTER)?.push([0; 2]));
    }

    /// Writes text whose length in code units the reader knows.
    #[inline]
    pub fn unicode_counted<'t>(&mut self, text: impl Into<Text<'t>>) {
        let text = text.into();
        self.append(|cursor| push_text(cursor, text, 0));
    }

    /// Writes a 16-bit count of bytes, then the text.
    #[inline]
    pub fn counted_unicode_string<'t>(&mut self, text: impl Into<Text<'t>>) {
        let text = text.into();
        self.byte_count(text.len() * 2);
        self.unicode_counted(text);
    }

    /// Writes bytes and a NUL; a NUL within them becomes `?`.
    #[inline]
    pub fn ansi_string<'t>(&mut self, text: impl Into<AnsiText<'t>>) {
        let bytes = text.into().as_bytes();
        self.append(|cursor| push_ansi(cursor, bytes));
    }

    /// Writes text whose length in bytes the reader knows.
    #[inline]
    pub fn ansi_counted<'t>(&mut self, text: impl Into<AnsiText<'t>>) {
        self.bytes(text.into().as_bytes());
    }

    /// Writes a 16-bit count of bytes, then the text.
    #[inline]
    pub fn counted_ansi_string<'t>(&mut self, text: impl Into<AnsiText<'t>>) {
        self.counted_binary(text.into().as_bytes());
    }

    /// Writes a 16-bit count of bytes, then the bytes.
    #[inline]
    pub fn counted_binary(&mut self, bytes: &[u8]) {
        self.byte_count(bytes.len());
        self.bytes(bytes);
    }

    /// Writes a 16-bit count of the bytes that follow.
    #[inline]
    fn byte_count(&mut self, size: usize) {
        match u16::try_from(size) {
            Ok(size) => self.u16(size),
            Err(_) => self.refuse(Refusal::CountTooLarge),
        }
    }

    #[inline]
    fn common_length<C: TryFrom<usize>>(
        &mut self,
        lengths: impl IntoIterator<Item = usize>,
    ) -> Option<C> {
        let mut lengths = lengths.into_iter();
        let length = lengths.next().unwrap_or(0);
        if lengths.any(|other| other != length) {
            self.refuse(Refusal::CountMismatch);
            return None;
        }
        let count = C::try_from(length).ok();
        if count.is_none() {
            self.refuse(Refusal::CountTooLarge);
        }
        count
    }

    #[inline]
    fn push<const N: usize>(&mut self, bytes: [u8; N]) {
        self.append(|cursor| cursor.push(bytes));
    }

    /// Refuses the event, for the first reason that is found. Later fields are encoded without an effect.
    #[inline]
    fn refuse(&mut self, refusal: Refusal) {
        if self.refusal.is_none() {
            self.refusal = Some(refusal);
        }
    }
}

/// The elements of a field with a count, as [`Payload::array`] takes them: a slice or array of an event, an [`Array`] of a view.
pub trait IntoElements {
    /// The type of an element.
    type Item;

    /// Returns the elements in order.
    fn into_elements(self) -> impl Iterator<Item = Self::Item>;
}

impl<T: Copy> IntoElements for &[T] {
    type Item = T;

    #[inline]
    fn into_elements(self) -> impl Iterator<Item = T> {
        self.iter().copied()
    }
}

impl<T: Copy, const N: usize> IntoElements for &[T; N] {
    type Item = T;

    #[inline]
    fn into_elements(self) -> impl Iterator<Item = T> {
        self.iter().copied()
    }
}

impl<X> IntoElements for Array<'_, X> {
    type Item = X;

    #[inline]
    fn into_elements(self) -> impl Iterator<Item = X> {
        self.iter()
    }
}
