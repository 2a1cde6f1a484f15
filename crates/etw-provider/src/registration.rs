//! [`Registration`], [`Status`]: a provider's life with the operating system, and who may change it when.

use crate::Provider;
use crate::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use crate::sync::{const_unless_loom, let_others_run};

/// Whether a provider is known to the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Not yet: the first `emit`, or [`Provider::register`], registers it.
    Waiting,
    /// Registered.
    Registered,
    /// The operating system refused with this code. Listeners of this process work all the same, and events
    /// cost no more than before; [`Provider::register`] tries again.
    ///
    /// On Windows the code is a Win32 error. On Linux it is an `errno`: 2 if the kernel has no
    /// `user_events` or its tracing files are not mounted, 13 if this user may not open them.
    Failed(u32),
    /// No longer, until [`Provider::register`] is called again.
    Unregistered,
}

/// Keeps a provider registered; made by [`Provider::register`].
///
/// When the last one is dropped the provider is unregistered, also if an `emit` had registered it before.
/// A program that wants its provider to stay may `core::mem::forget` it.
///
/// # Unloading
///
/// A library that may be unloaded must hold one and drop it first, when none of its threads emits any more: ETW would go
/// on to call into it, and Linux to set bits where its words were. It cannot be left to an event that registers, since no
/// event unregisters. Once unregistered, nothing refers to the library, and it can be loaded again. Each time that it has
/// been loaded, a few allocations stay behind if it had listeners, and on Linux an open file if there is `user_events`.
///
/// # Forking
///
/// The child of a `fork` has the provider as its parent had it, and a copy of the listeners. On Linux the kernel keeps
/// the child's words up to date as it does those of the parent, and what the child registers or unregisters concerns the
/// child alone.
///
/// Only the thread that forked goes on in the child. Emitting never waits for another thread, whatever that was doing, so
/// it does not wait in the child either: if a thread was registering the provider at that moment, the child's events
/// reach listeners only, and if it was attaching or detaching a listener, not that one. All that waits may wait for
/// ever: registering, unregistering, attaching, and dropping the guards of either; so may a listener with locks of its
/// own, as [`Recorder`](crate::Recorder) is one. That is no different from other locks of a program with several threads,
/// which is to call `exec` soon after it has forked.
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

/// The steps of a provider's life.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Phase {
    Waiting = 0,
    Registered = 1,
    Unregistered = 2,
}

/// The phase, the lock that a change of it takes, and what only the holder of the lock changes.
pub(crate) struct RegistrationState {
    phase: AtomicU8,
    code: AtomicU32,
    holders: AtomicU32,
    generation: AtomicU32,
}

impl RegistrationState {
    /// Added to the phase while a thread changes it.
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

    /// Takes the lock if the phase is this one and nobody else holds it; does not wait.
    pub(crate) fn try_lock(&self, phase: Phase) -> bool {
        let (unlocked, locked) = (phase as u8, phase as u8 | Self::LOCKED);
        self.phase
            .compare_exchange(unlocked, locked, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    /// Takes the lock, waiting for a thread that is inside a call of the operating system, and returns the phase.
    pub(crate) fn lock(&self) -> Phase {
        loop {
            for phase in [Phase::Waiting, Phase::Registered, Phase::Unregistered] {
                if self.try_lock(phase) {
                    return phase;
                }
            }
            let_others_run();
        }
    }

    /// Gives the lock back.
    pub(crate) fn unlock(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Release);
    }

    /// Notes the result of registering.
    pub(crate) fn note(&self, result: Result<(), u32>) {
        self.code
            .store(result.err().unwrap_or(0), Ordering::Relaxed);
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

    /// Counts another guard and returns the generation that it belongs to; for the holder of the lock.
    pub(crate) fn add_holder(&self) -> u32 {
        self.holders.fetch_add(1, Ordering::Relaxed);
        self.generation.load(Ordering::Relaxed)
    }

    /// Counts a guard less and says whether it was the last; for the holder of the lock. A guard from before
    /// the last `unregister` no longer counts.
    pub(crate) fn remove_holder(&self, generation: u32) -> bool {
        self.generation.load(Ordering::Relaxed) == generation
            && self.holders.fetch_sub(1, Ordering::Relaxed) == 1
    }

    /// Makes all guards so far count no longer; for the holder of the lock.
    pub(crate) fn forget_holders(&self) {
        self.holders.store(0, Ordering::Relaxed);
        self.generation.fetch_add(1, Ordering::Relaxed);
    }
}
