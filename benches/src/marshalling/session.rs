//! Copies the payload as the system does: one descriptor after another, into the buffer of a session.

use std::hint::black_box;
use std::mem::MaybeUninit;

/// Copies the parts of an event one after another.
pub(super) fn store<'a>(parts: impl IntoIterator<Item = &'a [u8]>) {
    let mut buffer = [MaybeUninit::<u8>::uninit(); 1024];
    let mut rest: &mut [MaybeUninit<u8>] = &mut buffer;
    for part in parts {
        let (target, behind) = rest.split_at_mut(part.len());
        target.write_copy_of_slice(part);
        rest = behind;
    }
    black_box(buffer.as_ptr());
}
