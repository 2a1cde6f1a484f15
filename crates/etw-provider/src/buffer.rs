//! [`Buffer`]: memory, not initialised in advance, that fills up from the front.
#![allow(
    unsafe_code,
    reason = "clearing a stack buffer before use would cost more than filling it"
)]

use core::mem::MaybeUninit;

/// Memory that fills up from the front.
///
/// Invariant: `len` is at most `storage.len()`, and the first `len` bytes are initialised.
pub(crate) struct Buffer<'a> {
    storage: &'a mut [MaybeUninit<u8>],
    len: usize,
}

impl<'a> Buffer<'a> {
    pub(crate) fn new(storage: &'a mut [MaybeUninit<u8>]) -> Self {
        Self { storage, len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Appends `N` bytes for each element; `None`, and nothing is appended, if they do not fit.
    #[inline]
    pub(crate) fn push_each<T: Copy, const N: usize>(
        &mut self,
        elements: &[T],
        encode: impl Fn(T) -> [u8; N],
    ) -> Option<()> {
        let slots = self.storage[self.len..].chunks_exact_mut(N);
        if slots.len() < elements.len() {
            return None;
        }
        for (slot, &element) in slots.zip(elements) {
            slot.copy_from_slice(&encode(element).map(MaybeUninit::new));
        }
        // Keeps the invariant: the loop wrote all of the `elements.len()` slots, which follow on from `len`.
        self.len += elements.len() * N;
        Some(())
    }

    /// Appends these bytes.
    #[inline]
    pub(crate) fn push<const N: usize>(&mut self, bytes: [u8; N]) -> Option<()> {
        self.push_each(&[bytes], |bytes| bytes)
    }

    /// Appends `M` bytes for each `N`, as long as `encode` gives some and they fit; returns how many of
    /// `bytes` were taken.
    #[inline]
    pub(crate) fn push_while<const N: usize, const M: usize>(
        &mut self,
        bytes: &[u8],
        encode: impl Fn([u8; N]) -> Option<[u8; M]>,
    ) -> usize {
        let slots = self.storage[self.len..].chunks_exact_mut(M);
        let mut taken = 0;
        for (slot, chunk) in slots.zip(bytes.chunks_exact(N)) {
            let Some(encoded) = chunk.first_chunk().and_then(|chunk| encode(*chunk)) else {
                break;
            };
            slot.copy_from_slice(&encoded.map(MaybeUninit::new));
            taken += 1;
        }
        // Keeps the invariant: the loop wrote the first `taken` slots, which follow on from `len`.
        self.len += taken * M;
        taken * N
    }

    /// Overwrites two bytes that were appended before.
    pub(crate) fn patch(&mut self, position: usize, bytes: [u8; 2]) {
        self.storage[position..][..2].copy_from_slice(&bytes.map(MaybeUninit::new));
    }

    /// What has been appended.
    pub(crate) fn into_bytes(self) -> &'a [u8] {
        let filled: *const [MaybeUninit<u8>] = &raw const self.storage[..self.len];
        // SAFETY:
        // * The first `len` bytes are initialised, by the invariant.
        // * `MaybeUninit<u8>` has the layout of `u8`.
        // * The storage stays mutably borrowed for 'a, and `self`, the only way to write to it, is gone.
        unsafe { &*(filled as *const [u8]) }
    }
}

#[cfg(test)]
mod tests {
    use super::Buffer;
    use core::mem::MaybeUninit;

    #[test]
    fn it_fills_to_the_last_byte_and_not_beyond() {
        let mut storage = [MaybeUninit::uninit(); 5];
        let mut buffer = Buffer::new(&mut storage);
        assert_eq!(buffer.push([1, 2]), Some(()));
        assert_eq!(buffer.push_each(&[3_u8, 4], |byte| [byte, 0]), None);
        assert_eq!(buffer.push_each(&[3_u8, 4, 5], |byte| [byte]), Some(()));
        assert_eq!(buffer.push([6]), None);
        buffer.patch(1, [7, 8]);
        assert_eq!(buffer.into_bytes(), [1, 7, 8, 4, 5]);
    }

    #[test]
    fn pushing_ends_where_the_encoding_or_the_room_does() {
        let mut storage = [MaybeUninit::uninit(); 8];
        let mut buffer = Buffer::new(&mut storage);
        let double = |[byte]: [u8; 1]| (byte != 0).then_some([byte, byte]);
        assert_eq!(buffer.push_while(&[1, 2, 0, 3], double), 2);
        assert_eq!(buffer.push_while(&[4, 5, 6], double), 2);
        assert_eq!(buffer.push_while(&[1, 2, 3], |pair: [u8; 2]| Some(pair)), 0);
        assert_eq!(buffer.into_bytes(), [1, 1, 2, 2, 4, 4, 5, 5]);
    }
}
