//! [`Recorder`]: keeps the events of a provider, for tests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::vec::Vec;

use crate::{EmittedEvent, EventMetadata, Guid, Listener, ListenerGuard, Provider};

/// Keeps the events of a provider while it lives.
///
/// A provider belongs to the whole process, so a recorder also gets what other tests emit at the same time;
/// [`of_this_thread`](Self::of_this_thread) leaves that out.
#[derive(Debug)]
pub struct Recorder {
    tape: Arc<Tape>,
    _guard: ListenerGuard,
}

impl Recorder {
    /// Starts to record all events.
    pub fn attach(provider: &'static Provider) -> Self {
        Self::with_tape(provider, Tape::default())
    }

    /// Starts to record the events that the calling thread emits.
    pub fn of_this_thread(provider: &'static Provider) -> Self {
        Self::with_tape(
            provider,
            Tape {
                thread: Some(thread::current().id()),
                ..Tape::default()
            },
        )
    }

    fn with_tape(provider: &'static Provider, tape: Tape) -> Self {
        let tape = Arc::new(tape);
        let listener: Arc<dyn Listener> = Arc::<Tape>::clone(&tape);
        Self {
            tape,
            _guard: provider.attach(listener),
        }
    }

    /// The events so far.
    #[must_use]
    pub fn events(&self) -> Vec<RecordedEvent> {
        self.tape.events().clone()
    }

    /// The events so far, which it then forgets.
    #[must_use]
    pub fn take(&self) -> Vec<RecordedEvent> {
        core::mem::take(&mut *self.tape.events())
    }
}

/// An event that a [`Recorder`] keeps.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordedEvent {
    /// The provider that emitted it.
    pub provider: &'static Provider,
    /// What the manifest says about it.
    pub event: &'static EventMetadata,
    /// The activity, if the event was emitted with one.
    pub activity_id: Option<Guid>,
    /// The activity that caused that one.
    pub related_activity_id: Option<Guid>,
    /// The fields.
    pub payload: Vec<u8>,
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

/// Where the listener puts the events and the recorder finds them.
#[derive(Debug, Default)]
struct Tape {
    events: Mutex<Vec<RecordedEvent>>,
    thread: Option<ThreadId>,
}

impl Tape {
    fn events(&self) -> MutexGuard<'_, Vec<RecordedEvent>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener for Tape {
    fn on_event(&self, event: &EmittedEvent<'_>) {
        if self
            .thread
            .is_none_or(|thread| thread == thread::current().id())
        {
            self.events().push(event.into());
        }
    }
}
