//! [`Buffer`]: uninitialised memory that is filled from the front.
#![allow(
    unsafe_code,
    reason = "clearing a stack buffer would cost more than filling it"
)]

use core::mem::{MaybeUninit, take};

/// The free rest of memory that is filled from the front.
///
/// It is passed by value, so that it stays in registers. In memory it would be read and written for each field.
///
/// Invariant: it moves forward only over initialised bytes.
#[derive(Default)]
pub(crate) struct Cursor<'a> {
    rest: &'a mut [MaybeUninit<u8>],
}

impl Cursor<'_> {
    /// Appends these bytes; `None` if they do not fit.
    #[inline]
    pub(crate) fn push<const N: usize>(self, bytes: [u8; N]) -> Option<Self> {
        let (slot, rest) = self.rest.split_first_chunk_mut()?;
        *slot = bytes.map(MaybeUninit::new);
        Some(Self { rest })
    }

    /// Appends `N` bytes for each element; `None` if they do not fit.
    #[inline]
    pub(crate) fn push_each<T: Copy, const N: usize>(
        self,
        elements: &[T],
        encode: impl Fn(T) -> [u8; N],
    ) -> Option<Self> {
        // Cannot overflow: a slice has at most `isize::MAX` bytes.
        let size = size_of_val(elements) / size_of::<T>() * N;
        let (slots, rest) = self.rest.split_at_mut_checked(size)?;
        for (slot, &element) in slots.chunks_exact_mut(N).zip(elements) {
            slot.copy_from_slice(&encode(element).map(MaybeUninit::new));
        }
        Some(Self { rest })
    }

    /// Appends each byte followed by a zero. Returns the cursor unmoved as an error if a byte is zero or not ASCII, or if they do
    /// not fit.
    #[inline]
    pub(crate) fn push_plain(self, bytes: &[u8]) -> Result<Self, Self> {
        // A slice has at most `isize::MAX` bytes, so twice that does not overflow.
        let size = bytes.len() * 2;
        let Some(slots) = self.rest.get_mut(..size) else {
            return Err(self);
        };
        let is_plain = match bytes.len() {
            16.. => widen::<16, 32>(bytes, slots),
            8.. => widen::<8, 16>(bytes, slots),
            _ => widen::<1, 2>(bytes, slots),
        };
        if is_plain {
            Ok(Self {
                rest: &mut self.rest[size..],
            })
        } else {
            Err(self)
        }
    }

    /// Appends these units of two bytes; `None` if they do not fit.
    #[inline]
    pub(crate) fn extend(self, units: impl Iterator<Item = u16>) -> Option<Self> {
        let mut slots = self.rest.chunks_exact_mut(2);
        let mut size = 0;
        for unit in units {
            slots
                .next()?
                .copy_from_slice(&unit.to_le_bytes().map(MaybeUninit::new));
            size += 2;
        }
        Some(Self {
            rest: &mut self.rest[size..],
        })
    }
}

/// Fills all slots with bytes and zeros, `N` bytes at a time, and returns `true` if all bytes are ASCII and none is zero. The
/// last `N` may overlap those before, so no byte remains.
#[inline]
fn widen<const N: usize, const TWICE: usize>(bytes: &[u8], slots: &mut [MaybeUninit<u8>]) -> bool {
    // Its top bit is set if a byte is not ASCII or is zero.
    let mut special = [0_u8; N];
    // The compiler knows the number of bytes, so each of the two loops becomes one or two vector instructions.
    let mut one = |slots: &mut [MaybeUninit<u8>; TWICE], bytes: &[u8; N]| {
        for (special, &byte) in special.iter_mut().zip(bytes) {
            *special |= byte | byte.wrapping_sub(1);
        }
        for (slot, &byte) in slots.chunks_exact_mut(2).zip(bytes) {
            slot.copy_from_slice(&[byte, 0].map(MaybeUninit::new));
        }
    };
    if let (Some(slots), Some(bytes)) = (slots.last_chunk_mut(), bytes.last_chunk()) {
        one(slots, bytes);
    }
    let (mut slots, mut bytes) = (slots, bytes);
    while let (Some((slot, more_slots)), Some((byte, more_bytes))) =
        (slots.split_first_chunk_mut(), bytes.split_first_chunk())
    {
        one(slot, byte);
        (slots, bytes) = (more_slots, more_bytes);
    }
    special.iter().fold(0, |all, byte| all | byte) < 0x80
}

/// Memory that is filled from the front.
///
/// Invariant: the cursor began at `start`, and the memory is borrowed for as long as the buffer lives.
pub(crate) struct Buffer<'a> {
    start: *const u8,
    cursor: Cursor<'a>,
}

impl<'a> Buffer<'a> {
    #[inline]
    pub(crate) fn new(storage: &'a mut [MaybeUninit<u8>]) -> Self {
        Self {
            start: storage.as_ptr().cast(),
            cursor: Cursor { rest: storage },
        }
    }

    /// Passes the cursor to `write`, which returns it after the bytes that it appends. Returns `None` if they do not fit.
    /// After that the buffer has no room left.
    #[inline]
    pub(crate) fn append(
        &mut self,
        write: impl FnOnce(Cursor<'a>) -> Option<Cursor<'a>>,
    ) -> Option<()> {
        self.cursor = write(take(&mut self.cursor))?;
        Some(())
    }

    /// Returns the appended bytes. The caller has checked that all of them did fit.
    #[inline]
    pub(crate) fn into_bytes(self) -> &'a [u8] {
        let end: *const u8 = self.cursor.rest.as_ptr().cast();
        let size = end.addr() - self.start.addr();
        // SAFETY:
        // * `start` and `size` span the bytes that the cursor has moved over, which are initialised by its invariant.
        // * That memory stays mutably borrowed for 'a, and `self`, the only way to write to it, is gone.
        unsafe { core::slice::from_raw_parts(self.start, size) }
    }
}

#[cfg(test)]
mod tests {
    use super::Buffer;
    use core::mem::MaybeUninit;

    #[test]
    fn it_fills_to_the_last_byte() {
        let mut storage = [MaybeUninit::uninit(); 7];
        let mut buffer = Buffer::new(&mut storage);
        let done = buffer.append(|cursor| {
            let cursor = cursor.push([1, 2])?;
            let cursor = cursor.push_each(&[3_u8, 4, 5], |byte| [byte])?;
            cursor.extend([0x0706].into_iter())
        });
        assert_eq!(done, Some(()));
        assert_eq!(buffer.into_bytes(), [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn what_does_not_fit_leaves_no_room() {
        let full = |buffer: &mut Buffer<'_>| buffer.append(|cursor| cursor.push([0])).is_none();
        let mut storage = [MaybeUninit::uninit(); 3];
        let mut buffer = Buffer::new(&mut storage);
        assert_eq!(buffer.append(|cursor| cursor.push([1; 4])), None);
        assert!(full(&mut buffer));
        let mut buffer = Buffer::new(&mut storage);
        let twice = |byte| [byte, byte];
        assert_eq!(
            buffer.append(|cursor| cursor.push_each(&[1_u8, 2], twice)),
            None
        );
        assert!(full(&mut buffer));
        let mut buffer = Buffer::new(&mut storage);
        let units = [1, 2].into_iter();
        assert_eq!(buffer.append(|cursor| cursor.extend(units)), None);
        assert!(full(&mut buffer));
    }
}
