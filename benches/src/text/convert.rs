//! Conversions; each writes UTF-16 units to memory that need not be initialised and returns their number.

use std::mem::MaybeUninit;

/// Writes a text as UTF-16; `None` if it does not fit.
pub trait Convert: Fn(&str, &mut [MaybeUninit<u16>]) -> Option<usize> {}

impl<F: Fn(&str, &mut [MaybeUninit<u16>]) -> Option<usize>> Convert for F {}

/// The standard library's iterator.
#[inline]
pub fn standard(text: &str, units: &mut [MaybeUninit<u16>]) -> Option<usize> {
    let mut length = 0;
    for unit in text.encode_utf16() {
        units.get_mut(length)?.write(unit);
        length += 1;
    }
    Some(length)
}

/// The usual code where most texts are ASCII: a loop that the compiler vectorises.
#[inline]
pub fn widen(text: &str, units: &mut [MaybeUninit<u16>]) -> Option<usize> {
    if !text.is_ascii() {
        return standard(text, units);
    }
    let units = units.get_mut(..text.len())?;
    for (unit, byte) in units.iter_mut().zip(text.bytes()) {
        unit.write(byte.into());
    }
    Some(text.len())
}

/// `encoding_rs`, which needs initialised memory.
#[cfg(feature = "comparisons")]
#[inline]
pub(super) fn with_encoding_rs(text: &str, units: &mut [u16]) -> Option<usize> {
    // As its documentation demands.
    (units.len() > text.len()).then(|| encoding_rs::mem::convert_str_to_utf16(text, units))
}

/// `simdutf`, which relies on the caller for enough room.
#[cfg(feature = "simdutf")]
#[inline]
pub(super) fn with_simdutf(text: &str, units: &mut [MaybeUninit<u16>]) -> Option<usize> {
    if units.len() < text.len() {
        return None;
    }
    // SAFETY: the text is valid UTF-8 and has no more UTF-16 units than bytes, so they fit.
    Some(unsafe {
        simdutf::convert_valid_utf8_to_utf16(text.as_ptr(), text.len(), units.as_mut_ptr().cast())
    })
}

/// A text and a NUL as UTF-16.
#[inline]
pub fn terminated<'a>(
    text: &str,
    units: &'a mut [MaybeUninit<u16>],
    convert: impl Convert,
) -> Option<&'a [u16]> {
    let (last, room) = units
        .len()
        .checked_sub(1)
        .map(|last| (last, &mut units[..last]))?;
    let length = convert(text, room)?;
    assert!(length <= last);
    units[length].write(0);
    // SAFETY: `convert` wrote the first `length` units, and one more was written here.
    Some(unsafe { units[..=length].assume_init_ref() })
}

/// Returns the bytes of numbers in memory.
#[must_use]
#[inline]
pub fn bytes<T: Number>(numbers: &[T]) -> &[u8] {
    // SAFETY: numbers have no padding or uninitialised bytes, and bytes need no alignment.
    unsafe { std::slice::from_raw_parts(numbers.as_ptr().cast(), size_of_val(numbers)) }
}

/// Types without padding.
///
/// # Safety
/// The type must not have padding.
pub unsafe trait Number {}

// SAFETY: integers have no padding.
unsafe impl Number for u16 {}
// SAFETY: as above.
unsafe impl Number for u32 {}
// SAFETY: as above.
unsafe impl Number for u64 {}
