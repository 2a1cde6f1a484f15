//! Registering and unregistering on several threads while events are emitted.

mod explore;
#[path = "../../../crates/etw-provider/tests/ping/mod.rs"]
mod ping;

use etw_provider::{Etw, Outcome, Recorder, Status};
use explore::{explore, explore_preempting};
use loom::sync::Arc;
use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use loom::thread;
use ping::{Pinger, emit, provider};

/// What holds once a provider is unregistered and all calls have returned.
fn assert_unregistered(provider: &'static Pinger) {
    assert_eq!(provider.status(), Status::Unregistered);
    assert_eq!(Etw::registrations(), 0);
    assert!(!provider.words()[0].is_enabled());
    let _forget = Etw::take_events();
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    assert_eq!(Etw::take_events(), []);
    // Once more does no harm.
    provider.unregister();
}

#[test]
fn of_two_first_events_one_registers_and_is_not_lost() {
    explore_preempting(4, || {
        Etw::enable(0, 0);
        let provider = provider();
        let other = thread::spawn(move || emit(provider, 1));
        let outcomes = [(2, emit(provider, 2)), (1, other.join().unwrap())];
        let written = outcomes
            .iter()
            .filter(|(_, outcome)| *outcome == Outcome::Written);
        let mut written: Vec<_> = written.map(|(number, _)| *number).collect();
        let mut events = Etw::take_events();
        written.sort_unstable();
        events.sort_unstable();
        assert_eq!(events, written);
        assert!(!events.is_empty());
        assert_eq!(Etw::registrations_ever(), 1);
        assert_eq!(emit(provider, 3), Outcome::Written);
    });
}

#[test]
fn an_event_does_not_wait_for_the_thread_that_registers() {
    explore_preempting(4, || {
        Etw::enable(0, 0);
        let provider = provider();
        let paused = Etw::pause();
        let returned = Arc::new(AtomicUsize::new(0));
        let threads = [1, 2].map(|number| {
            let returned = returned.clone();
            thread::spawn(move || {
                let outcome = emit(provider, number);
                returned.fetch_add(1, Ordering::Relaxed);
                outcome
            })
        });
        // One of them registers, which the system holds up; for ever, if the other waited for it.
        while returned.load(Ordering::Relaxed) == 0 {
            thread::yield_now();
        }
        drop(paused);
        let [one, two] = threads.map(|thread| thread.join().unwrap());
        assert_ne!(one, two);
        assert_eq!(Etw::take_events().len(), 1);
    });
}

#[test]
fn registering_waits_until_the_provider_is_registered() {
    explore_preempting(4, || {
        Etw::enable(0, 0);
        let provider = provider();
        let other = thread::spawn(move || emit(provider, 1));
        let registration = provider.register();
        assert_eq!(provider.status(), Status::Registered);
        assert_eq!(emit(provider, 2), Outcome::Written);
        other.join().unwrap();
        assert_eq!(Etw::registrations_ever(), 1);
        drop(registration);
        assert_unregistered(provider);
    });
}

#[test]
fn after_unregistering_no_event_is_delivered() {
    explore(|| {
        Etw::enable(0, 0);
        let provider = provider();
        core::mem::forget(provider.register());
        let unregistered = Arc::new(AtomicBool::new(false));
        let seen = unregistered.clone();
        let other = thread::spawn(move || {
            let before = emit(provider, 1);
            if seen.load(Ordering::Acquire) {
                assert_eq!(emit(provider, 2), Outcome::Disabled);
            }
            before
        });
        provider.unregister();
        unregistered.store(true, Ordering::Release);
        let in_flight = usize::from(other.join().unwrap() == Outcome::Written);
        assert_eq!(Etw::take_events().len(), in_flight);
        assert_unregistered(provider);
    });
}

#[test]
fn unregistering_prevails_over_first_events() {
    explore_preempting(2, || {
        Etw::enable(0, 0);
        let provider = provider();
        let threads = [1, 2].map(|number| thread::spawn(move || emit(provider, number)));
        provider.unregister();
        for thread in threads {
            thread.join().unwrap();
        }
        assert_unregistered(provider);
    });
}

#[test]
fn the_last_of_the_guards_unregisters_whichever_it_is() {
    explore_preempting(3, || {
        Etw::enable(0, 0);
        let provider = provider();
        let guards = [provider.register(), provider.register()];
        let threads = guards.map(|guard| thread::spawn(move || drop(guard)));
        let outcome = emit(provider, 1);
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(
            Etw::take_events().len(),
            usize::from(outcome == Outcome::Written)
        );
        assert_eq!(Etw::registrations_ever(), 1);
        assert_unregistered(provider);
    });
}

#[test]
fn a_guard_made_while_the_last_one_goes_keeps_the_provider() {
    explore(|| {
        let provider = provider();
        let recorder = Recorder::attach(provider);
        let old = provider.register();
        let other = thread::spawn(move || drop(old));
        let new = provider.register();
        other.join().unwrap();
        assert_eq!(provider.status(), Status::Registered);
        assert_eq!(Etw::registrations(), 1);
        Etw::enable(0, 0);
        assert_eq!(emit(provider, 1), Outcome::Written);
        assert_eq!((recorder.take().len(), Etw::take_events()), (1, vec![1]));
        drop(new);
        assert_unregistered(provider);
    });
}

#[test]
fn guards_from_before_an_unregister_do_not_count_after_it() {
    explore(|| {
        let provider = provider();
        let old = provider.register();
        let other = thread::spawn(move || provider.unregister());
        let new = provider.register();
        other.join().unwrap();
        // Either `unregister` came last, or the new guard holds.
        let new_counts = provider.status() == Status::Registered;
        assert_eq!(Etw::registrations(), usize::from(new_counts));
        let newest = provider.register();
        drop(old);
        Etw::enable(0, 0);
        assert_eq!(emit(provider, 1), Outcome::Written);
        drop(newest);
        assert_eq!(provider.status() == Status::Registered, new_counts);
        drop(new);
        assert_unregistered(provider);
    });
}
