//! Registering and unregistering: what an event meets before, between and after.
#![cfg(feature = "std")]

mod ping;

use std::sync::atomic::{AtomicU32, Ordering};

use etw_provider::{Outcome, Recorder, Status};
use ping::{emit, is_settled, provider};

#[test]
fn the_first_event_registers_the_provider() {
    let provider = provider();
    assert_eq!(provider.status(), Status::Waiting);
    assert!(provider.words()[0].is_enabled());
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    assert!(is_settled(provider.status()));
    assert!(!provider.words()[0].is_enabled());
}

#[test]
fn a_listener_attached_before_the_first_event_gets_it() {
    let provider = provider();
    let recorder = Recorder::attach(provider);
    assert_eq!(emit(provider, 5), Outcome::Written);
    assert_eq!(recorder.take()[0].payload, [5, 0, 0, 0]);
}

#[test]
fn the_last_guard_unregisters_and_no_event_registers_again() {
    let provider = provider();
    let (first, second) = (provider.register(), provider.register());
    assert!(is_settled(provider.status()));
    drop(first);
    assert!(is_settled(provider.status()));
    drop(second);
    assert_eq!(provider.status(), Status::Unregistered);
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    assert!(!provider.words()[0].is_enabled());
    assert_eq!(provider.status(), Status::Unregistered);
}

#[test]
fn a_guard_also_ends_what_an_event_began() {
    let provider = provider();
    emit(provider, 0);
    drop(provider.register());
    assert_eq!(provider.status(), Status::Unregistered);
}

#[test]
fn unregistering_silences_listeners_until_the_next_register() {
    let provider = provider();
    let recorder = Recorder::attach(provider);
    let registration = provider.register();
    provider.unregister();
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    let late = Recorder::attach(provider);
    assert!(!provider.words()[0].is_enabled());

    let again = provider.register();
    assert_eq!(emit(provider, 1), Outcome::Written);
    assert_eq!((recorder.take().len(), late.take().len()), (1, 1));

    // A guard from before `unregister` must not end what was registered after it.
    drop(registration);
    assert_eq!(emit(provider, 2), Outcome::Written);
    drop(again);
    assert_eq!(emit(provider, 3), Outcome::Disabled);
}

#[test]
fn unregistering_a_provider_that_never_was_registered_disables_it() {
    let provider = provider();
    provider.unregister();
    assert!(!provider.words()[0].is_enabled());
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    assert_eq!(provider.status(), Status::Unregistered);
}

#[test]
fn no_word_is_enabled_once_the_last_listener_is_gone() {
    let provider = provider();
    let _registration = provider.register();
    let recorders = [Recorder::attach(provider), Recorder::attach(provider)];
    assert!(provider.is_enabled());
    drop(recorders);
    assert!(!provider.is_enabled());
}

#[test]
fn a_failure_to_register_is_reported() {
    static CODE: AtomicU32 = AtomicU32::new(0);
    let provider = provider();
    assert!(provider.on_registration_failure(|_, code| CODE.store(code, Ordering::Relaxed)));
    assert!(!provider.on_registration_failure(|_, _| unreachable!("it is not the first")));
    emit(provider, 0);
    let expected = match provider.status() {
        Status::Failed(code) => code,
        _ => 0,
    };
    assert_eq!(CODE.swap(0, Ordering::Relaxed), expected);
    let _registration = provider.register();
    assert_eq!(
        CODE.load(Ordering::Relaxed),
        expected,
        "each attempt is reported"
    );
}
