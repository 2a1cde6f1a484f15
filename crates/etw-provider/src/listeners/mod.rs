//! [`Listeners`]: the list of a provider's listeners, and the events that they want.

mod census;
mod interest;

use std::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, PoisonError, TryLockError};
use std::vec::Vec;

use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{MutexGuard, OnceLock, RwLock, const_unless_loom};
use crate::{EmittedEvent, EnableWord, Listener, Provider};

use census::Census;
pub(crate) use interest::Interest;

/// The listeners of a provider and its fragments.
///
/// `emit` walks a list that only grows, and tries to read-lock one place at a time. If a lock is taken, that listener is being
/// attached or detached.
pub(crate) struct Listeners {
    first: OnceLock<Box<Place>>,
    census: crate::sync::Mutex<Census>,
}

/// A place in the list, which one listener after another uses.
struct Place {
    taken: AtomicBool,
    attached: RwLock<Option<Attached>>,
    next: OnceLock<Box<Place>>,
}

struct Attached {
    listener: Arc<dyn Listener>,
    interest: Arc<Interest>,
}

/// The place of an attached listener.
pub(crate) struct Seat {
    place: &'static Place,
    pub(crate) interest: Arc<Interest>,
}

impl Seat {
    /// Detaches the listener. Waits for calls of it that are running.
    pub(crate) fn leave(&self) {
        self.interest.end();
        let place = self.place;
        let attached = place.attached.write();
        let attached = attached.unwrap_or_else(PoisonError::into_inner).take();
        place.taken.store(false, Ordering::Release);
        // Dropped last and outside the lock, because it may run the `drop` of the listener.
        drop(attached);
    }
}

impl Listeners {
    const_unless_loom! {
    /// Makes the list of a provider with these words.
    pub(crate) const fn new(words: &'static [EnableWord]) -> Self {
        Self {
            first: OnceLock::new(),
            census: crate::sync::Mutex::new(Census::new(words)),
        }
    }
    }

    /// Disables all words for listeners, or enables those that listeners want.
    pub(crate) fn silence(&self, silent: bool) {
        let mut census = self.census();
        census.silent = silent;
        census.publish();
    }

    /// Delivers the event to all listeners that want it. Returns `true` if there is one.
    ///
    /// The word has the index `word` in the part with the index `part`: 0 for the provider, 1 and up for fragments.
    pub(crate) fn notify(&self, part: usize, word: usize, event: &EmittedEvent<'_>) -> bool {
        let mut heard = false;
        let mut panic = Ok(());
        for place in self.places() {
            let Ok(attached) = place.attached.try_read() else {
                continue;
            };
            if let Some(Attached { listener, interest }) = &*attached {
                if interest.wants(part, word) {
                    let run = AssertUnwindSafe(|| listener.on_event(event));
                    panic = panic.and(catch_unwind(run));
                    heard = true;
                }
            }
        }
        // Only now, so that a panic of one listener does not keep the event from the others.
        if let Err(payload) = panic {
            resume_unwind(payload);
        }
        heard
    }

    pub(crate) fn attach(&'static self, listener: &Arc<dyn Listener>) -> Seat {
        let wants = |level, keyword| listener.wants(level, keyword);
        let interest = Arc::new(Interest::new(&self.census));
        // The listener is asked before anything changes, because it may panic.
        let answers = interest.ask(&wants);
        let place = self.take_place();
        let attached = Attached {
            listener: Arc::clone(listener),
            interest: Arc::clone(&interest),
        };
        *place
            .attached
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(attached);
        interest.publish(answers, &wants);
        Seat { place, interest }
    }

    /// Asks the listeners which words of a fragment they want. Returns `false`, and changes nothing, if that has to wait, or if a
    /// listener is attached or refreshed meanwhile.
    pub(crate) fn admit(&self, fragment: &'static Provider) -> bool {
        let Some(version) = self.try_census().map(|census| census.version) else {
            return false;
        };
        // While a place is read-locked its listener is not detached.
        let mut attached = Vec::new();
        for place in self.places() {
            match place.attached.try_read() {
                Ok(place) => attached.push(place),
                Err(_) => return false,
            }
        }
        let attached = attached.iter().filter_map(|place| place.as_ref());
        let answers: Vec<(&Interest, Vec<bool>)> = attached
            .map(|Attached { listener, interest }| {
                let words = fragment.words().iter();
                let wanted = words.map(|word| listener.wants(word.level(), word.keyword()));
                (&**interest, wanted.collect())
            })
            .collect();
        match self.try_census() {
            // Another thread was faster.
            Some(_) if fragment.is_known_to_listeners() => true,
            Some(mut census) if census.version == version => {
                // A listener that is being attached has not published its answers yet.
                let parts = census.parts().count();
                if answers.iter().any(|(interest, _)| interest.len() < parts) {
                    return false;
                }
                census.add_part(fragment.words());
                fragment.set_index(parts);
                for (interest, wanted) in answers {
                    interest.change(&mut census, parts, &[wanted]);
                }
                census.publish();
                true
            }
            _ => false,
        }
    }

    /// Returns a vacant place, else a new one at the end of the list.
    fn take_place(&'static self) -> &'static Place {
        self.places()
            .find(|place| !place.taken.swap(true, Ordering::Acquire))
            .unwrap_or_else(|| self.append_place())
    }

    fn append_place(&'static self) -> &'static Place {
        let mut link = &self.first;
        loop {
            let mut is_new = false;
            let place = link.get_or_init(|| {
                is_new = true;
                Box::new(Place::new())
            });
            if is_new {
                return place;
            }
            link = &place.next;
        }
    }

    fn places(&self) -> impl Iterator<Item = &Place> {
        core::iter::successors(self.first.get(), |place| place.next.get()).map(|place| &**place)
    }

    fn census(&self) -> MutexGuard<'_, Census> {
        census::lock(&self.census)
    }

    fn try_census(&self) -> Option<MutexGuard<'_, Census>> {
        match self.census.try_lock() {
            Ok(census) => Some(census),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Runs with the locks held that attaching and detaching take.
    #[cfg(all(test, unix, not(any(miri, loom))))]
    pub(crate) fn with_all_locks_held(&self, run: impl FnOnce()) {
        let _census = self.census();
        let places: Vec<_> = self.places().map(|place| place.attached.write()).collect();
        run();
        drop(places);
    }
}

impl Place {
    /// Makes a place that is taken.
    fn new() -> Self {
        Self {
            taken: AtomicBool::new(true),
            attached: RwLock::new(None),
            next: OnceLock::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{EnableWord, Guid, Provider, ProviderIdentity};

    #[test]
    fn a_refresh_after_the_listener_is_detached_enables_nothing() {
        static IDENTITY: ProviderIdentity = ProviderIdentity::new("Test", Guid::ZERO);
        static WORDS: [EnableWord; 1] = [EnableWord::new(4, 1)];
        static PROVIDER: Provider = Provider::new(&IDENTITY, &WORDS);
        core::mem::forget(PROVIDER.register());
        let guard = PROVIDER.listen(|_| ());
        let interest = guard.interest();
        interest.refresh(|_, _| false);
        assert!(!WORDS[0].is_enabled());
        interest.refresh(|_, _| true);
        assert!(WORDS[0].is_enabled());
        drop(guard);
        interest.refresh(|_, _| true);
        assert!(!WORDS[0].is_enabled());
    }
}
