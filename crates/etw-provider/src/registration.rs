//! [`Registration`] and [`Status`]: the state of a provider with the operating system, and the lock for changing it.

use crate::Provider;
use crate::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use crate::sync::{const_unless_loom, let_others_run};

/// Whether a provider is registered with the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Not yet: the first event, or [`Provider::register`], registers it.
    Waiting,
    /// Registered.
    Registered,
    /// The operating system rejected the provider, or one of its fragments, with this code. Listeners of this process get
    /// events nevertheless, and events cost no more than before. [`Provider::register`] tries again.
    ///
    /// On Windows the code is a Win32 error. On Linux it is an `errno`: 2 if the kernel has no `user_events` or its tracing
    /// files are not mounted, 13 if this user may not open them.
    Failed(u32),
    /// Not any more, until [`Provider::register`] is called again.
    Unregistered,
}

/// Keeps a provider registered; made by [`Provider::register`].
///
/// When the last one is dropped, the provider is unregistered, even if an event had registered it before. A program whose
/// provider should stay registered may `core::mem::forget` it.
///
/// # Unloading
///
/// A library that may be unloaded must hold a registration and drop it when none of its threads emits any more. Otherwise ETW
/// would call into the unloaded library, and Linux would set bits in its memory. No event unregisters, so this cannot be left to
/// an event that registers. Once unregistered, the library is not referred to and can be loaded again. Each time, a few
/// allocations remain if it had listeners, and on Linux an open file if there is `user_events`.
///
/// # Forking
///
/// The child of a `fork` has the provider in the state of its parent, and a copy of the listeners. On Linux the kernel updates
/// the words of the child as it does those of the parent. Registering and unregistering in the child concern the child alone.
///
/// Only the thread that forked continues in the child. Emitting never waits for another thread, so it does not wait in the child
/// either. If a thread was registering the provider at that moment, the events of the child reach only listeners; if a thread was
/// attaching or detaching a listener, they do not reach that listener. Functions that wait may wait for ever: registering,
/// unregistering, attaching, dropping the guards of either, and listeners with locks, such as [`Recorder`](crate::Recorder). The
/// same is true of all locks of a program with several threads, which should call `exec` soon after it has forked.
#[must_use = "the provider is unregistered when this is dropped"]
#[derive(Debug)]
pub struct Registration {
    provider: &'static Provider,
    generation: u32,
}

impl Registration {
    pub(crate) fn new(provider: &'static Provider, generation: u32) -> Self {
        Self {
            provider,
            generation,
        }
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.provider.release(self.generation);
    }
}

/// The phases of a provider.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Phase {
    Waiting = 0,
    Registered = 1,
    Unregistered = 2,
}

/// The phase of a provider, with a lock. Only the holder of the lock changes any of it.
pub(crate) struct RegistrationState {
    phase: AtomicU8,
    code: AtomicU32,
    holders: AtomicU32,
    generation: AtomicU32,
}

impl RegistrationState {
    /// Added to the phase while the lock is held.
    const LOCKED: u8 = 1 << 7;

    const_unless_loom! {
    pub(crate) const fn new() -> Self {
        Self {
            phase: AtomicU8::new(Phase::Waiting as u8),
            code: AtomicU32::new(0),
            holders: AtomicU32::new(0),
            generation: AtomicU32::new(0),
        }
    }
    }

    /// Takes the lock if it is free and the phase is this one. Does not wait.
    pub(crate) fn try_lock(&self, phase: Phase) -> bool {
        let (unlocked, locked) = (phase as u8, phase as u8 | Self::LOCKED);
        self.phase
            .compare_exchange(unlocked, locked, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    /// Takes the lock if it is free, and returns the phase. Does not wait.
    pub(crate) fn try_lock_any(&self) -> Option<Phase> {
        let mut phases = [Phase::Waiting, Phase::Registered, Phase::Unregistered].into_iter();
        phases.find(|phase| self.try_lock(*phase))
    }

    /// Takes the lock and returns the phase. Waits for a thread that is inside a call of the operating system.
    pub(crate) fn lock(&self) -> Phase {
        loop {
            if let Some(phase) = self.try_lock_any() {
                return phase;
            }
            let_others_run();
        }
    }

    /// Unlocks, and sets the phase.
    pub(crate) fn unlock(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Release);
    }

    /// Forgets the failures of registering.
    pub(crate) fn clear(&self) {
        self.code.store(0, Ordering::Relaxed);
    }

    /// Notes the failure of registering; the first failure remains.
    pub(crate) fn note(&self, result: Result<(), u32>) {
        if let (Err(code), 0) = (result, self.code.load(Ordering::Relaxed)) {
            self.code.store(code, Ordering::Relaxed);
        }
    }

    pub(crate) fn status(&self) -> Status {
        let phase = self.phase.load(Ordering::Acquire) & !Self::LOCKED;
        match self.code.load(Ordering::Relaxed) {
            _ if phase == Phase::Waiting as u8 => Status::Waiting,
            _ if phase == Phase::Unregistered as u8 => Status::Unregistered,
            0 => Status::Registered,
            code => Status::Failed(code),
        }
    }

    /// Counts a guard and returns its generation; for the holder of the lock.
    pub(crate) fn add_holder(&self) -> u32 {
        self.holders.fetch_add(1, Ordering::Relaxed);
        self.generation.load(Ordering::Relaxed)
    }

    /// Uncounts a guard and returns `true` if it was the last; for the holder of the lock. Guards from before the last
    /// `unregister` do not count.
    pub(crate) fn remove_holder(&self, generation: u32) -> bool {
        self.generation.load(Ordering::Relaxed) == generation
            && self.holders.fetch_sub(1, Ordering::Relaxed) == 1
    }

    /// Begins a new generation, in which the guards so far do not count; for the holder of the lock.
    pub(crate) fn forget_holders(&self) {
        self.holders.store(0, Ordering::Relaxed);
        self.generation.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{Phase, RegistrationState, Status};

    fn registered(result: Result<(), u32>) -> RegistrationState {
        let state = RegistrationState::new();
        assert!(state.try_lock(Phase::Waiting));
        state.note(result);
        state.unlock(Phase::Registered);
        state
    }

    #[test]
    fn the_status_is_that_of_the_phase_and_of_the_first_failure() {
        assert_eq!(RegistrationState::new().status(), Status::Waiting);
        assert_eq!(registered(Ok(())).status(), Status::Registered);
        let state = registered(Err(2));
        state.note(Err(13));
        state.note(Ok(()));
        assert_eq!(state.status(), Status::Failed(2));
        for (phase, status) in [
            (Phase::Waiting, Status::Waiting),
            (Phase::Unregistered, Status::Unregistered),
        ] {
            state.unlock(phase);
            assert_eq!(state.status(), status);
        }
    }

    #[test]
    fn the_lock_hides_nothing_and_is_held_once() {
        let state = registered(Ok(()));
        assert!(!state.try_lock(Phase::Waiting));
        assert!(state.try_lock_any() == Some(Phase::Registered));
        assert!(state.try_lock_any().is_none());
        assert_eq!(state.status(), Status::Registered);
        state.unlock(Phase::Unregistered);
        assert!(state.lock() == Phase::Unregistered);
    }

    #[test]
    fn a_failure_is_forgotten_before_the_next_attempt() {
        let state = registered(Err(2));
        state.clear();
        assert_eq!(state.status(), Status::Registered);
        state.note(Err(13));
        assert_eq!(state.status(), Status::Failed(13));
    }

    #[test]
    fn guards_of_an_earlier_generation_do_not_count() {
        let state = RegistrationState::new();
        let (first, second) = (state.add_holder(), state.add_holder());
        assert!(!state.remove_holder(first));
        state.forget_holders();
        let third = state.add_holder();
        assert_ne!(second, third);
        assert!(!state.remove_holder(second));
        assert!(state.remove_holder(third));
    }
}
