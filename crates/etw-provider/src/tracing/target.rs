//! [`Target`]: what a bridge and its callsites share, the forwarded metadata and the interest of the subscriber.

use std::collections::BTreeMap;
use std::string::String;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use crate::listeners::Interest;
use crate::{EmittedEvent, EnableWord, Provider, ProviderMetadata};

/// Locks a mutex, also after a panic of a thread that held it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A provider with its fragments, as the target of `tracing` events.
pub(super) struct Target {
    pub(super) provider: &'static Provider,
    pub(super) state: Mutex<State>,
    /// The interest of the bridge's listener, for threads that must not wait until it is attached.
    pub(super) interest: Mutex<Option<Arc<Interest>>>,
}

#[derive(Default)]
pub(super) struct State {
    /// The metadata that were forwarded, of the provider or of its fragments.
    pub(super) metadata: Vec<&'static ProviderMetadata>,
    /// The locale of messages; `None` for the default locale of the manifest.
    pub(super) locale: Option<String>,
    /// For each level and keyword, the number of events that the subscriber is interested in.
    pub(super) interesting: BTreeMap<(u8, u64), usize>,
}

impl Target {
    /// Returns the name of the provider, which is the `target` of its events.
    pub(super) fn name(&self) -> &'static str {
        self.provider.identity().name()
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

    /// Asks again which words the subscriber wants.
    pub(super) fn refresh(&self) {
        let interest = lock(&self.interest).clone();
        if let Some(interest) = interest {
            interest.refresh(|level, keyword| self.wants(level, keyword));
        }
    }

    /// Returns `true` if the subscriber is interested in an event with this level and keyword, or if no such event is known
    /// yet, which is possible for fragments.
    pub(super) fn wants(&self, level: u8, keyword: u64) -> bool {
        let state = lock(&self.state);
        let count = state.interesting.get(&(level, keyword));
        count.is_none_or(|count| *count > 0)
    }
}
