//! The calls by which the shipped events reach Windows, seen at the program's import table.
#![cfg(windows)]

mod shipped;

use std::sync::atomic::{AtomicUsize, Ordering};

use activation_services_events::PROVIDER;
use activation_services_events::etw_provider::{Activity, Guid, Outcome, Status};
use etw_test_support::{FakeEtw, Session, State};
use shipped::facts::FACTS;
use shipped::payloads::CASES;

const EVERYTHING: Session = (0, 0, 0);

/// The ids of the events that are written now if all are emitted.
fn written(etw: &FakeEtw) -> Vec<u16> {
    for case in &CASES {
        (case.emit)(&Activity::CURRENT);
    }
    let writes = etw.take_writes();
    writes.iter().map(|write| write.descriptor.id).collect()
}

/// The ids of the events whose literal descriptor fits.
fn ids(fits: impl Fn(u8, u64) -> bool) -> Vec<u16> {
    let descriptors = FACTS.iter().map(|fact| fact.descriptor);
    let fitting = descriptors.filter(|it| fits(it.level, it.keyword));
    fitting.map(|it| it.id).collect()
}

#[test]
fn descriptors_payloads_and_activities_of_all_events() {
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    etw.enable(EVERYTHING);
    let (id, related) = (Guid::from_u128(3), Guid::from_u128(4));
    let activities = [
        (Activity::CURRENT, None, None),
        (Activity::new(id), Some(id), None),
        (
            Activity::new(id).with_related(related),
            Some(id),
            Some(related),
        ),
    ];
    for (activity, id, related) in activities {
        for case in &CASES {
            assert_eq!((case.emit)(&activity), Outcome::Written, "{}", case.symbol);
        }
        let writes = etw.take_writes();
        assert_eq!(writes.len(), 31);
        for ((write, fact), case) in writes.iter().zip(&FACTS).zip(&CASES) {
            assert_eq!(fact.symbol, case.symbol);
            assert_eq!(write.descriptor, fact.descriptor, "{}", fact.symbol);
            assert_eq!(write.bytes, case.payload.concat(), "{}", fact.symbol);
            assert_eq!((write.activity, write.related), (id, related));
            assert_eq!(write.descriptors, 1);
        }
    }
}

#[test]
fn the_provider_registers_under_its_own_guid_and_says_its_name() {
    let etw = FakeEtw::install(State::default());
    drop(PROVIDER.register());
    etw.with(|state| {
        let guid = Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503);
        assert_eq!(state.registered, [guid]);
        assert!(state.traits.is_empty(), "the manifest asks for no traits");
        assert_eq!(state.unregistered, [1]);
    });
}

#[test]
fn a_session_gets_the_level_it_asks_for_and_the_more_severe_ones() {
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    let counts = [
        (0, 31),
        (1, 2),
        (2, 11),
        (3, 12),
        (4, 15),
        (5, 31),
        (255, 31),
    ];
    for (level, count) in counts {
        etw.enable((level, 0, 0));
        let written = written(&etw);
        assert_eq!(
            written,
            ids(|it, _| level == 0 || it <= level),
            "level {level}"
        );
        assert_eq!(written.len(), count, "level {level}");
    }
}

const ACTIVATION: u64 = 0x800;
const ANALYTIC: u64 = 0x2000_0000_0000_0000;
const DEBUG: u64 = 0x1000_0000_0000_0000;

#[test]
fn a_session_gets_the_keywords_it_asks_for() {
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    for (any, all, count) in [
        (ACTIVATION, 0, 31),
        (1, 0, 0),
        (DEBUG, 0, 3),
        (DEBUG | ANALYTIC, 0, 31),
        (ANALYTIC, ACTIVATION, 28),
        (DEBUG, ACTIVATION | DEBUG, 3),
        (DEBUG, ACTIVATION | ANALYTIC, 0),
        (0, DEBUG, 3),
        (0, 1, 0),
    ] {
        etw.enable((0, any, all));
        let fits = |_, keyword| (any == 0 || keyword & any != 0) && keyword & all == all;
        let written = written(&etw);
        assert_eq!(written, ids(fits), "{any:#x} {all:#x}");
        assert_eq!(written.len(), count, "{any:#x} {all:#x}");
    }
}

#[test]
fn sessions_come_and_go_many_times() {
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    assert!(written(&etw).is_empty());
    for _ in 0..100 {
        etw.enable((2, ACTIVATION, 0));
        assert_eq!(written(&etw).len(), 11);
        etw.enable(EVERYTHING);
        assert_eq!(written(&etw).len(), 31);
        etw.disable();
        assert!(!PROVIDER.is_enabled());
        assert!(written(&etw).is_empty());
    }
}

#[test]
fn registered_twice_is_registered_once_until_both_are_gone() {
    let etw = FakeEtw::install(State {
        waiting: Some(EVERYTHING),
        ..State::default()
    });
    let (first, second) = (PROVIDER.register(), PROVIDER.register());
    drop(first);
    assert_eq!(written(&etw).len(), 31);
    etw.with(|state| assert!(state.unregistered.is_empty()));
    drop(second);
    assert_eq!(PROVIDER.status(), Status::Unregistered);
    assert!(written(&etw).is_empty());
    etw.with(|state| {
        assert_eq!(
            (state.registered.len(), state.unregistered.as_slice()),
            (1, &[1][..])
        );
        assert_eq!(state.stray_writes, 0);
    });
}

#[test]
fn a_program_whose_registration_fails_goes_on() {
    const NO_SYSTEM_RESOURCES: u32 = 1450;
    let etw = FakeEtw::install(State {
        register_code: NO_SYSTEM_RESOURCES,
        ..State::default()
    });
    let registration = PROVIDER.register();
    assert_eq!(PROVIDER.status(), Status::Failed(NO_SYSTEM_RESOURCES));
    assert!(written(&etw).is_empty());
    drop(registration);
    etw.with(|state| {
        assert!(
            state.unregistered.is_empty(),
            "there is nothing to unregister"
        );
        state.register_code = 0;
        state.waiting = Some(EVERYTHING);
    });
    let _registration = PROVIDER.register();
    assert_eq!(written(&etw).len(), 31);
}

#[test]
fn a_session_that_asks_for_the_state_gets_it() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    etw.enable(EVERYTHING);
    PROVIDER.on_capture_state(|_| {
        ASKED.fetch_add(1, Ordering::Relaxed);
        activation_services_events::emit_was_connected("Store");
    });
    etw.control(2, EVERYTHING);
    assert_eq!(ASKED.load(Ordering::Relaxed), 1);
    assert_eq!(etw.take_writes()[0].descriptor.id, 4026);
}
