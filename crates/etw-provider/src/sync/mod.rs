//! The atomics and locks of the crate: those of `core` and `std`; in a model of it, stand-ins whose every order of events
//! `loom` tries out. See `docs/concurrency.md`.

#[cfg(loom)]
mod model;
#[cfg(loom)]
pub(crate) use model::*;

#[cfg(not(loom))]
pub(crate) use core::sync::atomic;
#[cfg(all(not(loom), feature = "std"))]
pub(crate) use std::sync::{Mutex, MutexGuard, OnceLock, RwLock};

/// Lets another thread run; without `std` there is no way to.
#[cfg(not(loom))]
pub(crate) fn let_others_run() {
    #[cfg(feature = "std")]
    std::thread::yield_now();
    #[cfg(not(feature = "std"))]
    core::hint::spin_loop();
}

/// A `const fn`, which in a model is a `fn`: the atomics of a model come into being as it runs.
macro_rules! const_unless_loom {
    ($(#[$attribute:meta])* $visibility:vis const fn $($rest:tt)*) => {
        #[cfg(not(loom))]
        $(#[$attribute])* $visibility const fn $($rest)*
        #[cfg(loom)]
        $(#[$attribute])* $visibility fn $($rest)*
    };
}
pub(crate) use const_unless_loom;
