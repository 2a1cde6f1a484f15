//! [`Bridge`]: the listener that forwards a provider's events, and what the subscriber's filters mean for it.

use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::boxed::Box;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::vec::Vec;

use tracing_core::dispatcher;

use super::callsite::EventCallsite;
use super::lock;
use crate::listener::Interest;
use crate::{EmittedEvent, EventMetadata, Listener, ListenerGuard, ProviderMetadata, Renderer};

/// A provider that is forwarded, or was. It lives for as long as the program, because its callsites do.
pub(super) struct Bridge {
    metadata: &'static ProviderMetadata,
    locale: AtomicUsize,
    /// How many events of each word the subscriber is interested in.
    interesting: Box<[AtomicUsize]>,
    callsites: OnceLock<Callsites>,
    /// How many [`Forwarding`](super::Forwarding)s there are, and what they share.
    attached: Mutex<(usize, Option<ListenerGuard>)>,
    /// What `attached` wants, for a thread that must not wait for it.
    interest: Mutex<Option<Arc<Interest>>>,
}

/// By the address of the event's metadata.
type Callsites = BTreeMap<usize, &'static EventCallsite>;

fn address(event: &'static EventMetadata) -> usize {
    core::ptr::from_ref(event).addr()
}

impl Bridge {
    /// The bridge of a provider, which is made when it is first asked for.
    pub(super) fn of(metadata: &'static ProviderMetadata) -> &'static Self {
        static BRIDGES: Mutex<Vec<&'static Bridge>> = Mutex::new(Vec::new());
        let mut bridges = lock(&BRIDGES);
        let known = bridges
            .iter()
            .find(|bridge| core::ptr::eq(bridge.metadata, metadata));
        if let Some(bridge) = known {
            return bridge;
        }
        let bridge = Self::new(metadata);
        bridges.push(bridge);
        bridge
    }

    fn new(metadata: &'static ProviderMetadata) -> &'static Self {
        let words = metadata.provider.words().iter();
        let bridge: &'static Self = Box::leak(Box::new(Self {
            metadata,
            locale: AtomicUsize::new(0),
            interesting: words.map(|_| AtomicUsize::new(0)).collect(),
            callsites: OnceLock::new(),
            attached: Mutex::new((0, None)),
            interest: Mutex::new(None),
        }));
        let events = metadata.events.iter();
        let callsites = events
            .map(|entry| {
                (
                    address(entry.metadata),
                    EventCallsite::leak(bridge, metadata, entry),
                )
            })
            .collect();
        bridge.callsites.get_or_init(|| callsites);
        bridge
    }

    /// Forwards events, with messages in this language.
    pub(super) fn begin(&'static self, locale: usize) {
        self.locale.store(locale, Ordering::Relaxed);
        let mut attached = lock(&self.attached);
        attached.0 += 1;
        if attached.1.is_none() {
            let guard = self.metadata.provider.attach(Arc::new(Forwarder(self)));
            *lock(&self.interest) = Some(guard.interest());
            attached.1 = Some(guard);
            // Filters may have changed since the listener was asked.
            self.refresh();
        }
    }

    /// Ends one forwarding, and with the last one all.
    pub(super) fn end(&self) {
        let mut attached = lock(&self.attached);
        attached.0 -= 1;
        if attached.0 == 0 {
            *lock(&self.interest) = None;
            attached.1 = None;
        }
    }

    /// Notes that the subscriber's interest in one event of a word has begun or ended.
    pub(super) fn interest_changed(&self, word: u16, interesting: bool) {
        let Some(count) = self.interesting.get(usize::from(word)) else {
            return;
        };
        let before = if interesting {
            count.fetch_add(1, Ordering::Relaxed)
        } else {
            count.fetch_sub(1, Ordering::Relaxed)
        };
        if before == usize::from(!interesting) {
            self.refresh();
        }
    }

    /// What makes messages, in the language that was asked for last.
    fn renderer(&self) -> Renderer<'static> {
        let locale = self
            .metadata
            .locales
            .get(self.locale.load(Ordering::Relaxed));
        self.metadata.renderer(locale.unwrap_or(&""))
    }

    fn refresh(&self) {
        let interest = lock(&self.interest).clone();
        if let Some(interest) = interest {
            interest.refresh(|level, keyword| self.wants(level, keyword));
        }
    }

    fn wants(&self, level: u8, keyword: u64) -> bool {
        let words = self.metadata.provider.words().iter();
        words.zip(&self.interesting).any(|(word, count)| {
            (word.level(), word.keyword()) == (level, keyword) && count.load(Ordering::Relaxed) > 0
        })
    }
}

impl fmt::Debug for Bridge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Bridge").finish_non_exhaustive()
    }
}

/// The listener of a bridge.
struct Forwarder(&'static Bridge);

impl Listener for Forwarder {
    fn wants(&self, level: u8, keyword: u64) -> bool {
        self.0.wants(level, keyword)
    }

    fn on_event(&self, event: &EmittedEvent<'_>) {
        let callsites = self.0.callsites.get();
        let callsite = callsites.and_then(|callsites| callsites.get(&address(event.event)));
        let Some(callsite) = callsite else { return };
        dispatcher::get_default(|dispatch| {
            if callsite.is_enabled(dispatch) {
                callsite.dispatch(dispatch, event, &self.0.renderer());
            }
        });
    }
}
