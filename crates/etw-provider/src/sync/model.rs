//! The atomics of `loom`, and locks made of them where those of `loom` do not promise the same as those of `std`.
//!
//! The protected value is in a lock of `std` inside, which is always free: one thread of a model runs at a time.

use std::sync::{self, LockResult, PoisonError, TryLockError, TryLockResult};

use core::ops::{Deref, DerefMut};

pub(crate) use loom::sync::{Mutex, MutexGuard};
pub(crate) use loom::thread::yield_now as let_others_run;

use atomic::{AtomicBool, AtomicUsize, Ordering};

/// Atomics of `loom` whose accesses all count as changes.
///
/// `loom` tries the other order of two accesses only if one of them is a change and it remembers the other, and it remembers
/// only the last access of each atomic. After loads by two threads it has forgotten the first load, and would never try it
/// after a change by the second thread. So each access is preceded by a relaxed change of another atomic, which `loom`
/// remembers and which orders nothing.
pub(crate) mod atomic {
    pub(crate) use loom::sync::atomic::Ordering;

    macro_rules! atomics {
        ($($name:ident $type:ty { $($function:ident($($argument:ident: $of:ty),*) -> $result:ty;)* })*) => {$(
            pub(crate) struct $name {
                value: loom::sync::atomic::$name,
                accesses: loom::sync::atomic::AtomicBool,
            }

            impl $name {
                pub(crate) fn new(value: $type) -> Self {
                    Self {
                        value: loom::sync::atomic::$name::new(value),
                        accesses: loom::sync::atomic::AtomicBool::new(false),
                    }
                }

                $(pub(crate) fn $function(&self, $($argument: $of),*) -> $result {
                    self.accesses.swap(true, Ordering::Relaxed);
                    self.value.$function($($argument),*)
                })*
            }

            impl core::fmt::Debug for $name {
                fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    formatter.write_str(stringify!($name))
                }
            }
        )*};
    }

    atomics! {
        AtomicBool bool {
            load(order: Ordering) -> bool;
            store(value: bool, order: Ordering) -> ();
            swap(value: bool, order: Ordering) -> bool;
        }
        AtomicU8 u8 {
            load(order: Ordering) -> u8;
            store(value: u8, order: Ordering) -> ();
            compare_exchange(old: u8, new: u8, success: Ordering, failure: Ordering) -> Result<u8, u8>;
        }
        AtomicU32 u32 {
            load(order: Ordering) -> u32;
            store(value: u32, order: Ordering) -> ();
            fetch_add(value: u32, order: Ordering) -> u32;
            fetch_sub(value: u32, order: Ordering) -> u32;
            fetch_or(bits: u32, order: Ordering) -> u32;
            fetch_and(bits: u32, order: Ordering) -> u32;
        }
        AtomicU64 u64 {
            load(order: Ordering) -> u64;
            store(value: u64, order: Ordering) -> ();
            swap(value: u64, order: Ordering) -> u64;
        }
        AtomicUsize usize {
            load(order: Ordering) -> usize;
            store(value: usize, order: Ordering) -> ();
            fetch_add(value: usize, order: Ordering) -> usize;
            fetch_sub(value: usize, order: Ordering) -> usize;
            compare_exchange(old: usize, new: usize, success: Ordering, failure: Ordering) -> Result<usize, usize>;
        }
    }
}

/// A value that the first thread sets; others that would set it meanwhile wait.
pub(crate) struct OnceLock<T> {
    is_set: AtomicBool,
    setting: Mutex<()>,
    value: sync::OnceLock<T>,
}

impl<T> OnceLock<T> {
    pub(crate) fn new() -> Self {
        Self {
            is_set: AtomicBool::new(false),
            setting: Mutex::new(()),
            value: sync::OnceLock::new(),
        }
    }

    pub(crate) fn get(&self) -> Option<&T> {
        let is_set = self.is_set.load(Ordering::Acquire);
        self.value.get().filter(|_| is_set)
    }

    pub(crate) fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.get_or_init(|| value.take().expect("called once"));
        value.map_or(Ok(()), Err)
    }

    pub(crate) fn get_or_init(&self, init: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.get() {
            return value;
        }
        let _setting = self.setting.lock().unwrap_or_else(PoisonError::into_inner);
        let value = self.value.get_or_init(init);
        self.is_set.store(true, Ordering::Release);
        value
    }
}

/// A reference that is set once.
pub(crate) struct Link<T: 'static>(OnceLock<&'static T>);

impl<T> Link<T> {
    pub(crate) fn new() -> Self {
        Self(OnceLock::new())
    }

    pub(crate) fn get(&self) -> Option<&'static T> {
        self.0.get().copied()
    }

    pub(crate) fn set(&self, target: &'static T) {
        self.0.get_or_init(|| target);
    }
}

/// Many readers or one writer. `loom` has one too, but its `try_read` may wait.
pub(crate) struct RwLock<T> {
    /// The number of readers, or [`WRITER`].
    state: AtomicUsize,
    value: sync::RwLock<T>,
}

const WRITER: usize = usize::MAX;

impl<T> RwLock<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            state: AtomicUsize::new(0),
            value: sync::RwLock::new(value),
        }
    }

    pub(crate) fn try_read(&self) -> TryLockResult<ReadGuard<'_, T>> {
        let mut readers = self.state.load(Ordering::Relaxed);
        loop {
            if readers == WRITER {
                return Err(TryLockError::WouldBlock);
            }
            let (success, failure) = (Ordering::Acquire, Ordering::Relaxed);
            match self
                .state
                .compare_exchange(readers, readers + 1, success, failure)
            {
                Ok(_) => break,
                Err(others) => readers = others,
            }
        }
        Ok(ReadGuard {
            value: Some(self.value.try_read().expect("no writer")),
            state: &self.state,
        })
    }

    pub(crate) fn write(&self) -> LockResult<WriteGuard<'_, T>> {
        while self
            .state
            .compare_exchange(0, WRITER, Ordering::Acquire, Ordering::Relaxed)
            .is_err()
        {
            let_others_run();
        }
        Ok(WriteGuard {
            value: Some(self.value.try_write().expect("nobody else")),
            state: &self.state,
        })
    }
}

pub(crate) struct ReadGuard<'a, T> {
    value: Option<sync::RwLockReadGuard<'a, T>>,
    state: &'a AtomicUsize,
}

impl<T> Deref for ReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref().expect("held until it is dropped")
    }
}

impl<T> Drop for ReadGuard<'_, T> {
    fn drop(&mut self) {
        self.value = None;
        self.state.fetch_sub(1, Ordering::Release);
    }
}

pub(crate) struct WriteGuard<'a, T> {
    value: Option<sync::RwLockWriteGuard<'a, T>>,
    state: &'a AtomicUsize,
}

impl<T> Deref for WriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref().expect("held until it is dropped")
    }
}

impl<T> DerefMut for WriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.as_mut().expect("held until it is dropped")
    }
}

impl<T> Drop for WriteGuard<'_, T> {
    fn drop(&mut self) {
        self.value = None;
        self.state.store(0, Ordering::Release);
    }
}
