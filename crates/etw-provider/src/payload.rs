//! [`Payload`]: the fields of an event, one after another, as the bytes that decoders read.

use core::net::{Ipv4Addr, Ipv6Addr};

use crate::buffer::{Buffer, Cursor};
use crate::transcode::push_text;
use crate::{
    AnsiText, DateTime, Encoded, FileTime, Guid, Port, Refusal, Sid, Storage, UnicodeText,
};

/// The most bytes that the data of one event may take.
///
/// ETW stores the size of an event with its headers in 16 bits and aligns it to 8 bytes, which leaves
/// 65,528. The event header takes 80 of them and a related activity id 24. An event within this limit is
/// still too large for a session that asks for a stack trace or other extended data if that no longer
/// fits; ETW then reports it, and [`Outcome::Failed`](crate::Outcome::Failed) passes that on.
pub const MAX_PAYLOAD: usize = 65_528 - 80 - 24;

/// U+FFFD as a UTF-16 code unit.
const REPLACEMENT_CHARACTER: u16 = 0xFFFD;

/// Writes the fields of an event, little endian, without alignment or padding.
///
/// What does not fit, or cannot be said, makes the event [refused](Refusal) as a whole: nothing is ever
/// cut. The payload is contiguous, so that an event is one data descriptor to ETW however many fields it
/// has, and the limit of 128 descriptors cannot be hit; copying the few bytes of a usual event costs less
/// than the kernel's work on each further descriptor.
pub struct Payload<'a> {
    buffer: Buffer<'a>,
    refusal: Option<Refusal>,
}

impl<'a> Payload<'a> {
    /// Nothing, in memory of the caller, whose length is the limit.
    #[must_use]
    #[inline]
    pub fn new(storage: Storage<'a>) -> Self {
        Self {
            buffer: Buffer::new(storage),
            refusal: None,
        }
    }

    /// What has been written.
    ///
    /// # Errors
    /// The reason why the event cannot be written whole.
    #[inline]
    pub fn finish(self) -> Encoded<'a> {
        match self.refusal {
            None => Ok(self.buffer.into_bytes()),
            Some(refusal) => Err(refusal),
        }
    }

    /// Appends, or refuses what does not fit.
    // Everything that takes `self` is inline: what is called with its address could not keep the cursor in registers.
    #[inline]
    fn append(&mut self, write: impl FnOnce(Cursor<'a>) -> Option<Cursor<'a>>) {
        if self.buffer.append(write).is_none() {
            self.refuse(Refusal::TooLarge);
        }
    }
}

/// Integers and floating point numbers by their little endian bytes.
macro_rules! numbers {
    ($($name:ident)*) => {$(
        #[doc = concat!("Writes a `", stringify!($name), "`.")]
        #[inline]
        pub fn $name(&mut self, value: $name) {
            self.push(value.to_le_bytes());
        }
    )*};
}

/// Counting items: all fields that share one must have one length, and it must fit.
macro_rules! counts {
    ($($name:ident $each:ident: $type:ident)*) => {$(
        #[doc = concat!("Writes the common length of fields as a `", stringify!($type), "`.")]
        #[inline]
        pub fn $name(&mut self, lengths: &[usize]) {
            self.$each(lengths.iter().copied());
        }

        #[doc = concat!("Writes the common length of the elements of fields as a `", stringify!($type), "`; 0 if there is none.")]
        #[inline]
        pub fn $each(&mut self, lengths: impl IntoIterator<Item = usize>) {
            if let Some(count) = self.common_length(lengths) {
                self.$type(count);
            }
        }
    )*};
}

impl Payload<'_> {
    numbers! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 }
    counts! {
        count_u8 count_u8_each: u8
        count_u16 count_u16_each: u16
        count_u32 count_u32_each: u32
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
    pub fn unicode_string<T: UnicodeText + ?Sized>(&mut self, text: &T) {
        self.append(|cursor| {
            push_text(cursor, text.as_text(), REPLACEMENT_CHARACTER)?.push([0; 2])
        });
    }

    /// Writes text whose length in code units the reader knows.
    #[inline]
    pub fn unicode_counted<T: UnicodeText + ?Sized>(&mut self, text: &T) {
        self.append(|cursor| push_text(cursor, text.as_text(), 0));
    }

    /// Writes a 16-bit count of bytes, then the text.
    #[inline]
    pub fn counted_unicode_string<T: UnicodeText + ?Sized>(&mut self, text: &T) {
        self.byte_count(text.utf16_len() * 2);
        self.unicode_counted(text);
    }

    /// Writes bytes and a NUL; a NUL within them becomes `?`.
    #[inline]
    pub fn ansi_string<A: AnsiText + ?Sized>(&mut self, text: &A) {
        let not_nul = |byte| if byte == 0 { b'?' } else { byte };
        let bytes = text.as_ansi();
        self.append(|cursor| cursor.push_each(bytes, |byte| [not_nul(byte)])?.push([0]));
    }

    /// Writes text whose length in bytes the reader knows.
    #[inline]
    pub fn ansi_counted<A: AnsiText + ?Sized>(&mut self, text: &A) {
        self.bytes(text.as_ansi());
    }

    /// Writes a 16-bit count of bytes, then the text.
    #[inline]
    pub fn counted_ansi_string<A: AnsiText + ?Sized>(&mut self, text: &A) {
        self.counted_binary(text.as_ansi());
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

    /// Refuses the event; the first reason stands. Fields that follow are still written, to no effect.
    #[inline]
    fn refuse(&mut self, refusal: Refusal) {
        if self.refusal.is_none() {
            self.refusal = Some(refusal);
        }
    }
}
