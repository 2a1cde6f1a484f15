//! A session that comes and goes while events are emitted and others change the same enable word.

mod explore;
#[path = "../../../crates/etw-provider/tests/ping/mod.rs"]
mod ping;

use etw_provider::{Etw, Outcome, Recorder};
use explore::{explore, explore_preempting};
use loom::sync::Arc;
use loom::sync::atomic::{AtomicBool, Ordering};
use loom::thread;
use ping::{emit, provider};

#[test]
fn after_a_session_ends_no_event_is_delivered() {
    explore(|| {
        let provider = provider();
        core::mem::forget(provider.register());
        Etw::enable(0, 0);
        let disabled = Arc::new(AtomicBool::new(false));
        let seen = disabled.clone();
        let other = thread::spawn(move || {
            emit(provider, 1);
            if seen.load(Ordering::Acquire) {
                assert_eq!(emit(provider, 2), Outcome::Disabled);
            }
            emit(provider, 3)
        });
        Etw::disable();
        disabled.store(true, Ordering::Release);
        other.join().unwrap();
        assert!(!provider.words()[0].is_enabled());
        let _in_flight = Etw::take_events();
        assert_eq!(emit(provider, 4), Outcome::Disabled);
        assert_eq!(Etw::take_events(), []);
    });
}

#[test]
fn a_session_that_starts_during_the_first_event_gets_the_next() {
    explore(|| {
        let provider = provider();
        let other = thread::spawn(move || emit(provider, 1));
        Etw::enable(0, 0);
        let first = other.join().unwrap();
        assert_eq!(emit(provider, 2), Outcome::Written);
        let expected: &[u32] = if first == Outcome::Written {
            &[1, 2]
        } else {
            &[2]
        };
        assert_eq!(Etw::take_events(), expected);
    });
}

#[test]
fn once_the_word_is_clear_a_session_gets_every_event() {
    explore(|| {
        let provider = provider();
        let other = thread::spawn(move || emit(provider, 1));
        // Only the other thread can have cleared it.
        if !provider.is_enabled() {
            Etw::enable(0, 0);
            assert_eq!(emit(provider, 2), Outcome::Written);
        }
        other.join().unwrap();
    });
}

#[test]
fn a_session_that_ends_during_the_first_event_leaves_the_word_clear() {
    explore(|| {
        Etw::enable(0, 0);
        let provider = provider();
        let other = thread::spawn(move || emit(provider, 1));
        Etw::disable();
        other.join().unwrap();
        assert_eq!(emit(provider, 2), Outcome::Disabled);
        assert!(!provider.words()[0].is_enabled());
    });
}

#[test]
fn a_session_that_changes_during_unregistering_leaves_the_word_clear() {
    explore(|| {
        let provider = provider();
        let registration = provider.register();
        let other = thread::spawn(|| {
            Etw::enable(0, 0);
            Etw::disable();
            Etw::enable(4, 1);
        });
        drop(registration);
        other.join().unwrap();
        assert!(!provider.words()[0].is_enabled());
        assert_eq!(emit(provider, 1), Outcome::Disabled);
    });
}

#[test]
fn session_listener_and_registration_change_one_word_and_none_is_lost() {
    explore_preempting(4, || {
        let provider = provider();
        let session = thread::spawn(|| Etw::enable(0, 0));
        let listening = thread::spawn(move || Recorder::attach(provider));
        emit(provider, 1);
        session.join().unwrap();
        let recorder = listening.join().unwrap();
        let _forget = (recorder.take(), Etw::take_events());
        assert_eq!(emit(provider, 2), Outcome::Written);
        assert_eq!((recorder.take().len(), Etw::take_events()), (1, vec![2]));
        drop(recorder);
        assert_eq!(emit(provider, 3), Outcome::Written);
        Etw::disable();
        assert!(!provider.words()[0].is_enabled());
    });
}
