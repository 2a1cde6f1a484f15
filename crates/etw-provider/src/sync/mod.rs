//! The atomics and locks of the crate. They are those of `core` and `std`, except in models, where `loom` tries every order of
//! events. See `docs/concurrency.md`.

#[cfg(not(loom))]
mod link;
#[cfg(loom)]
mod model;
#[cfg(loom)]
pub(crate) use model::*;

#[cfg(not(loom))]
pub(crate) use core::sync::atomic;
#[cfg(not(loom))]
pub(crate) use link::Link;
#[cfg(all(not(loom), feature = "std"))]
pub(crate) use std::sync::{Mutex, MutexGuard, OnceLock, RwLock};

/// Lets another thread run; without `std`, spins.
#[cfg(not(loom))]
pub(crate) fn let_others_run() {
    #[cfg(feature = "std")]
    std::thread::yield_now();
    #[cfg(not(feature = "std"))]
    core::hint::spin_loop();
}

/// Declares a `const fn` that is a `fn` in models, because the atomics of a model cannot be made at compile time.
macro_rules! const_unless_loom {
    ($(#[$attribute:meta])* $visibility:vis const fn $($rest:tt)*) => {
        #[cfg(not(loom))]
        $(#[$attribute])* $visibility const fn $($rest)*
        #[cfg(loom)]
        $(#[$attribute])* $visibility fn $($rest)*
    };
}
pub(crate) use const_unless_loom;
