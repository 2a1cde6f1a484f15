//! [`Recorder`]: keeps the events of a provider, for tests.

use core::fmt;
use std::collections::VecDeque;
use std::format;
use std::string::String;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::vec::Vec;

use crate::{
    Decode, DecodeError, Decoded, EmittedEvent, EventMetadata, Guid, Listener, ListenerGuard,
    Provider,
};

/// Keeps the events of a provider while it lives, for tests; see [`assert_emitted!`](crate::assert_emitted).
///
/// A provider belongs to the whole process, so a recorder also gets the events of other tests that run at the same time.
/// [`of_this_thread`](Self::of_this_thread) leaves them out, and [`follow`](Self::follow) adds threads that belong to the test.
#[derive(Debug)]
pub struct Recorder {
    tape: Arc<Tape>,
    _guard: ListenerGuard,
}

impl Recorder {
    /// Starts to record the events of all threads.
    pub fn attach(provider: &'static Provider) -> Self {
        Self::with_threads(provider, None)
    }

    /// Starts to record the events of the calling thread.
    pub fn of_this_thread(provider: &'static Provider) -> Self {
        Self::with_threads(provider, Some([thread::current().id()].into()))
    }

    fn with_threads(provider: &'static Provider, threads: Option<Vec<ThreadId>>) -> Self {
        let tape = Arc::new(Tape(Mutex::new(Recording {
            events: VecDeque::new(),
            limit: usize::MAX,
            seen: Vec::new(),
            threads,
        })));
        let listener: Arc<dyn Listener> = Arc::<Tape>::clone(&tape);
        Self {
            tape,
            _guard: provider.attach(listener),
        }
    }

    /// Keeps at most this many events: each further one replaces the oldest.
    #[must_use]
    pub fn with_limit(self, events: usize) -> Self {
        let mut recording = self.tape.lock();
        recording.limit = events;
        recording.shorten();
        drop(recording);
        self
    }

    /// Records the events of another thread as well, from now on.
    ///
    /// ```
    /// # static IDENTITY: etw_provider::ProviderIdentity = etw_provider::ProviderIdentity::new("P", etw_provider::Guid::ZERO);
    /// # static PROVIDER: etw_provider::Provider = etw_provider::Provider::new(&IDENTITY, &[]);
    /// use std::thread;
    ///
    /// let recorder = etw_provider::Recorder::of_this_thread(&PROVIDER);
    /// thread::scope(|scope| {
    ///     scope.spawn(|| {
    ///         recorder.follow(thread::current().id());
    ///         // … emit …
    ///     });
    /// });
    /// ```
    pub fn follow(&self, thread: ThreadId) {
        if let Some(threads) = &mut self.tape.lock().threads {
            threads.push(thread);
        }
    }

    /// Returns the recorded events.
    #[must_use]
    pub fn events(&self) -> Vec<RecordedEvent> {
        self.tape.lock().events.iter().cloned().collect()
    }

    /// Returns the recorded events and forgets them.
    #[must_use]
    pub fn take(&self) -> Vec<RecordedEvent> {
        core::mem::take(&mut self.tape.lock().events).into()
    }

    /// Returns the events that have been recorded at least once, also if they have been taken or replaced since.
    pub(crate) fn seen(&self) -> Vec<&'static EventMetadata> {
        self.tape.lock().seen.clone()
    }

    /// For [`assert_emitted!`](crate::assert_emitted): panics unless an event of this type matches.
    #[doc(hidden)]
    #[track_caller]
    pub fn assert_emitted<E: Decode>(
        &self,
        wanted: &str,
        matches: impl for<'a> Fn(Decoded<'a, E>) -> bool,
    ) {
        let events = self.events();
        let mut views = events.iter().filter_map(|event| event.decode::<E>().ok());
        assert!(views.any(matches), "{}", missing(wanted, &events));
    }

    /// For [`assert_emitted!`](crate::assert_emitted): panics unless an event equals this one.
    #[doc(hidden)]
    #[track_caller]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the macro passes a struct literal"
    )]
    pub fn assert_emitted_exactly<E: Decode>(&self, wanted: &str, event: E) {
        self.assert_emitted::<E>(wanted, |decoded| decoded == event);
    }
}

fn missing(wanted: &str, events: &[RecordedEvent]) -> String {
    let events = events.iter().map(|event| format!("\n  {event:?}"));
    let count = events.len();
    format!(
        "no event is `{wanted}`; {count} were recorded{}",
        events.collect::<String>()
    )
}

/// Asserts that a [`Recorder`](crate::Recorder) has recorded an event.
///
/// Fields that are not listed before `..` may have any value. Without `..`, the argument is an event to compare with.
///
/// ```ignore
/// let recorder = Recorder::of_this_thread(&PROVIDER);
/// dock_all();
/// assert_emitted!(recorder, ShipDocked { berth: "7a", .. });
/// assert_emitted!(recorder, ShipLeft { name: "Aurora" });
/// ```
///
/// A failure lists the recorded events:
///
/// ```text
/// no event is `ShipDocked { berth: "7a", .. }`; 2 were recorded
///   1 ShipDocked { Name: "Aurora", Berth: "7b" }
///   2 ShipLeft { Name: "Aurora" }
/// ```
#[macro_export]
macro_rules! assert_emitted {
    ($recorder:expr, $event:path { $($field:ident: $value:expr,)* .. } $(,)?) => {
        $recorder.assert_emitted::<$event>(
            concat!(stringify!($event), " { ", $(stringify!($field), ": ", stringify!($value), ", ",)* ".. }"),
            |_view| true $(&& _view.$field == $value)*,
        )
    };
    ($recorder:expr, $event:expr $(,)?) => {
        $recorder.assert_emitted_exactly(stringify!($event), $event)
    };
}

/// An event that a [`Recorder`] keeps. `Debug` shows it in one line: `1 ShipDocked { Name: "Aurora", Berth: "7a" }`.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedEvent {
    /// The provider that emitted the event.
    pub provider: &'static Provider,
    /// The metadata of the event.
    pub event: &'static EventMetadata,
    /// The activity that the event was emitted with.
    pub activity_id: Option<Guid>,
    /// The activity that caused that one.
    pub related_activity_id: Option<Guid>,
    /// The fields.
    pub payload: Vec<u8>,
}

impl RecordedEvent {
    /// Decodes the payload as this event.
    ///
    /// # Errors
    /// It is another event, or the payload is not valid.
    pub fn decode<E: Decode>(&self) -> Result<Decoded<'_, E>, DecodeError> {
        EmittedEvent::from(self).decode::<E>()
    }
}

impl fmt::Debug for RecordedEvent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        EmittedEvent::from(self).fmt(formatter)
    }
}

impl<'a> From<&'a RecordedEvent> for EmittedEvent<'a> {
    fn from(event: &'a RecordedEvent) -> Self {
        Self {
            provider: event.provider,
            event: event.event,
            activity_id: event.activity_id,
            related_activity_id: event.related_activity_id,
            payload: &event.payload,
        }
    }
}

impl From<&EmittedEvent<'_>> for RecordedEvent {
    fn from(event: &EmittedEvent<'_>) -> Self {
        Self {
            provider: event.provider,
            event: event.event,
            activity_id: event.activity_id,
            related_activity_id: event.related_activity_id,
            payload: event.payload.to_vec(),
        }
    }
}

/// The listener of a recorder.
struct Tape(Mutex<Recording>);

struct Recording {
    events: VecDeque<RecordedEvent>,
    limit: usize,
    seen: Vec<&'static EventMetadata>,
    /// The threads whose events are recorded; `None` for all.
    threads: Option<Vec<ThreadId>>,
}

impl Tape {
    fn lock(&self) -> MutexGuard<'_, Recording> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recording {
    fn shorten(&mut self) {
        let excess = self.events.len().saturating_sub(self.limit);
        self.events.drain(..excess);
    }
}

impl Listener for Tape {
    fn on_event(&self, event: &EmittedEvent<'_>) {
        let mut recording = self.lock();
        let is_followed = |threads: &Vec<_>| threads.contains(&thread::current().id());
        if recording.threads.as_ref().is_none_or(is_followed) {
            if !recording
                .seen
                .iter()
                .any(|seen| core::ptr::eq(*seen, event.event))
            {
                recording.seen.push(event.event);
            }
            recording.events.push_back(event.into());
            recording.shorten();
        }
    }
}

impl fmt::Debug for Tape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let recording = self.lock();
        formatter.debug_list().entries(&recording.events).finish()
    }
}
