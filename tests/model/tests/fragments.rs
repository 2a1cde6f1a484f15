//! A fragment that joins a provider while sessions, listeners and registrations come and go.

mod explore;
#[path = "../../../crates/etw-provider/tests/ping/mod.rs"]
mod ping;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use etw_provider::{EmittedEvent, Etw, Listener, Outcome, Provider, Recorder, Status};
use explore::explore_preempting;
use loom::sync::atomic::AtomicBool as ModelBool;
use loom::thread;
use ping::{Pinger, emit, pinger_of, provider};

/// A fragment whose level and keyword the provider lacks.
fn fragment(base: &'static Pinger) -> &'static Pinger {
    pinger_of(4, 1 << 63, |words| Provider::extending(base, words))
}

/// A registered provider and a fragment that has not joined.
fn registered() -> [&'static Pinger; 2] {
    let provider = provider();
    core::mem::forget(provider.register());
    [provider, fragment(provider)]
}

#[test]
fn of_two_first_events_one_joins_and_is_not_lost() {
    explore_preempting(3, || {
        Etw::enable(0, 0);
        let [_, fragment] = registered();
        let other = thread::spawn(move || emit(fragment, 1));
        let outcomes = [emit(fragment, 2), other.join().unwrap()];
        let written = outcomes
            .iter()
            .filter(|it| **it == Outcome::Written)
            .count();
        assert!(written > 0);
        assert_eq!(Etw::take_events().len(), written);
        assert_eq!(Etw::registrations_ever(), 2);
        assert_eq!(emit(fragment, 3), Outcome::Written);
    });
}

#[test]
fn the_first_events_of_provider_and_fragment_register_both() {
    explore_preempting(3, || {
        Etw::enable(0, 0);
        let provider = provider();
        let fragment = fragment(provider);
        let other = thread::spawn(move || emit(fragment, 1));
        emit(provider, 2);
        other.join().unwrap();
        let _forget = Etw::take_events();
        assert_eq!(emit(provider, 3), Outcome::Written);
        assert_eq!(emit(fragment, 4), Outcome::Written);
        assert_eq!(Etw::take_events(), [3, 4]);
        assert_eq!(Etw::registrations_ever(), 2);
    });
}

#[test]
fn a_session_that_starts_while_it_joins_gets_the_next_event() {
    explore_preempting(3, || {
        let [_, fragment] = registered();
        let other = thread::spawn(|| Etw::enable(4, 1 << 63));
        emit(fragment, 1);
        other.join().unwrap();
        let _forget = Etw::take_events();
        assert_eq!(emit(fragment, 2), Outcome::Written);
        assert_eq!(Etw::take_events(), [2]);
        Etw::disable();
        assert!(!fragment.words()[0].is_enabled());
    });
}

#[test]
fn unregistering_prevails_over_its_first_event() {
    explore_preempting(3, || {
        Etw::enable(0, 0);
        let [provider, fragment] = registered();
        let other = thread::spawn(move || emit(fragment, 1));
        provider.unregister();
        other.join().unwrap();
        assert_eq!(
            (Etw::registrations(), fragment.status()),
            (0, Status::Unregistered)
        );
        let _forget = Etw::take_events();
        assert_eq!(emit(fragment, 2), Outcome::Disabled);
        assert!(!fragment.words()[0].is_enabled());
        assert_eq!(Etw::take_events(), []);
        let _registration = fragment.register();
        assert_eq!(emit(fragment, 3), Outcome::Written);
    });
}

#[test]
fn registering_it_waits_until_its_words_are_enabled() {
    explore_preempting(3, || {
        Etw::enable(0, 0);
        let provider = provider();
        let fragment = fragment(provider);
        let other = thread::spawn(move || emit(provider, 1));
        let registration = fragment.register();
        assert_eq!(emit(fragment, 2), Outcome::Written);
        other.join().unwrap();
        drop(registration);
        assert_eq!(Etw::registrations(), 0);
        assert_eq!(emit(fragment, 3), Outcome::Disabled);
    });
}

#[test]
fn a_listener_attached_while_it_joins_gets_the_next_event() {
    explore_preempting(3, || {
        let [provider, fragment] = registered();
        let other = thread::spawn(move || Recorder::attach(provider));
        emit(fragment, 1);
        let recorder = other.join().unwrap();
        let _forget = recorder.take();
        assert_eq!(emit(fragment, 2), Outcome::Written);
        assert_eq!(recorder.take().len(), 1);
        drop(recorder);
        assert!(!fragment.words()[0].is_enabled());
    });
}

#[test]
fn a_listener_that_stays_gets_every_event_from_the_first_on() {
    explore_preempting(3, || {
        let [provider, fragment] = registered();
        let recorder = Recorder::attach(provider);
        let other = thread::spawn(move || emit(provider, 1));
        assert_eq!(emit(fragment, 2), Outcome::Written);
        other.join().unwrap();
        assert_eq!(recorder.take().len(), 2);
    });
}

/// Wants all or nothing, and notices calls after it was detached.
#[derive(Default)]
struct Watched {
    wants: Option<ModelBool>,
    running: AtomicUsize,
    detached: AtomicBool,
}

impl Listener for Watched {
    fn wants(&self, _level: u8, _keyword: u64) -> bool {
        assert!(!self.detached.load(Ordering::SeqCst));
        self.wants
            .as_ref()
            .is_none_or(|wants| wants.load(Ordering::Acquire))
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {
        assert!(!self.detached.load(Ordering::SeqCst));
        self.running.fetch_add(1, Ordering::SeqCst);
        thread::yield_now();
        self.running.fetch_sub(1, Ordering::SeqCst);
    }
}

#[test]
fn a_listener_that_is_detached_while_it_joins_is_not_asked_or_called_any_more() {
    explore_preempting(3, || {
        let [provider, fragment] = registered();
        let watched = Arc::new(Watched::default());
        let guard = provider.attach(watched.clone());
        let other = thread::spawn(move || emit(fragment, 1));
        drop(guard);
        assert_eq!(watched.running.load(Ordering::SeqCst), 0);
        watched.detached.store(true, Ordering::SeqCst);
        assert_eq!(Arc::strong_count(&watched), 1);
        other.join().unwrap();
        assert_eq!(emit(fragment, 2), Outcome::Disabled);
        assert!(!fragment.words()[0].is_enabled());
    });
}

#[test]
fn a_refresh_while_it_joins_has_the_last_word() {
    explore_preempting(3, || {
        let [provider, fragment] = registered();
        let watched = Arc::new(Watched {
            wants: Some(ModelBool::new(false)),
            ..Watched::default()
        });
        let guard = provider.attach(watched.clone());
        let other = thread::spawn(move || emit(fragment, 1));
        let wants = watched.wants.as_ref().unwrap();
        wants.store(true, Ordering::Release);
        guard.refresh();
        other.join().unwrap();
        assert_eq!(emit(fragment, 2), Outcome::Written);
        assert!(fragment.words()[0].is_enabled() && provider.words()[0].is_enabled());
        drop(guard);
        assert!(!fragment.words()[0].is_enabled());
    });
}

#[test]
fn two_fragments_that_join_at_once_keep_their_words_apart() {
    explore_preempting(2, || {
        let provider = provider();
        core::mem::forget(provider.register());
        let recorder = Recorder::attach(provider);
        let fragments = [fragment(provider), fragment(provider)];
        let [one, two] = fragments;
        let other = thread::spawn(move || emit(one, 1));
        emit(two, 2);
        other.join().unwrap();
        let _forget = recorder.take();
        assert!(fragments.iter().all(|it| emit(it, 3) == Outcome::Written));
        assert_eq!(recorder.take().len(), 2);
        drop(recorder);
        assert!(fragments.iter().all(|it| !it.words()[0].is_enabled()));
    });
}
