//! [`Link`]: a reference in a list that threads read while it grows.
#![allow(unsafe_code, reason = "`core` has no atomic reference")]

use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A reference that is set once. Reading it takes one load.
pub(crate) struct Link<T: 'static>(AtomicPtr<T>);

impl<T: Sync> Link<T> {
    pub(crate) const fn new() -> Self {
        Self(AtomicPtr::new(ptr::null_mut()))
    }

    pub(crate) fn get(&self) -> Option<&'static T> {
        // SAFETY: the pointer is null or comes from the `&'static T` that `set` was given. `T` is `Sync`, and the Acquire here
        // pairs with the Release there.
        unsafe { self.0.load(Ordering::Acquire).as_ref() }
    }

    pub(crate) fn set(&self, target: &'static T) {
        self.0
            .store(ptr::from_ref(target).cast_mut(), Ordering::Release);
    }
}
