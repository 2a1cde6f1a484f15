//! [`Listener`]: code of this process that gets a provider's events, on every operating system.

use core::fmt;
use std::boxed::Box;
use std::sync::{Arc, PoisonError};
use std::vec::Vec;

use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{Mutex, MutexGuard, OnceLock, RwLock, const_unless_loom};
use crate::{EnableWord, EventMetadata, Guid, Provider};

/// Gets the events of a provider within the process that emits them.
///
/// A panic of a listener is its own: it passes through `emit` to the program, and nothing stays locked. An
/// event that a listener emits is an event like any other, so that one which emits for each event it gets
/// never ends.
pub trait Listener: Send + Sync {
    /// Whether it wants events with this level and keyword; asked for each pair when it is attached, and again at
    /// each [`refresh`](ListenerGuard::refresh).
    fn wants(&self, level: u8, keyword: u64) -> bool {
        let _ = (level, keyword);
        true
    }

    /// Takes an event, on the thread that emits it.
    fn on_event(&self, event: &EmittedEvent<'_>);
}

/// An event as a [`Listener`] gets it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EmittedEvent<'a> {
    /// The provider that emits it.
    pub provider: &'static Provider,
    /// What the manifest says about it.
    pub event: &'static EventMetadata,
    /// The activity: the one that the event was emitted with, else that of the thread, if it has one.
    pub activity_id: Option<Guid>,
    /// The activity that caused that one.
    pub related_activity_id: Option<Guid>,
    /// The fields, as the operating system gets them.
    pub payload: &'a [u8],
}

impl Provider {
    /// Attaches a listener, which gets events until the result is dropped.
    pub fn attach(&'static self, listener: Arc<dyn Listener>) -> ListenerGuard {
        self.listeners.attach(self.words(), listener)
    }

    /// Attaches a function, which gets all events until the result is dropped.
    pub fn listen(
        &'static self,
        on_event: impl Fn(&EmittedEvent<'_>) + Send + Sync + 'static,
    ) -> ListenerGuard {
        self.attach(Arc::new(Function(on_event)))
    }
}

/// A function as a listener.
struct Function<F>(F);

impl<F: Fn(&EmittedEvent<'_>) + Send + Sync> Listener for Function<F> {
    fn on_event(&self, event: &EmittedEvent<'_>) {
        (self.0)(event);
    }
}

/// Keeps a listener attached.
///
/// When it has been dropped, no call of the listener is running and none will come. For that it waits for
/// calls on other threads, so the listener must not drop it while it handles an event.
#[must_use = "the listener is detached when this is dropped"]
pub struct ListenerGuard {
    place: &'static Place,
    interest: Arc<Interest>,
    listener: Arc<dyn Listener>,
}

impl ListenerGuard {
    /// Asks the listener again what it [wants](Listener::wants), after it has changed its mind.
    ///
    /// An event that it no longer wants costs no more than if it had never wanted it. Not to be called from
    /// `wants` itself.
    pub fn refresh(&self) {
        self.interest
            .refresh(|level, keyword| self.listener.wants(level, keyword));
    }

    /// What the listener wants, for one that refreshes it without having the guard.
    #[cfg(any(feature = "tracing", loom))]
    pub(crate) fn interest(&self) -> Arc<Interest> {
        Arc::clone(&self.interest)
    }

    /// A refresh that may come after the guard's end: for models, what the bridge to `tracing` does.
    #[cfg(loom)]
    pub fn late_refresh(&self, wants: bool) -> impl FnOnce() + use<> {
        let interest = self.interest();
        move || interest.refresh(|_, _| wants)
    }
}

impl Drop for ListenerGuard {
    fn drop(&mut self) {
        self.interest.end();
        let attached = self
            .place
            .attached
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        self.place.taken.store(false, Ordering::Release);
        // Last, and outside the lock: this may be the listener's own `drop`.
        drop(attached);
    }
}

impl fmt::Debug for ListenerGuard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ListenerGuard")
            .finish_non_exhaustive()
    }
}

/// The listeners of a provider.
///
/// `emit` walks a list that only grows and takes a read lock of one place at a time, without waiting: if it
/// cannot have it, then that very listener is being attached or detached.
pub(crate) struct Listeners {
    first: OnceLock<Box<Place>>,
    census: Mutex<Census>,
}

/// A place in the list, used by one listener after another.
struct Place {
    taken: AtomicBool,
    attached: RwLock<Option<Attached>>,
    next: OnceLock<Box<Place>>,
}

struct Attached {
    listener: Arc<dyn Listener>,
    interest: Arc<Interest>,
}

/// Which events a listener wants.
///
/// It changes only while the census is locked, which counts what it says.
pub(crate) struct Interest {
    listeners: &'static Listeners,
    words: &'static [EnableWord],
    /// For each word, whether the listener wants its events.
    wanted: Box<[AtomicBool]>,
    ended: AtomicBool,
    /// Held while the listener is asked.
    asking: Mutex<()>,
}

impl Interest {
    /// Asks for each word whether its events are wanted, and enables or disables it for listeners.
    pub(crate) fn refresh(&self, wants: impl Fn(u8, u64) -> bool) {
        // Who asks last is to have the last word.
        let _asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        let words = self.words.iter();
        let wanted: Vec<bool> = words
            .map(|word| wants(word.level(), word.keyword()))
            .collect();
        self.publish(&wanted);
    }

    /// Wants nothing from now on, whoever refreshes it.
    fn end(&self) {
        let mut census = self.listeners.census();
        self.change(&mut census, &[]);
        self.ended.store(true, Ordering::Relaxed);
    }

    /// Wants the events of these words, and no others.
    fn publish(&self, wanted: &[bool]) {
        let mut census = self.listeners.census();
        if !self.ended.load(Ordering::Relaxed) {
            self.change(&mut census, wanted);
        }
    }

    fn change(&self, census: &mut Census, wanted: &[bool]) {
        census.counts.resize(self.words.len(), 0);
        for (index, (count, before)) in census.counts.iter_mut().zip(&self.wanted).enumerate() {
            let wanted = wanted.get(index).copied().unwrap_or(false);
            match (before.swap(wanted, Ordering::Relaxed), wanted) {
                (false, true) => *count += 1,
                (true, false) => *count -= 1,
                (false, false) | (true, true) => {}
            }
        }
        census.publish(self.words);
    }
}

/// What decides about the listener bit of each word.
struct Census {
    /// How many listeners want the events of each word; empty before the first.
    counts: Vec<usize>,
    /// Whether the provider is unregistered.
    silent: bool,
}

impl Listeners {
    const_unless_loom! {
    pub(crate) const fn new() -> Self {
        Self {
            first: OnceLock::new(),
            census: Mutex::new(Census {
                counts: Vec::new(),
                silent: false,
            }),
        }
    }
    }

    /// Disables all words for listeners, or enables them again as they want.
    pub(crate) fn silence(&self, words: &[EnableWord], silent: bool) {
        let mut census = self.census();
        census.silent = silent;
        census.publish(words);
    }

    /// Gives the event to all listeners that want it and says whether there was one.
    pub(crate) fn notify(&self, event: &EmittedEvent<'_>) -> bool {
        let word = usize::from(event.event.word);
        let mut heard = false;
        for place in self.places() {
            let Ok(attached) = place.attached.try_read() else {
                continue;
            };
            if let Some(Attached { listener, interest }) = &*attached {
                if interest.wanted[word].load(Ordering::Relaxed) {
                    listener.on_event(event);
                    heard = true;
                }
            }
        }
        heard
    }

    fn attach(
        &'static self,
        words: &'static [EnableWord],
        listener: Arc<dyn Listener>,
    ) -> ListenerGuard {
        // The listener's code runs before anything changes, in case it panics.
        let wanted: Vec<bool> = words
            .iter()
            .map(|word| listener.wants(word.level(), word.keyword()))
            .collect();
        let interest = Arc::new(Interest {
            listeners: self,
            words,
            wanted: words.iter().map(|_| AtomicBool::new(false)).collect(),
            ended: AtomicBool::new(false),
            asking: Mutex::new(()),
        });
        let place = self.take_place();
        let attached = Attached {
            listener: Arc::clone(&listener),
            interest: Arc::clone(&interest),
        };
        *place
            .attached
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(attached);
        interest.publish(&wanted);
        ListenerGuard {
            place,
            interest,
            listener,
        }
    }

    /// A vacant place, else a new one at the end of the list.
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
        self.census.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs while all listeners are being attached or detached, as far as anybody else can tell.
    #[cfg(all(test, unix, not(any(miri, loom))))]
    pub(crate) fn with_all_locks_held(&self, run: impl FnOnce()) {
        let _census = self.census();
        let places: Vec<_> = self.places().map(|place| place.attached.write()).collect();
        run();
        drop(places);
    }
}

impl Place {
    /// A place that is taken already.
    fn new() -> Self {
        Self {
            taken: AtomicBool::new(true),
            attached: RwLock::new(None),
            next: OnceLock::new(),
        }
    }
}

impl Census {
    fn publish(&self, words: &[EnableWord]) {
        for (word, &count) in words.iter().zip(&self.counts) {
            word.set(EnableWord::LISTENERS, count > 0 && !self.silent);
        }
    }
}
