//! [`Listener`]: code of this process that gets a provider's events, on every operating system.

use core::fmt;
use std::sync::Arc;

#[cfg(any(feature = "tracing", loom, test))]
use crate::listeners::Interest;
use crate::listeners::Seat;
use crate::{Decode, DecodeError, Decoded, EventMetadata, Guid, Provider};

/// Gets the events of a provider within the process that emits them.
///
/// A panic of a listener passes through `emit` to the program, after the other listeners got the event. An event that a listener emits is an
/// event like any other, so a listener that emits for each event that it gets never ends.
pub trait Listener: Send + Sync {
    /// Returns `true` if the listener wants events with this level and keyword.
    ///
    /// It is called for each pair when the listener is attached, at each [`refresh`](ListenerGuard::refresh), and, on the thread
    /// that emits, when a fragment joins the provider. It must not register or unregister the provider.
    fn wants(&self, level: u8, keyword: u64) -> bool {
        let _ = (level, keyword);
        true
    }

    /// Takes an event, on the thread that emits it.
    fn on_event(&self, event: &EmittedEvent<'_>);
}

/// An event that a [`Listener`] gets. `Debug` shows it in one line: `1 ShipDocked { Name: "Aurora", Berth: "7a" }`.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct EmittedEvent<'a> {
    /// The provider. For an event of a fragment, it is the provider that the fragment extends.
    pub provider: &'static Provider,
    /// The metadata of the event.
    pub event: &'static EventMetadata,
    /// The activity that the event was emitted with, else that of the thread.
    pub activity_id: Option<Guid>,
    /// The activity that caused that one.
    pub related_activity_id: Option<Guid>,
    /// The payload, as the operating system gets it.
    pub payload: &'a [u8],
}

impl<'a> EmittedEvent<'a> {
    /// Decodes the payload as this event.
    ///
    /// # Errors
    /// It is another event, or the payload is not valid.
    pub fn decode<E: Decode>(&self) -> Result<Decoded<'a, E>, DecodeError> {
        if !core::ptr::eq(self.event, E::event()) {
            return Err(DecodeError::UnknownEvent);
        }
        E::decode(self.payload)
    }
}

impl fmt::Debug for EmittedEvent<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.event.descriptor().id)?;
        crate::event::debug(formatter, self.event, self.payload)
    }
}

impl Provider {
    /// Attaches a listener, which gets events until the result is dropped.
    pub fn attach(&'static self, listener: Arc<dyn Listener>) -> ListenerGuard {
        let seat = self.root().listeners.attach(&listener);
        #[cfg(feature = "tracing-subscriber")]
        crate::tracing::rebuild();
        ListenerGuard { seat, listener }
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
/// Dropping it waits for calls of the listener on other threads, so the listener must not drop it while it handles an event.
/// Afterwards the listener is not called any more.
#[must_use = "the listener is detached when this is dropped"]
pub struct ListenerGuard {
    seat: Seat,
    listener: Arc<dyn Listener>,
}

impl ListenerGuard {
    /// Asks the listener again which events it [wants](Listener::wants). `wants` itself must not call this.
    pub fn refresh(&self) {
        self.seat
            .interest
            .refresh(|level, keyword| self.listener.wants(level, keyword));
    }

    /// Returns the interest of the listener, for code that refreshes it without the guard.
    #[cfg(any(feature = "tracing", loom, test))]
    pub(crate) fn interest(&self) -> Arc<Interest> {
        Arc::clone(&self.seat.interest)
    }

    /// For models: returns a refresh that may run after the guard is dropped, as in the bridge to `tracing`.
    #[cfg(loom)]
    pub fn late_refresh(&self, wants: bool) -> impl FnOnce() + use<> {
        let interest = self.interest();
        move || interest.refresh(|_, _| wants)
    }
}

impl Drop for ListenerGuard {
    fn drop(&mut self) {
        self.seat.leave();
    }
}

impl fmt::Debug for ListenerGuard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ListenerGuard")
            .finish_non_exhaustive()
    }
}
