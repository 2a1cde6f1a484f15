//! A growing little-endian buffer. Offsets and sizes that are not known yet are reserved and filled in later.
//!
//! Offsets have the type of their target, so that the offset of a level cannot be stored where that of a task belongs.

use std::marker::PhantomData;

use super::structure::Structure;

/// The offset of a `T` from the first byte.
pub(crate) struct Offset<T> {
    at: u32,
    target: PhantomData<fn() -> T>,
}

impl<T> Offset<T> {
    pub(crate) fn at(offset: usize) -> Self {
        Self {
            at: narrow32(offset),
            target: PhantomData,
        }
    }

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
#[must_use = "a reserved offset must be filled"]
pub(crate) struct Slot<T> {
    at: usize,
    target: PhantomData<fn() -> T>,
}

/// Four reserved bytes that will hold a size, and the offset from which it counts.
#[must_use = "a reserved size must be filled"]
pub(crate) struct SizeSlot {
    at: usize,
    from: usize,
}

/// A text, as the target of an offset.
pub(crate) struct Text;

/// The buffer.
#[derive(Default)]
pub(crate) struct Bytes {
    bytes: Vec<u8>,
}

/// Narrows a size to 32 bits. `lower` rejects manifests with larger ones.
pub(crate) fn narrow32(size: usize) -> u32 {
    u32::try_from(size).expect("lower bounds the size of everything written")
}

/// Narrows a count to 16 bits. `lower` rejects manifests with larger ones.
pub(crate) fn narrow16(count: usize) -> u16 {
    u16::try_from(count).expect("lower bounds every count of 16 bits")
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

    pub(crate) fn put<S: Structure>(&mut self, structure: &S) {
        structure.write(self);
    }

    /// Writes a structure whose second four bytes will hold the size of everything from its start.
    pub(crate) fn put_sized<S: Structure>(&mut self, structure: &S) -> SizeSlot {
        let from = self.len();
        self.put(structure);
        SizeSlot { at: from + 4, from }
    }

    /// Writes a structure whose last four bytes will hold the size of everything after it.
    pub(crate) fn put_counted<S: Structure>(&mut self, structure: &S) -> SizeSlot {
        self.put(structure);
        let from = self.len();
        SizeSlot { at: from - 4, from }
    }

    /// Writes a structure whose last four bytes will hold an offset.
    pub(crate) fn put_open<S: Structure, T>(&mut self, structure: &S) -> Slot<T> {
        self.put(structure);
        Slot {
            at: self.len() - 4,
            target: PhantomData,
        }
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(crate) fn zeros(&mut self, count: usize) {
        self.bytes.resize(self.bytes.len() + count, 0);
    }

    /// Writes zeros up to a multiple of `alignment`, counted from the first byte.
    pub(crate) fn align(&mut self, alignment: usize) {
        self.align_from(0, alignment);
    }

    /// Writes zeros up to a multiple of `alignment`, counted from `start`.
    pub(crate) fn align_from(&mut self, start: usize, alignment: usize) {
        let length = self.bytes.len() - start;
        self.zeros(length.next_multiple_of(alignment) - length);
    }

    /// Writes UTF-16 without a NUL.
    pub(crate) fn utf16(&mut self, text: &str) {
        text.encode_utf16().for_each(|unit| self.put(&unit));
    }

    /// Writes UTF-16 with a NUL.
    pub(crate) fn utf16_z(&mut self, text: &str) {
        self.utf16(text);
        self.put(&0_u16);
    }

    /// Returns the offset of the next byte.
    pub(crate) fn here<T>(&self) -> Offset<T> {
        Offset::at(self.bytes.len())
    }

    /// Reserves four bytes for an offset; 0 until filled.
    pub(crate) fn reserve<T>(&mut self) -> Slot<T> {
        self.put_open(&0_u32)
    }

    /// Fills with the offset of the next byte.
    #[allow(clippy::needless_pass_by_value, reason = "a slot is filled once")]
    pub(crate) fn fill_here<T>(&mut self, slot: Slot<T>) {
        let here = self.here::<T>();
        self.set(slot.at, here.at);
    }

    /// Fills with the offset of the next byte and a flag in a bit that no offset needs.
    #[allow(clippy::needless_pass_by_value, reason = "a slot is filled once")]
    pub(crate) fn fill_flagged<T>(&mut self, slot: Slot<T>, flag: u32) {
        let here = self.here::<T>().at;
        debug_assert_eq!(here & flag, 0, "the flag's bit is taken");
        self.set(slot.at, here | flag);
    }

    /// Overwrites four bytes that were written as 0.
    pub(crate) fn patch<T>(&mut self, offset: Offset<T>, value: u32) {
        self.set(offset.at as usize, value);
    }

    /// Overwrites two bytes that were written as 0.
    #[cfg(feature = "tools")]
    pub(crate) fn patch16(&mut self, at: usize, value: u16) {
        debug_assert_eq!(self.bytes[at..at + 2], [0; 2], "filled twice");
        self.bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }

    /// Fills with the number of bytes written since.
    #[allow(clippy::needless_pass_by_value, reason = "a slot is filled once")]
    pub(crate) fn fill_size(&mut self, slot: SizeSlot) {
        let size = narrow32(self.bytes.len() - slot.from);
        self.set(slot.at, size);
    }

    fn set(&mut self, at: usize, value: u32) {
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
        let size = bytes.put_sized(&[7_u32, 0]);
        let name = bytes.reserve::<Text>();
        bytes.fill_here(name);
        bytes.utf16("a😀");
        bytes.align(4);
        bytes.fill_size(size);
        let expected = [
            7, 0, 0, 0, 20, 0, 0, 0, 12, 0, 0, 0, 0x61, 0, 0x3D, 0xD8, 0x00, 0xDE, 0, 0,
        ];
        assert_eq!(bytes.into_vec(), expected);
    }
}
