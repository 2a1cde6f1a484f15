//! [`Provider`]: a source of events, from its registration to the delivery of each event.

#[cfg(all(test, unix, not(any(miri, loom))))]
mod fork_tests;

use core::fmt;
use core::mem::MaybeUninit;

use crate::event::USUAL_PAYLOAD;
use crate::registration::{Phase, RegistrationState};
use crate::sink::Sink;
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::sync::const_unless_loom;
use crate::{
    Activity, EnableWord, Event, MAX_PAYLOAD, Outcome, ProviderIdentity, Refusal, Registration,
    Status,
};

/// A source of events; generated code has one as a `static`.
///
/// Nothing needs to be called before the first event: it registers the provider. If a session is already
/// waiting for the provider, it gets that event. A thread that emits *while another thread's* first event
/// is registering does not wait, so its event may not reach a session of the operating system; call
/// [`register`](Self::register) at the start of the program if that matters.
pub struct Provider {
    identity: &'static ProviderIdentity,
    words: &'static [EnableWord],
    registration: RegistrationState,
    sink: Sink,
    refused: AtomicUsize,
    #[cfg(feature = "std")]
    pub(crate) listeners: crate::listener::Listeners,
    #[cfg(feature = "std")]
    pub(crate) capture_state: crate::capture_state::Hook,
}

impl Provider {
    const_unless_loom! {
    /// A provider that is not registered yet.
    #[must_use]
    pub const fn new(identity: &'static ProviderIdentity, words: &'static [EnableWord]) -> Self {
        Self {
            identity,
            words,
            registration: RegistrationState::new(),
            sink: Sink::new(),
            refused: AtomicUsize::new(0),
            #[cfg(feature = "std")]
            listeners: crate::listener::Listeners::new(),
            #[cfg(feature = "std")]
            capture_state: crate::capture_state::Hook::new(),
        }
    }
    }

    /// Who it is to the operating system.
    #[must_use]
    pub const fn identity(&self) -> &'static ProviderIdentity {
        self.identity
    }

    /// Its enable words, one for each (level, keyword) pair of its events.
    #[must_use]
    pub const fn words(&self) -> &'static [EnableWord] {
        self.words
    }

    /// Whether it is registered with the operating system.
    #[must_use]
    pub fn status(&self) -> Status {
        self.registration.status()
    }

    /// Whether any of its events is wanted, to save preparing a batch of them that nobody would see.
    ///
    /// True before the provider is registered, as [`EnableWord::is_enabled`] is.
    #[must_use]
    pub fn is_enabled(&self) -> bool {
        self.words.iter().any(EnableWord::is_enabled)
    }

    /// How many events have been [refused](crate::Refusal).
    #[must_use]
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }

    /// Registers the provider, if it is not, and keeps it registered while the result or another one lives.
    ///
    /// A failure does not concern the program that emits: [`status`](Self::status) tells. Waits for another
    /// thread that is registering or unregistering; not to be called from a capture state hook.
    pub fn register(&'static self) -> Registration {
        let phase = self.registration.lock();
        if phase != Phase::Registered || self.status() != Status::Registered {
            self.connect();
            #[cfg(feature = "std")]
            self.listeners.silence(self.words, false);
        }
        let generation = self.registration.add_holder();
        self.registration.unlock(Phase::Registered);
        Registration::new(self, generation)
    }

    /// Unregisters the provider now, whoever still holds a [`Registration`].
    ///
    /// All events are disabled from then on, also for listeners, until [`register`](Self::register) is called
    /// again; `emit` does not do so by itself. Other threads may be emitting: the operating system ignores an
    /// event of a provider that is gone.
    pub fn unregister(&'static self) {
        self.registration.lock();
        self.disconnect();
    }

    /// Drops one hold on the registration.
    pub(crate) fn release(&'static self, generation: u32) {
        let phase = self.registration.lock();
        if self.registration.remove_holder(generation) {
            self.disconnect();
        } else {
            self.registration.unlock(phase);
        }
    }

    /// Hands an event to everyone who wants it, if anyone does; what `emit` of generated code comes down to.
    ///
    /// While nobody wants events of this word, that is one load and one branch. The event is built behind the branch:
    /// a caller whose event is a struct literal does not even store its fields before.
    #[inline]
    pub fn emit<E: Event + Copy>(
        &'static self,
        word: &EnableWord,
        event: &E,
        activity: &Activity,
    ) -> Outcome {
        if word.is_enabled() {
            // The copy, and not what `event` refers to, is what has an address.
            self.write(&{ *event }, activity)
        } else {
            Outcome::Disabled
        }
    }

    /// Hands an event to everyone who wants it; for those who have looked at the event's word and found it not zero.
    ///
    /// It never waits, allocates nothing once the provider is registered, and does not panic unless a listener
    /// does.
    #[cold]
    #[inline(never)]
    pub fn write(&'static self, event: &dyn Event, activity: &Activity) -> Outcome {
        let Some(word) = self.words.get(usize::from(event.metadata().word)) else {
            return Outcome::Disabled;
        };
        if word.bits() & EnableWord::UNREGISTERED != 0 {
            self.register_on_first_use();
        }
        match word.bits() & !EnableWord::UNREGISTERED {
            0 => Outcome::Disabled,
            wanted => self.encode(Delivery {
                event,
                word,
                activity: &activity.or_current(),
                wanted,
            }),
        }
    }

    /// Registers unless another thread is about to, or the provider has been unregistered; does not wait.
    fn register_on_first_use(&'static self) {
        if self.registration.try_lock(Phase::Waiting) {
            self.connect();
            self.registration.unlock(Phase::Registered);
        }
    }

    /// Registers with the operating system, whose answer may already enable words; for the holder of the lock.
    fn connect(&'static self) {
        self.registration.note(self.sink.register(self));
        // Only now: a thread that no longer sees this bit can rely on the sink being ready.
        for word in self.words {
            word.set(EnableWord::UNREGISTERED, false);
        }
    }

    /// Unregisters and gives the lock back, for the holder of the lock.
    fn disconnect(&'static self) {
        self.registration.forget_holders();
        self.sink.unregister(self);
        for word in self.words {
            word.set(EnableWord::UNREGISTERED | EnableWord::SYSTEM, false);
        }
        #[cfg(feature = "std")]
        self.listeners.silence(self.words, true);
        self.registration.unlock(Phase::Unregistered);
    }

    /// Encodes on the stack; most events fit the smaller of two buffers.
    fn encode(&'static self, delivery: Delivery<'_>) -> Outcome {
        let encoded = self.encode_within::<USUAL_PAYLOAD>(delivery);
        let encoded = match encoded {
            Err(Refusal::TooLarge) => self.encode_within::<MAX_PAYLOAD>(delivery),
            other => other,
        };
        encoded.unwrap_or_else(|refusal| {
            self.refused.fetch_add(1, Ordering::Relaxed);
            Outcome::Refused(refusal)
        })
    }

    // Not inlined: a usual event must not reserve, and on Windows touch, the stack of the largest.
    #[inline(never)]
    fn encode_within<const SIZE: usize>(
        &'static self,
        delivery: Delivery<'_>,
    ) -> Result<Outcome, Refusal> {
        let mut storage = [const { MaybeUninit::uninit() }; SIZE];
        let payload = delivery.event.encode(&mut storage)?;
        Ok(self.deliver(delivery, payload))
    }

    /// Hands the event to the operating system first, so that it is not lost if a listener panics.
    fn deliver(&'static self, delivery: Delivery<'_>, payload: &[u8]) -> Outcome {
        let metadata = delivery.event.metadata();
        let mut outcome = Outcome::Disabled;
        if delivery.wanted & EnableWord::SYSTEM != 0 {
            outcome = self
                .sink
                .write(delivery.word, metadata, delivery.activity, payload);
        }
        #[cfg(feature = "std")]
        if delivery.wanted & EnableWord::LISTENERS != 0
            && self.notify(metadata, delivery.activity, payload)
        {
            outcome = if outcome == Outcome::Disabled {
                Outcome::Written
            } else {
                outcome
            };
        }
        outcome
    }

    #[cfg(feature = "std")]
    fn notify(
        &'static self,
        event: &'static crate::EventMetadata,
        activity: &Activity,
        payload: &[u8],
    ) -> bool {
        self.listeners.notify(&crate::EmittedEvent {
            provider: self,
            event,
            activity_id: activity.id().copied(),
            related_activity_id: activity.related().copied(),
            payload,
        })
    }
}

/// An event on its way to those who want it.
#[derive(Clone, Copy)]
struct Delivery<'a> {
    event: &'a dyn Event,
    word: &'static EnableWord,
    activity: &'a Activity,
    wanted: u32,
}

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Provider")
            .field("name", &self.identity.name)
            .field("guid", &self.identity.guid)
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}
