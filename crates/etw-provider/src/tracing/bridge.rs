//! [`Bridge`]: the listener that forwards the events of a provider and follows the filters of the subscriber.

use core::fmt;
use std::boxed::Box;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::vec::Vec;

use tracing_core::dispatcher;

use super::callsite::EventCallsite;
use super::target::{Target, lock};
use crate::{EmittedEvent, EventMetadata, Listener, ListenerGuard, Provider, ProviderMetadata};

/// The forwarding of a provider and its fragments. It lives as long as the program, because its callsites do.
pub(super) struct Bridge {
    target: Target,
    /// The callsites by the address of the event's metadata.
    callsites: Mutex<BTreeMap<usize, &'static EventCallsite>>,
    /// The number of [`Forwarding`](super::Forwarding)s, and the listener that they share.
    attached: Mutex<(usize, Option<ListenerGuard>)>,
}

impl Bridge {
    /// Returns the bridge of a provider, which is made once.
    pub(super) fn of(provider: &'static Provider) -> &'static Self {
        static BRIDGES: Mutex<Vec<&'static Bridge>> = Mutex::new(Vec::new());
        let provider = provider.root();
        let mut bridges = lock(&BRIDGES);
        let is_known = |bridge: &&&Bridge| core::ptr::eq(bridge.target.provider, provider);
        if let Some(bridge) = bridges.iter().find(is_known) {
            return bridge;
        }
        let bridge: &'static Self = Box::leak(Box::new(Self {
            target: Target {
                provider,
                state: Mutex::default(),
                interest: Mutex::default(),
            },
            callsites: Mutex::default(),
            attached: Mutex::default(),
        }));
        bridges.push(bridge);
        bridge
    }

    /// Forwards events, with messages in this locale, from these metadata and those before.
    pub(super) fn begin(&'static self, metadata: &'static ProviderMetadata, locale: Option<&str>) {
        let mut state = lock(&self.target.state);
        state.locale = locale.map(Into::into);
        if !state.metadata.iter().any(|it| core::ptr::eq(*it, metadata)) {
            state.metadata.push(metadata);
        }
        drop(state);
        for entry in metadata.events() {
            self.callsite(entry.metadata());
        }
        let mut attached = lock(&self.attached);
        attached.0 += 1;
        if attached.1.is_none() {
            let guard = self.target.provider.attach(Arc::new(Forwarder(self)));
            *lock(&self.target.interest) = Some(guard.interest());
            attached.1 = Some(guard);
        }
        self.target.refresh();
    }

    /// Ends one forwarding, and with the last one all.
    pub(super) fn end(&self) {
        let mut attached = lock(&self.attached);
        attached.0 -= 1;
        if attached.0 == 0 {
            *lock(&self.target.interest) = None;
            attached.1 = None;
        }
    }

    /// Returns the callsite of an event, which is made and registered at the first call.
    fn callsite(&'static self, event: &'static EventMetadata) -> &'static EventCallsite {
        let address = core::ptr::from_ref(event).addr();
        let known = lock(&self.callsites).get(&address).copied();
        if let Some(callsite) = known {
            return callsite;
        }
        let mut state = lock(&self.target.state);
        let new = EventCallsite::leak(&self.target, event, &state.metadata);
        let word = (event.word().level(), event.word().keyword());
        state.interesting.entry(word).or_default();
        drop(state);
        let callsite = *lock(&self.callsites).entry(address).or_insert(new);
        // Outside all locks: `tracing` calls the subscriber, which may forward as well.
        if core::ptr::eq(callsite, new) {
            tracing_core::callsite::register(callsite);
        }
        callsite
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
        // Until a refresh can reach the listener it wants nothing, so that no change of a filter is missed.
        lock(&self.0.target.interest).is_some() && self.0.target.wants(level, keyword)
    }

    fn on_event(&self, event: &EmittedEvent<'_>) {
        let callsite = self.0.callsite(event.event);
        dispatcher::get_default(|dispatch| {
            if callsite.is_enabled(dispatch) {
                callsite.dispatch(dispatch, event);
            }
        });
    }
}
