//! The system calls that register and unregister an enable bit.
#![allow(unsafe_code, reason = "system calls")]
#![allow(
    clippy::cast_possible_truncation,
    reason = "sizes of structures and the number of a bit"
)]

use core::ffi::{CStr, c_int, c_ulong};
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

use crate::EnableWord;

/// Registers a tracepoint, whose state the kernel then keeps in a bit of the word. Returns the index with which its events
/// begin.
pub(super) fn register(
    file: &File,
    word: &'static EnableWord,
    declaration: &CStr,
) -> Result<u32, u32> {
    let mut request = Registration {
        size: size_of::<Registration>() as u32,
        enable_bit: EnableWord::USER_EVENTS_BIT as u8,
        enable_size: size_of::<u32>() as u8,
        flags: 0,
        enable_addr: word.as_ptr() as u64,
        name_args: declaration.as_ptr() as u64,
        write_index: 0,
    };
    // SAFETY:
    // * The structure has the layout of `struct user_reg` and its size, and is valid for the call.
    // * `name_args` is a string that ends with a NUL, valid for the call, which the kernel copies.
    // * `enable_addr` is the address of an atomic of four bytes in a static, which the kernel changes one
    //   bit of, atomically, from now on. A module that is unloaded must unregister first, which
    //   `Registration` documents.
    let code = unsafe { ioctl(file.as_raw_fd(), DIAG_IOCSREG, &raw mut request) };
    check(code)?;
    Ok(request.write_index)
}

/// Unregisters a word, so that the kernel no longer changes it.
pub(super) fn unregister(file: &File, word: &'static EnableWord) -> Result<(), u32> {
    let request = Unregistration {
        size: size_of::<Unregistration>() as u32,
        disable_bit: EnableWord::USER_EVENTS_BIT as u8,
        reserved: 0,
        reserved_2: 0,
        disable_addr: word.as_ptr() as u64,
    };
    // SAFETY: the structure has the layout of `struct user_unreg` and its size, and is valid for the call. The
    // kernel ignores an address that it does not know.
    let code = unsafe { ioctl(file.as_raw_fd(), DIAG_IOCSUNREG, &raw const request) };
    check(code)
}

fn check(code: c_int) -> Result<(), u32> {
    if code >= 0 {
        Ok(())
    } else {
        Err(error_number(&io::Error::last_os_error()))
    }
}

/// Returns the system's number of an error.
pub(super) fn error_number(error: &io::Error) -> u32 {
    let number = error.raw_os_error().and_then(|it| u32::try_from(it).ok());
    number.unwrap_or(super::EIO)
}

/// `struct user_reg`
#[repr(C, packed)]
struct Registration {
    size: u32,
    enable_bit: u8,
    enable_size: u8,
    flags: u16,
    enable_addr: u64,
    name_args: u64,
    write_index: u32,
}

/// `struct user_unreg`
#[repr(C, packed)]
struct Unregistration {
    size: u32,
    disable_bit: u8,
    reserved: u8,
    reserved_2: u16,
    disable_addr: u64,
}

/// Whether the processor is of a family with other bits for `_IOC_READ` and `_IOC_WRITE`.
const HAS_OTHER_BITS: bool = cfg!(any(
    target_arch = "mips",
    target_arch = "mips64",
    target_arch = "powerpc",
    target_arch = "powerpc64",
    target_arch = "sparc",
    target_arch = "sparc64"
));
const READ: c_ulong = if HAS_OTHER_BITS { 2 << 29 } else { 2 << 30 };
const WRITE: c_ulong = if HAS_OTHER_BITS { 4 << 29 } else { 1 << 30 };

/// Returns the number of a request whose argument is a pointer.
const fn request(direction: c_ulong, number: c_ulong) -> c_ulong {
    direction | (size_of::<*const u8>() as c_ulong) << 16 | (b'*' as c_ulong) << 8 | number
}

const DIAG_IOCSREG: c_ulong = request(READ | WRITE, 0);
const DIAG_IOCSUNREG: c_ulong = request(WRITE, 2);

// In the C library, which the standard library links anyway.
unsafe extern "C" {
    fn ioctl(file: c_int, request: c_ulong, ...) -> c_int;
}

#[cfg(test)]
mod tests {
    use super::{DIAG_IOCSREG, DIAG_IOCSUNREG, Registration, Unregistration};

    #[test]
    fn structures_and_requests_are_those_of_the_kernel() {
        assert_eq!(size_of::<Registration>(), 28);
        assert_eq!(size_of::<Unregistration>(), 16);
        if cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) {
            assert_eq!(DIAG_IOCSREG, 0xC008_2A00);
            assert_eq!(DIAG_IOCSUNREG, 0x4008_2A02);
        }
    }
}
