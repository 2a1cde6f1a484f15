//! The child of a fork emits without waiting, whatever other threads of its parent were doing.
#![cfg(all(unix, not(miri), feature = "std"))]

mod in_child;
mod ping;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use etw_provider::{Outcome, Recorder, Status};
use in_child::in_child;
use ping::{Pinger, emit, is_settled, provider};

#[test]
fn a_child_has_the_listeners_of_its_parent_and_reaches_its_own_copy() {
    let provider = provider();
    let recorder = Recorder::attach(provider);
    emit(provider, 1);
    in_child(|| {
        assert_eq!(emit(provider, 2), Outcome::Written);
        assert_eq!(recorder.take().len(), 2);
    });
    assert_eq!(emit(provider, 3), Outcome::Written);
    let numbers: Vec<u8> = recorder
        .take()
        .iter()
        .map(|event| event.payload[0])
        .collect();
    assert_eq!(numbers, [1, 3]);
}

#[test]
fn what_a_child_does_to_its_registration_is_its_own_affair() {
    let provider = provider();
    let recorder = Recorder::attach(provider);
    let registration = provider.register();
    in_child(|| {
        provider.unregister();
        assert_eq!(emit(provider, 1), Outcome::Disabled);
        let _again = provider.register();
        assert_eq!(emit(provider, 2), Outcome::Written);
    });
    assert!(is_settled(provider.status()));
    assert_eq!(emit(provider, 3), Outcome::Written);
    assert_eq!(recorder.take().len(), 1);
    drop(registration);
    assert_eq!(provider.status(), Status::Unregistered);
}

#[test]
fn the_first_event_of_a_child_registers_it() {
    let provider = provider();
    in_child(|| {
        emit(provider, 1);
        assert!(is_settled(provider.status()));
    });
    assert_eq!(provider.status(), Status::Waiting);
}

#[test]
fn a_listener_may_fork() {
    let provider = provider();
    let calls = Arc::new(AtomicUsize::new(0));
    let seen = calls.clone();
    let guard = provider.listen(move |event| {
        seen.fetch_add(1, Ordering::Relaxed);
        if event.payload[0] == 1 {
            in_child(|| {
                assert_eq!(emit(provider, 2), Outcome::Written);
                assert_eq!(seen.load(Ordering::Relaxed), 2);
            });
        }
    });
    assert_eq!(emit(provider, 1), Outcome::Written);
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    drop(guard);
}

/// Forks again and again while other threads register, unregister, attach, detach and emit.
#[test]
fn a_child_of_a_busy_program_emits_without_waiting() {
    let provider = provider();
    let calls = Arc::new(AtomicUsize::new(0));
    let seen = calls.clone();
    let _guard = provider.listen(move |_| {
        seen.fetch_add(1, Ordering::Relaxed);
    });
    let done = AtomicBool::new(false);
    let busy: [fn(&'static Pinger); 3] = [
        |provider| drop(provider.register()),
        |provider| drop(provider.listen(|_| ())),
        |provider| assert_ne!(emit(provider, 0), Outcome::Failed(0)),
    ];
    thread::scope(|scope| {
        for work in busy {
            let done = &done;
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    work(provider);
                }
            });
        }
        for number in 1..=200 {
            in_child(|| {
                let before = calls.load(Ordering::Relaxed);
                let outcome = emit(provider, number);
                let heard = calls.load(Ordering::Relaxed) - before;
                // Whether the provider was registered at that moment is chance.
                assert_eq!(heard, usize::from(outcome == Outcome::Written));
            });
        }
        done.store(true, Ordering::Relaxed);
    });
}
