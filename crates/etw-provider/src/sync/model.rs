//! Stand-ins for the locks of `std` that `loom` lacks, or has with other promises, made of its atomics.
//!
//! What they protect lies in the lock of `std` inside, which is never waited for: one thread of a model runs at a time.

use std::sync::{self, LockResult, PoisonError, TryLockError, TryLockResult};

use core::ops::{Deref, DerefMut};

pub(crate) use loom::sync::{Mutex, MutexGuard, atomic};
pub(crate) use loom::thread::yield_now as let_others_run;

use atomic::{AtomicBool, AtomicUsize, Ordering};

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
        let another = |readers| (readers != WRITER).then(|| readers + 1);
        self.state
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, another)
            .map_err(|_| TryLockError::WouldBlock)?;
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
