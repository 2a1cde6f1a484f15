//! [`Provider`]: emits events, from the registration of the provider to the delivery of each event.

#[cfg(all(test, unix, not(any(miri, loom))))]
mod fork_tests;

use core::fmt;
use core::mem::MaybeUninit;

use crate::event::USUAL_PAYLOAD;
use crate::parts::Parts;
use crate::registration::{Phase, RegistrationState};
use crate::sink::Sink;
use crate::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use crate::sync::{Link, const_unless_loom};
use crate::{
    Activity, EnableWord, Event, MAX_PAYLOAD, Outcome, ProviderIdentity, Refusal, Registration,
    Status,
};

/// A provider; generated code has one as a `static`.
///
/// The first event registers the provider. If a session is waiting for it, the session gets that event. A thread that emits
/// *while another thread's* first event is registering does not wait, so its event may not reach a session; call
/// [`register`](Self::register) at the start of the program if that matters.
///
/// # Fragments
///
/// A crate can add events to the provider of another crate. Its generated code has a `Provider` too, which stands for the
/// provider that it extends: listeners, registrations, status and hooks of the two are the same. A fragment joins when it emits
/// its first event, or by `register`. Only then do its tracepoints exist on Linux.
pub struct Provider {
    part: PartOf,
    words: &'static [EnableWord],
    pub(crate) sink: Sink,
    /// The next fragment of the provider.
    pub(crate) next: Link<Provider>,
    /// The index of a fragment among the parts that the listeners know; 0 until they know it.
    #[cfg(feature = "std")]
    index: AtomicUsize,
    registration: RegistrationState,
    refused: AtomicUsize,
    panics_if_refused: AtomicBool,
    #[cfg(feature = "std")]
    pub(crate) listeners: crate::listeners::Listeners,
    #[cfg(feature = "std")]
    pub(crate) capture_state: crate::capture_state::Hook,
    #[cfg(feature = "std")]
    pub(crate) failure: crate::failure::Hook,
}

/// Whether a [`Provider`] is a provider or a fragment.
#[derive(Clone, Copy)]
enum PartOf {
    Itself(&'static ProviderIdentity),
    Base(&'static Provider),
}

impl Provider {
    const_unless_loom! {
    /// For generated code: makes a provider that is not registered yet.
    #[must_use]
    pub const fn new(identity: &'static ProviderIdentity, words: &'static [EnableWord]) -> Self {
        Self::with_part(PartOf::Itself(identity), words)
    }
    }

    const_unless_loom! {
    /// For generated code: makes a fragment of another provider.
    #[must_use]
    pub const fn extending(base: &'static Provider, words: &'static [EnableWord]) -> Self {
        Self::with_part(PartOf::Base(base), words)
    }
    }

    const_unless_loom! {
    const fn with_part(part: PartOf, words: &'static [EnableWord]) -> Self {
        Self {
            part,
            words,
            sink: Sink::new(),
            next: Link::new(),
            #[cfg(feature = "std")]
            index: AtomicUsize::new(0),
            registration: RegistrationState::new(),
            refused: AtomicUsize::new(0),
            panics_if_refused: AtomicBool::new(false),
            #[cfg(feature = "std")]
            listeners: crate::listeners::Listeners::new(words),
            #[cfg(feature = "std")]
            capture_state: crate::capture_state::Hook::new(),
            #[cfg(feature = "std")]
            failure: crate::failure::Hook::new(),
        }
    }
    }

    /// Returns the name and GUID under which the operating system knows the provider.
    #[must_use]
    pub const fn identity(&self) -> &'static ProviderIdentity {
        match self.part {
            PartOf::Itself(identity) => identity,
            PartOf::Base(base) => base.identity(),
        }
    }

    /// Returns the enable words, one for each (level, keyword) pair of events; of a fragment, only those of the fragment.
    #[must_use]
    pub const fn words(&self) -> &'static [EnableWord] {
        self.words
    }

    /// Returns the provider that a fragment extends, and any other provider itself.
    #[must_use]
    pub const fn root(&'static self) -> &'static Self {
        match self.part {
            PartOf::Itself(_) => self,
            PartOf::Base(base) => base.root(),
        }
    }

    #[cfg(all(feature = "std", any(windows, loom)))]
    pub(crate) const fn is_root(&self) -> bool {
        matches!(self.part, PartOf::Itself(_))
    }

    /// Returns the provider, then the fragments that have joined it.
    pub(crate) fn parts(&'static self) -> Parts {
        Parts::new(self.root())
    }

    /// Returns whether the provider is registered with the operating system.
    #[must_use]
    pub fn status(&'static self) -> Status {
        self.root().registration.status()
    }

    /// Returns `true` if anyone is listening to any event, for a program that prepares many. Before the provider is registered
    /// it also returns `true`.
    #[must_use]
    pub fn is_enabled(&'static self) -> bool {
        let mut words = self.parts().flat_map(|part| part.words);
        words.any(EnableWord::is_enabled)
    }

    /// Returns the number of events that were [refused](crate::Refusal).
    #[must_use]
    pub fn refused(&'static self) -> usize {
        self.root().refused.load(Ordering::Relaxed)
    }

    /// Makes every event that is [refused](crate::Refusal) from now on panic, in builds with debug assertions.
    ///
    /// A refused event is a mistake of the program that few look for in [`Outcome`]. Call this at the start of tests.
    pub fn panic_if_refused(&'static self) {
        let root = self.root();
        root.panics_if_refused.store(true, Ordering::Relaxed);
    }

    /// Registers the provider unless it is registered, and keeps it registered while the result or another one lives.
    ///
    /// If it fails, the program can go on, and [`status`](Self::status) returns the reason. Waits for threads that are
    /// registering or unregistering, so a capture state hook must not call it.
    pub fn register(&'static self) -> Registration {
        let root = self.root();
        #[cfg(feature = "std")]
        while !self.is_known_to_listeners() && !root.listeners.admit(self) {
            crate::sync::let_others_run();
        }
        root.registration.lock();
        root.link(self);
        let result = root.connect();
        #[cfg(feature = "std")]
        root.listeners.silence(false);
        let generation = root.registration.add_holder();
        root.registration.unlock(Phase::Registered);
        root.report(result);
        Registration::new(root, generation)
    }

    /// Unregisters the provider now, even if a [`Registration`] exists.
    ///
    /// All events are disabled from then on, also for listeners, until [`register`](Self::register) is called again; an event
    /// does not register the provider again. Other threads may be emitting: the operating system ignores the events of a
    /// provider that is not registered.
    pub fn unregister(&'static self) {
        let root = self.root();
        root.registration.lock();
        root.disconnect();
    }

    /// Ends one hold on the registration.
    pub(crate) fn release(&'static self, generation: u32) {
        let phase = self.registration.lock();
        if self.registration.remove_holder(generation) {
            self.disconnect();
        } else {
            self.registration.unlock(phase);
        }
    }

    /// Keeps threads from registering while `run` runs, unless a thread is registering or unregistering already.
    #[cfg(all(feature = "std", any(windows, loom, test)))]
    pub(crate) fn without_registering(&self, run: impl FnOnce()) {
        let locked = self.registration.try_lock(Phase::Registered);
        run();
        if locked {
            self.registration.unlock(Phase::Registered);
        }
    }

    /// Emits an event; called by `emit` of generated code.
    ///
    /// While the word is 0, this is one load and one branch. The event is built after the branch: if the caller's event is a
    /// struct literal, its fields are not stored before.
    #[inline]
    pub fn emit<E: Event + Copy>(
        &'static self,
        word: &EnableWord,
        event: &E,
        activity: &Activity,
    ) -> Outcome {
        if word.is_enabled() {
            // A copy, so that the address of `event` is not taken and it can stay in registers.
            self.write(&{ *event }, activity)
        } else {
            Outcome::Disabled
        }
    }

    /// Emits an event whose word is not 0.
    ///
    /// It never waits, allocates nothing once the provider is registered, and panics only if a listener does.
    #[cold]
    #[inline(never)]
    pub fn write(&'static self, event: &dyn Event, activity: &Activity) -> Outcome {
        let word = event.metadata().word();
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

    /// Registers the provider, or makes the fragment join it. Does not wait: if that is not possible now, the next event tries
    /// again.
    fn register_on_first_use(&'static self) {
        let root = self.root();
        #[cfg(feature = "std")]
        if !self.is_known_to_listeners() && !root.listeners.admit(self) {
            return;
        }
        let Some(phase) = root.registration.try_lock_any() else {
            return;
        };
        root.link(self);
        let result = match phase {
            Phase::Waiting => root.connect(),
            // Another thread was faster.
            _ if self.is_settled() => Ok(()),
            Phase::Registered => self.connect_part(),
            Phase::Unregistered => {
                self.settle();
                Ok(())
            }
        };
        root.registration.unlock(match phase {
            Phase::Waiting => Phase::Registered,
            phase => phase,
        });
        root.report(result);
    }

    /// Appends a fragment to the list, unless it is there; for the holder of the lock.
    fn link(&'static self, fragment: &'static Self) {
        let mut last = self;
        for part in self.parts() {
            if core::ptr::eq(part, fragment) {
                return;
            }
            last = part;
        }
        last.next.set(fragment);
    }

    /// Registers the provider and its fragments with the operating system, unless they are registered; for the holder of the
    /// lock.
    fn connect(&'static self) -> Result<(), u32> {
        self.registration.clear();
        let mut result = Ok(());
        for part in self.parts() {
            // If one fails, the others are registered nevertheless.
            result = result.and(part.connect_part());
        }
        result
    }

    /// Registers the provider or fragment, unless it is registered. The callback may enable words before this returns.
    fn connect_part(&'static self) -> Result<(), u32> {
        let result = self.sink.register(self);
        self.root().registration.note(result);
        self.settle();
        result
    }

    /// Clears the bit that sends events to the slow path. A thread that sees it cleared relies on the sink being ready.
    fn settle(&self) {
        for word in self.words {
            word.set(EnableWord::UNREGISTERED, false);
        }
    }

    fn is_settled(&self) -> bool {
        let mut words = self.words.iter();
        words.all(|word| word.bits() & EnableWord::UNREGISTERED == 0)
    }

    /// Unregisters the provider and its fragments, and unlocks; for the holder of the lock.
    fn disconnect(&'static self) {
        self.registration.forget_holders();
        for part in self.parts() {
            part.sink.unregister(part);
            for word in part.words {
                word.set(EnableWord::UNREGISTERED | EnableWord::SYSTEM, false);
            }
        }
        #[cfg(feature = "std")]
        self.listeners.silence(true);
        self.registration.unlock(Phase::Unregistered);
    }

    /// Encodes the event on the stack, first in the smaller of two buffers.
    fn encode(&'static self, delivery: Delivery<'_>) -> Outcome {
        let encoded = self.encode_within::<USUAL_PAYLOAD>(delivery);
        let encoded = match encoded {
            Err(Refusal::TooLarge) => self.encode_within::<MAX_PAYLOAD>(delivery),
            other => other,
        };
        encoded.unwrap_or_else(|refusal| self.refuse(delivery, refusal))
    }

    #[cold]
    fn refuse(&'static self, delivery: Delivery<'_>, refusal: Refusal) -> Outcome {
        let root = self.root();
        root.refused.fetch_add(1, Ordering::Relaxed);
        if cfg!(debug_assertions) && root.panics_if_refused.load(Ordering::Relaxed) {
            let symbol = delivery.event.metadata().symbol();
            panic!("the event {symbol} is refused: {refusal}");
        }
        Outcome::Refused(refusal)
    }

    // Not inlined, so that a usual event does not reserve, and on Windows touch, the stack of the largest.
    #[inline(never)]
    fn encode_within<const SIZE: usize>(
        &'static self,
        delivery: Delivery<'_>,
    ) -> Result<Outcome, Refusal> {
        let mut storage = [const { MaybeUninit::uninit() }; SIZE];
        let payload = delivery.event.encode(&mut storage)?;
        Ok(self.deliver(delivery, payload))
    }

    /// Delivers the event to the operating system first, so that it is not lost if a listener panics.
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
            && self.notify(delivery, payload)
            && outcome == Outcome::Disabled
        {
            outcome = Outcome::Written;
        }
        outcome
    }
}

#[cfg(feature = "std")]
impl Provider {
    fn notify(&'static self, delivery: Delivery<'_>, payload: &[u8]) -> bool {
        let Some(word) = self.index_of(delivery.word) else {
            return false;
        };
        let provider = self.root();
        let event = crate::EmittedEvent {
            provider,
            event: delivery.event.metadata(),
            activity_id: delivery.activity.id().copied(),
            related_activity_id: delivery.activity.related().copied(),
            payload,
        };
        // Relaxed: the index was set before the listener bit that led here.
        let part = self.index.load(Ordering::Relaxed);
        provider.listeners.notify(part, word, &event)
    }

    /// Returns the index of a word among those of this provider or fragment.
    fn index_of(&self, word: &EnableWord) -> Option<usize> {
        let address = core::ptr::from_ref(word).addr();
        let offset = address.checked_sub(self.words.as_ptr().addr())?;
        Some(offset / size_of::<EnableWord>()).filter(|index| *index < self.words.len())
    }

    pub(crate) fn is_known_to_listeners(&self) -> bool {
        matches!(self.part, PartOf::Itself(_)) || self.index.load(Ordering::Relaxed) != 0
    }

    /// Sets the index of a fragment; for the holder of the census.
    pub(crate) fn set_index(&self, index: usize) {
        self.index.store(index, Ordering::Relaxed);
    }
}

/// An event that is being delivered.
#[derive(Clone, Copy)]
struct Delivery<'a> {
    event: &'a dyn Event,
    word: &'static EnableWord,
    activity: &'a Activity,
    wanted: u32,
}

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let identity = self.identity();
        formatter
            .debug_struct("Provider")
            .field("name", &identity.name())
            .field("guid", &identity.guid())
            .finish_non_exhaustive()
    }
}
