//! Two providers, eight threads that emit, and a session that comes and goes meanwhile.
#![cfg(windows)]

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use activation_services_events as activation;
use etw_provider::{Outcome, Provider};
use etw_test_support::{FakeEtw, Session, State};

const EVERYTHING: Session = (0, 0, 0);
const EMITTERS: usize = 8;
const CHANGES: usize = 10_000;

static PROVIDERS: [&Provider; 2] = [&activation::PROVIDER, &library::PROVIDER];

/// Emits events of both providers until told to stop; says how many were written.
fn emit_until(done: &AtomicBool, number: usize) -> usize {
    let mut written = 0;
    while !done.load(Ordering::Relaxed) {
        let outcomes = match number % 2 {
            0 => [
                activation::emit_dispatch_session_failed("Store"),
                library::emit_always(),
            ],
            _ => [
                library::emit_same_number(),
                activation::emit_was_connected("Store"),
            ],
        };
        written += outcomes
            .iter()
            .filter(|it| **it == Outcome::Written)
            .count();
    }
    written
}

/// Emits from eight threads while `change` runs 10,000 times; says how many events were written.
fn while_emitting(mut change: impl FnMut(usize)) -> usize {
    let (done, written) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for number in 0..EMITTERS {
            let (done, written) = (&done, &written);
            scope.spawn(move || {
                written.fetch_add(emit_until(done, number), Ordering::Relaxed);
            });
        }
        (0..CHANGES).for_each(&mut change);
        done.store(true, Ordering::Relaxed);
    });
    written.into_inner()
}

/// Waits for an event: a machine may be so busy that the emitting threads have not come to run.
fn await_write(etw: &FakeEtw) {
    while etw.with(|state| state.writes.is_empty()) {
        thread::yield_now();
    }
}

/// Every event that arrived is whole, and went to the registration of its own provider.
fn check_writes(etw: &FakeEtw) -> usize {
    let store = b"S\0t\0o\0r\0e\0\0\0";
    let guids = etw.with(|state| state.registered.clone());
    let writes = etw.take_writes();
    for write in &writes {
        let (provider, bytes) = match (write.descriptor.id, write.descriptor.task) {
            (4031, 2500) | (4026, 2603) => (PROVIDERS[0], &store[..]),
            (6 | 4031, 0) => (PROVIDERS[1], &[][..]),
            other => panic!("no such event: {other:?}"),
        };
        assert_eq!(write.bytes, bytes);
        let index = usize::try_from(write.handle).unwrap() - 1;
        assert_eq!(guids[index], provider.identity().guid());
    }
    writes.len()
}

#[test]
fn no_event_is_written_once_disabling_has_returned_and_running_emits_have_ended() {
    let etw = FakeEtw::install(State::default());
    let registrations = PROVIDERS.map(Provider::register);
    let mut arrived = 0;
    let written = while_emitting(|change| {
        etw.enable(EVERYTHING);
        if change % 100 == 0 {
            await_write(&etw);
        }
        etw.disable();
        assert!(PROVIDERS.iter().all(|it| !it.is_enabled()));
        if change % 100 == 0 {
            arrived += check_writes(&etw);
        }
    });
    arrived += check_writes(&etw);
    assert_eq!(written, arrived, "what was reported as written has arrived");
    assert!(written > 0);

    assert_eq!(activation::emit_was_connected("Store"), Outcome::Disabled);
    assert_eq!(library::emit_always(), Outcome::Disabled);
    assert!(etw.take_writes().is_empty());
    drop(registrations);
    etw.with(|state| {
        assert_eq!(state.registered.len(), 2);
        assert_eq!(state.unregistered.len(), 2);
        assert!(state.live().is_empty());
        assert_eq!(state.stray_writes, 0);
    });
}

#[test]
fn every_registration_ends_once_while_others_emit() {
    let etw = FakeEtw::install(State {
        waiting: Some(EVERYTHING),
        ..State::default()
    });
    let written = while_emitting(|change| {
        let registration = PROVIDERS[change % 2].register();
        if change % 1000 == 0 {
            await_write(&etw);
            check_writes(&etw);
        }
        drop(registration);
    });
    assert!(written > 0);
    check_writes(&etw);
    for provider in PROVIDERS {
        assert!(!provider.is_enabled());
    }
    etw.with(|state| {
        // What an event of the first moments registered is ended by the first guard.
        assert!(state.live().is_empty());
        let mut unregistered = state.unregistered.clone();
        unregistered.sort_unstable();
        let handles: Vec<u64> = (1..=state.registered.len() as u64).collect();
        assert_eq!(unregistered, handles);
    });
}
