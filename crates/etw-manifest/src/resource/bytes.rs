//! A growing little-endian buffer in which offsets and sizes are reserved first and filled in once they are known.
//!
//! Knows nothing of what it holds. Offsets carry the type of what they point at, so that the place of a level cannot
//! be stored where the place of a task belongs.

use std::marker::PhantomData;

/// The place of a `T`, counted from the first byte.
pub(crate) struct Offset<T> {
    at: u32,
    target: PhantomData<fn() -> T>,
}

impl<T> Offset<T> {
    pub(crate) const fn get(self) -> u32 {
        self.at
    }
}

impl<T> Clone for Offset<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Offset<T> {}

/// Four reserved bytes that will hold an [`Offset`].
#[must_use = "a reserved place must be filled"]
pub(crate) struct Slot<T> {
    at: usize,
    target: PhantomData<fn() -> T>,
}

/// Four reserved bytes that will hold a size, and where the counting starts.
#[must_use = "a reserved size must be filled"]
pub(crate) struct SizeSlot {
    at: usize,
    from: usize,
}

/// Text that an offset points at.
pub(crate) struct Text;

/// The buffer.
#[derive(Default)]
pub(crate) struct Bytes {
    bytes: Vec<u8>,
}

/// The one place where a size becomes 32 bits wide. `resource::check` refuses a manifest that could get there.
pub(crate) fn narrow32(size: usize) -> u32 {
    u32::try_from(size).expect("resource::check bounds the size of everything written")
}

/// The one place where a count becomes 16 bits wide. `resource::check` refuses a manifest that could get there.
pub(crate) fn narrow16(count: usize) -> u16 {
    u16::try_from(count).expect("resource::check bounds every count of 16 bits")
}

impl Bytes {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn into_vec(self) -> Vec<u8> {
        self.bytes
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(crate) fn u16(&mut self, value: u16) {
        self.raw(&value.to_le_bytes());
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.raw(&value.to_le_bytes());
    }

    pub(crate) fn u64(&mut self, value: u64) {
        self.raw(&value.to_le_bytes());
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(crate) fn zeros(&mut self, count: usize) {
        self.bytes.resize(self.bytes.len() + count, 0);
    }

    /// Zeros up to a multiple of `alignment`, counted from the first byte.
    pub(crate) fn align(&mut self, alignment: usize) {
        self.align_from(0, alignment);
    }

    /// Zeros up to a multiple of `alignment`, counted from `start`.
    pub(crate) fn align_from(&mut self, start: usize, alignment: usize) {
        let length = self.bytes.len() - start;
        self.zeros(length.next_multiple_of(alignment) - length);
    }

    /// UTF-16 without an end mark; gives the number of units.
    pub(crate) fn utf16(&mut self, text: &str) -> usize {
        let before = self.bytes.len();
        for unit in text.encode_utf16() {
            self.u16(unit);
        }
        (self.bytes.len() - before) / 2
    }

    /// UTF-16 with a NUL.
    pub(crate) fn utf16_z(&mut self, text: &str) {
        self.utf16(text);
        self.u16(0);
    }

    /// The place of the next byte.
    pub(crate) fn here<T>(&self) -> Offset<T> {
        Offset {
            at: narrow32(self.bytes.len()),
            target: PhantomData,
        }
    }

    /// An offset that is known already.
    pub(crate) fn offset<T>(&mut self, offset: Offset<T>) {
        self.u32(offset.at);
    }

    /// An offset that is known already; 0 where there is none.
    pub(crate) fn optional_offset<T>(&mut self, offset: Option<Offset<T>>) {
        self.u32(offset.map_or(0, Offset::get));
    }

    /// Four bytes for an offset that is not known yet; 0 until filled.
    pub(crate) fn reserve<T>(&mut self) -> Slot<T> {
        let at = self.bytes.len();
        self.u32(0);
        Slot {
            at,
            target: PhantomData,
        }
    }

    #[allow(clippy::needless_pass_by_value, reason = "filling uses the place up")]
    pub(crate) fn fill<T>(&mut self, slot: Slot<T>, offset: Offset<T>) {
        self.put(slot.at, offset.at);
    }

    /// Fills with the place of the next byte.
    pub(crate) fn fill_here<T>(&mut self, slot: Slot<T>) {
        let here = self.here();
        self.fill(slot, here);
    }

    /// Fills with the place of the next byte and a flag in a bit that no place needs.
    #[allow(clippy::needless_pass_by_value, reason = "filling uses the place up")]
    pub(crate) fn fill_flagged<T>(&mut self, slot: Slot<T>, flag: u32) {
        let here = self.here::<T>().at;
        debug_assert_eq!(here & flag, 0, "the flag's bit is taken");
        self.put(slot.at, here | flag);
    }

    /// Overwrites four bytes at a place that is known.
    pub(crate) fn patch<T>(&mut self, place: Offset<T>, value: u32) {
        let at = place.at as usize;
        self.put(at, value);
    }

    /// Overwrites two bytes that were written as 0.
    #[cfg(feature = "tools")]
    pub(crate) fn patch16(&mut self, at: usize, value: u16) {
        debug_assert_eq!(self.bytes[at..at + 2], [0; 2], "filled twice");
        self.bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }

    /// Four bytes for a size that counts from byte `from`.
    pub(crate) fn reserve_size(&mut self, from: usize) -> SizeSlot {
        let at = self.bytes.len();
        self.u32(0);
        SizeSlot { at, from }
    }

    /// Fills with the number of bytes up to here.
    #[allow(clippy::needless_pass_by_value, reason = "filling uses the place up")]
    pub(crate) fn fill_size(&mut self, slot: SizeSlot) {
        let size = narrow32(self.bytes.len() - slot.from);
        self.put(slot.at, size);
    }

    fn put(&mut self, at: usize, value: u32) {
        debug_assert_eq!(self.bytes[at..at + 4], [0; 4], "filled twice");
        self.bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_reserved_holds_what_came_later() {
        let mut bytes = Bytes::new();
        let size = bytes.reserve_size(0);
        let name = bytes.reserve::<Text>();
        bytes.fill_here(name);
        assert_eq!(bytes.utf16("a😀"), 3);
        bytes.align(4);
        bytes.fill_size(size);
        let expected = [
            16, 0, 0, 0, 8, 0, 0, 0, 0x61, 0, 0x3D, 0xD8, 0x00, 0xDE, 0, 0,
        ];
        assert_eq!(bytes.into_vec(), expected);
    }
}
