//! The calls that reach Windows, seen at the program's import table.
#![cfg(all(windows, feature = "std"))]

mod ping;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use etw_provider::{
    Activity, EnableWord, Guid, Outcome, Provider, ProviderIdentity, Recorder, Status,
};
use etw_test_support::{FakeEtw, Session, State};
use ping::{Pinger, emit, pinger_of, provider};

const EVERYTHING: Session = (0, 0, 0);

fn session(session: Session) -> State {
    State {
        waiting: Some(session),
        ..State::default()
    }
}

#[test]
fn a_waiting_session_gets_the_very_first_event() {
    let etw = FakeEtw::install(session(EVERYTHING));
    let provider = provider();
    assert_eq!(emit(provider, 0x0102_0304), Outcome::Written);
    let [write] = etw.take_writes().try_into().unwrap();
    assert_eq!(write.handle, 1);
    assert_eq!(
        (
            write.descriptor.id,
            write.descriptor.level,
            write.descriptor.keyword
        ),
        (1, 4, 1)
    );
    assert_eq!(
        (write.descriptors, write.bytes.as_slice()),
        (1, [4, 3, 2, 1].as_slice())
    );
    assert_eq!((write.activity, write.related), (None, None));
    etw.with(|state| assert_eq!(state.registered, [provider.identity().guid()]));
}

#[test]
fn activity_ids_are_handed_over() {
    let etw = FakeEtw::install(session(EVERYTHING));
    let provider = provider();
    let (id, related) = (Guid::from_u128(3), Guid::from_u128(4));
    provider.write(&provider.ping(0), &Activity::new(id));
    provider.write(&provider.ping(0), &Activity::new(id).with_related(related));
    let ids: Vec<_> = etw
        .take_writes()
        .iter()
        .map(|write| (write.activity, write.related))
        .collect();
    assert_eq!(ids, [(Some(id), None), (Some(id), Some(related))]);
}

#[test]
fn the_activity_of_a_thread_is_handed_over_and_known_to_the_system() {
    let etw = FakeEtw::install(session(EVERYTHING)).with_activities();
    let provider = provider();
    let (id, other) = (Guid::from_u128(5), Guid::from_u128(6));
    let before = Activity::set_current(Some(id));
    provider.write(&provider.ping(0), &Activity::CURRENT);
    provider.write(&provider.ping(0), &Activity::new(other));
    Activity::set_current(before);
    provider.write(&provider.ping(0), &Activity::CURRENT);
    let writes = etw.take_writes();
    let ids: Vec<_> = writes.iter().map(|write| write.activity).collect();
    assert_eq!(ids, [Some(id), Some(other), None]);
    etw.with(|state| assert_eq!(state.activities, [id, Guid::ZERO]));
}

#[test]
fn sessions_come_change_and_go() {
    let etw = FakeEtw::install(State::default());
    let provider = provider();
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    for _ in 0..3 {
        etw.enable((4, 0b11, 0));
        assert_eq!(emit(provider, 0), Outcome::Written);
        etw.enable((3, 0b11, 0));
        assert_eq!(emit(provider, 0), Outcome::Disabled);
        etw.enable((4, 0b10, 0));
        assert_eq!(emit(provider, 0), Outcome::Disabled);
        etw.enable(EVERYTHING);
        assert_eq!(emit(provider, 0), Outcome::Written);
        etw.disable();
        assert!(!provider.words()[0].is_enabled());
    }
    assert_eq!(etw.take_writes().len(), 6);
    etw.with(|state| assert_eq!(state.registered.len(), 1));
}

static TRAITS: [u8; 6] = *b"\x06\0T\0\0\0";
static IDENTITY: ProviderIdentity = ProviderIdentity::new("T", Guid::from_u128(8))
    .with_traits(&TRAITS)
    .with_control_guid(Guid::from_u128(9));

#[test]
fn a_filter_decides_for_each_word() {
    static WORDS: [EnableWord; 3] = [
        EnableWord::new(2, 0b01),
        EnableWord::new(5, 0b10),
        EnableWord::new(5, 0),
    ];
    static PROVIDER: Provider = Provider::new(&IDENTITY, &WORDS);
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    for (session, expected) in [
        ((2, 0, 0), [true, false, false]),
        ((5, 0b10, 0), [false, true, true]),
        ((0, 0b11, 0b01), [true, false, true]),
        ((1, 0, 0), [false, false, false]),
    ] {
        etw.enable(session);
        assert_eq!(
            [0, 1, 2].map(|word: usize| WORDS[word].is_enabled()),
            expected,
            "{session:?}"
        );
    }
    etw.control(77, EVERYTHING);
    assert!(
        !WORDS[0].is_enabled(),
        "an unknown control code changes nothing"
    );
}

#[test]
fn traits_and_control_guid_reach_etw() {
    static PROVIDER: Provider = Provider::new(&IDENTITY, &[]);
    let etw = FakeEtw::install(State::default());
    drop(PROVIDER.register());
    etw.with(|state| {
        assert_eq!(state.traits, [TRAITS]);
        assert_eq!(state.registered, [Guid::from_u128(9)]);
        assert_eq!(state.unregistered, [1]);
    });
}

#[test]
fn a_failure_to_register_harms_nobody_and_can_be_retried() {
    let etw = FakeEtw::install(State {
        register_code: 1450,
        ..session(EVERYTHING)
    });
    let provider = provider();
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    assert_eq!(provider.status(), Status::Failed(1450));
    etw.with(|state| assert_eq!(state.registered.len(), 1, "an event does not try again"));

    let recorder = Recorder::attach(provider);
    assert_eq!(emit(provider, 0), Outcome::Written);
    assert_eq!(recorder.take().len(), 1);

    etw.with(|state| state.register_code = 0);
    let _registration = provider.register();
    assert_eq!(provider.status(), Status::Registered);
    assert_eq!(emit(provider, 0), Outcome::Written);
    assert_eq!(etw.take_writes().len(), 1);
}

#[test]
fn a_failure_to_write_is_told_and_listeners_get_the_event() {
    let etw = FakeEtw::install(State {
        write_code: 534,
        ..session(EVERYTHING)
    });
    let provider = provider();
    let recorder = Recorder::attach(provider);
    assert_eq!(emit(provider, 0), Outcome::Failed(534));
    assert_eq!(recorder.take().len(), 1);
    assert_eq!(etw.take_writes().len(), 1);
}

#[test]
fn nothing_is_written_after_unregistering_until_registered_again() {
    let etw = FakeEtw::install(session(EVERYTHING));
    let provider = provider();
    let registration = provider.register();
    emit(provider, 0);
    drop(registration);
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    etw.with(|state| {
        assert_eq!(
            (state.writes.len(), state.unregistered.as_slice()),
            (1, [1].as_slice())
        );
    });

    let _registration = provider.register();
    assert_eq!(emit(provider, 0), Outcome::Written);
    assert_eq!(etw.take_writes()[1].handle, 2);
}

#[test]
fn a_thread_that_emits_while_another_registers_does_not_wait() {
    static PROVIDER: OnceLock<&Pinger> = OnceLock::new();
    let provider = PROVIDER.get_or_init(provider);
    let state = State {
        while_registering: Some(|| {
            let other = std::thread::spawn(|| emit(PROVIDER.get().unwrap(), 2));
            assert_eq!(other.join().unwrap(), Outcome::Disabled);
        }),
        ..session(EVERYTHING)
    };
    let etw = FakeEtw::install(state);
    assert_eq!(emit(provider, 1), Outcome::Written);
    assert_eq!(etw.take_writes().len(), 1);
}

#[test]
fn a_session_may_ask_for_the_state() {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    static PROVIDER: OnceLock<&Pinger> = OnceLock::new();
    let etw = FakeEtw::install(session(EVERYTHING));
    let provider = PROVIDER.get_or_init(provider);
    let _registration = provider.register();
    provider.on_capture_state(|_| {
        CALLS.fetch_add(1, Ordering::Relaxed);
        emit(PROVIDER.get().unwrap(), 9);
    });
    etw.control(2, EVERYTHING);
    assert_eq!(CALLS.load(Ordering::Relaxed), 1);
    assert_eq!(etw.take_writes()[0].bytes, [9, 0, 0, 0]);
}

/// A fragment with an Informational event of an Admin channel, a pair that the provider lacks.
fn fragment(base: &'static Pinger) -> &'static Pinger {
    pinger_of(4, 1 << 63, |words| Provider::extending(base, words))
}

#[test]
fn a_fragment_registers_the_guid_again_and_follows_sessions() {
    let etw = FakeEtw::install(session((4, 1 << 63, 0)));
    let provider = provider();
    let _registration = provider.register();
    let fragment = fragment(provider);
    assert_eq!(emit(fragment, 1), Outcome::Written);
    assert_eq!(emit(provider, 2), Outcome::Disabled);
    let guid = provider.identity().guid();
    etw.with(|state| assert_eq!(state.registered, [guid, guid]));
    let [write] = etw.take_writes().try_into().unwrap();
    assert_eq!((write.handle, write.descriptor.keyword), (2, 1 << 63));
    etw.enable((4, 1, 0));
    assert_eq!(emit(fragment, 3), Outcome::Disabled);
    assert_eq!(emit(provider, 4), Outcome::Written);
    etw.disable();
    assert!(!provider.is_enabled());
}

#[test]
fn unregistering_the_provider_unregisters_its_fragments_and_registering_brings_them_back() {
    let etw = FakeEtw::install(session(EVERYTHING));
    let provider = provider();
    let fragment = fragment(provider);
    assert_eq!(emit(fragment, 1), Outcome::Written);
    etw.with(|state| assert_eq!(state.registered.len(), 2, "its first event registers both"));
    provider.unregister();
    etw.with(|state| assert!(state.live().is_empty()));
    assert_eq!(emit(fragment, 2), Outcome::Disabled);
    let registration = provider.register();
    assert_eq!(emit(fragment, 3), Outcome::Written);
    drop(registration);
    etw.with(|state| assert!(state.live().is_empty()));
    assert_eq!(etw.take_writes().len(), 2);
}

#[test]
fn a_fragment_that_fails_to_register_is_tried_again_alone() {
    let etw = FakeEtw::install(session(EVERYTHING));
    let provider = provider();
    let _registration = provider.register();
    etw.with(|state| state.register_code = 1450);
    let fragment = fragment(provider);
    assert_eq!(emit(fragment, 1), Outcome::Disabled);
    assert_eq!(provider.status(), Status::Failed(1450));
    assert_eq!(emit(provider, 2), Outcome::Written);
    etw.with(|state| state.register_code = 0);
    let _again = provider.register();
    assert_eq!(provider.status(), Status::Registered);
    assert_eq!(emit(fragment, 3), Outcome::Written);
    etw.with(|state| assert_eq!(state.live().len(), 2));
}

#[test]
fn a_session_asks_for_the_state_of_provider_and_fragments_once() {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    static LATE: OnceLock<&Pinger> = OnceLock::new();
    let etw = FakeEtw::install(session(EVERYTHING));
    let provider = provider();
    let _registration = fragment(provider).register();
    LATE.set(fragment(provider)).ok().unwrap();
    provider.on_capture_state(|_| {
        CALLS.fetch_add(1, Ordering::Relaxed);
        emit(LATE.get().unwrap(), 9);
    });
    let before = etw.with(|state| state.registered.len());
    etw.control(2, EVERYTHING);
    assert_eq!(CALLS.load(Ordering::Relaxed), 1);
    let after = etw.with(|state| state.registered.len());
    assert_eq!(after, before, "no fragment registers within a callback");
    assert_eq!(emit(LATE.get().unwrap(), 10), Outcome::Written);
}
