//! [`Bridge`]: the listener that forwards the events of a provider and follows the filters of the subscriber.

use core::fmt;
use std::boxed::Box;
use std::collections::BTreeMap;
use std::string::String;
use std::sync::{Arc, Mutex};
use std::vec::Vec;

use tracing_core::dispatcher;

use super::callsite::EventCallsite;
use super::lock;
use crate::listeners::Interest;
use crate::{
    EmittedEvent, EnableWord, EventMetadata, Listener, ListenerGuard, Provider, ProviderMetadata,
};

/// The forwarding of a provider and its fragments. It lives as long as the program, because its callsites do.
pub(super) struct Bridge {
    provider: &'static Provider,
    state: Mutex<State>,
    /// The number of [`Forwarding`](super::Forwarding)s, and the listener that they share.
    attached: Mutex<(usize, Option<ListenerGuard>)>,
    /// The interest of that listener, for threads that must not wait for `attached`.
    interest: Mutex<Option<Arc<Interest>>>,
}

#[derive(Default)]
struct State {
    /// The metadata that were forwarded, of the provider or of its fragments.
    metadata: Vec<&'static ProviderMetadata>,
    /// The locale of messages; `None` for the default locale of the manifest.
    locale: Option<String>,
    /// The callsites by the address of the event's metadata.
    callsites: BTreeMap<usize, &'static EventCallsite>,
    /// For each level and keyword, the number of events that the subscriber is interested in.
    interesting: BTreeMap<(u8, u64), usize>,
}

impl Bridge {
    /// Returns the bridge of a provider, which is made once.
    pub(super) fn of(provider: &'static Provider) -> &'static Self {
        static BRIDGES: Mutex<Vec<&'static Bridge>> = Mutex::new(Vec::new());
        let provider = provider.root();
        let mut bridges = lock(&BRIDGES);
        let is_known = |bridge: &&&Bridge| core::ptr::eq(bridge.provider, provider);
        if let Some(bridge) = bridges.iter().find(is_known) {
            return bridge;
        }
        let bridge: &'static Self = Box::leak(Box::new(Self {
            provider,
            state: Mutex::default(),
            attached: Mutex::default(),
            interest: Mutex::default(),
        }));
        bridges.push(bridge);
        bridge
    }

    /// Returns the name of the provider, which is the target of its events.
    pub(super) fn target(&self) -> &'static str {
        self.provider.identity().name()
    }

    /// Forwards events, with messages in this locale, from these metadata and those before.
    pub(super) fn begin(&'static self, metadata: &'static ProviderMetadata, locale: Option<&str>) {
        let mut state = lock(&self.state);
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
            let guard = self.provider.attach(Arc::new(Forwarder(self)));
            *lock(&self.interest) = Some(guard.interest());
            attached.1 = Some(guard);
        }
        self.refresh();
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

    /// Returns the callsite of an event, which is made and registered at the first call.
    fn callsite(&'static self, event: &'static EventMetadata) -> &'static EventCallsite {
        let address = core::ptr::from_ref(event).addr();
        let known = lock(&self.state).callsites.get(&address).copied();
        if let Some(callsite) = known {
            return callsite;
        }
        let new = EventCallsite::leak(self, event, &lock(&self.state).metadata);
        let mut state = lock(&self.state);
        let callsite = *state.callsites.entry(address).or_insert(new);
        let word = (event.word().level(), event.word().keyword());
        state.interesting.entry(word).or_default();
        drop(state);
        // Outside all locks: `tracing` calls the subscriber, which may forward as well.
        if core::ptr::eq(callsite, new) {
            tracing_core::callsite::register(callsite);
        }
        callsite
    }

    /// Notes that the subscriber's interest in one event of a word has begun or ended.
    pub(super) fn interest_changed(&self, word: &EnableWord, interesting: bool) {
        let mut state = lock(&self.state);
        let count = state.interesting.entry((word.level(), word.keyword()));
        let count = count.or_default();
        if interesting {
            *count += 1;
        } else {
            *count -= 1;
        }
        let is_change = *count == usize::from(interesting);
        drop(state);
        if is_change {
            self.refresh();
        }
    }

    /// Returns the message of an event, from the metadata that have one.
    pub(super) fn message(&self, event: &EmittedEvent<'_>) -> Option<String> {
        let state = lock(&self.state);
        let (metadata, locale) = (state.metadata.clone(), state.locale.clone());
        drop(state);
        metadata.into_iter().find_map(|metadata| {
            let default = metadata.locales().next().unwrap_or("");
            let locale = locale.as_deref().unwrap_or(default);
            metadata.renderer(locale).message(event)
        })
    }

    fn refresh(&self) {
        let interest = lock(&self.interest).clone();
        if let Some(interest) = interest {
            interest.refresh(|level, keyword| self.wants(level, keyword));
        }
    }

    /// Returns `true` if the subscriber is interested in an event with this level and keyword, or if no such event is known
    /// yet, which is possible for fragments.
    fn wants(&self, level: u8, keyword: u64) -> bool {
        let state = lock(&self.state);
        let count = state.interesting.get(&(level, keyword));
        count.is_none_or(|count| *count > 0)
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
        lock(&self.0.interest).is_some() && self.0.wants(level, keyword)
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
