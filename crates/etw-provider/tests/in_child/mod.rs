//! Runs code in a child that is a fork of this process.
#![allow(unsafe_code, reason = "system calls")]
#![allow(dead_code, reason = "each test binary uses a part of this module")]

use core::ffi::{c_int, c_uint};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How long a child may take before it counts as waiting for ever.
const SECONDS: c_uint = 20;

/// Forks and runs the code in the child; fails if the code panics, crashes or does not come to an end there.
#[track_caller]
pub(crate) fn in_child(code: impl FnOnce()) {
    // SAFETY: the child runs the code and ends without running what other threads or exit handlers would.
    let child = unsafe { fork() };
    assert!(child >= 0, "no child");
    if child == 0 {
        // SAFETY: neither call has conditions; the signal ends the process.
        unsafe {
            alarm(SECONDS);
            _exit(catch_unwind(AssertUnwindSafe(code)).is_err().into())
        }
    }
    let mut status = -1;
    // SAFETY: the status is valid for the call.
    let ended = unsafe { waitpid(child, &raw mut status, 0) };
    assert_eq!(ended, child);
    assert_eq!(
        status, 0,
        "14 for one that waits for ever, 256 for one that panics"
    );
}

// Part of the C library, which the standard library links in any case.
unsafe extern "C" {
    fn fork() -> c_int;
    fn waitpid(child: c_int, status: *mut c_int, options: c_int) -> c_int;
    fn alarm(seconds: c_uint) -> c_uint;
    fn _exit(status: c_int) -> !;
}
