//! Life cycle checks: registering, waiting sessions, unregistering, fragments, forks, many threads.

use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use etw_provider::{
    Activity, EnableWord, Encoded, Event, EventDescriptor, EventMetadata, Extent, Field, Guid,
    InType, OutType, Outcome, Payload, Provider, ProviderIdentity, Status, Storage, Template,
    template,
};

use crate::child;
use crate::decoded::decode;
use crate::ring_buffer::RingBuffers;
use crate::tracefs;

const CHECKS: [fn(); 11] = [
    a_session_that_waits_gets_the_first_event,
    unregistering_disables_and_registering_enables_again,
    two_providers_of_one_name_share_a_tracepoint,
    a_fragment_has_tracepoints_that_come_and_go_with_the_provider,
    child::a_child_is_enabled_and_disabled_as_its_parent,
    child::what_a_child_unregisters_stays_registered_in_its_parent,
    child::the_first_event_of_a_child_registers_it_alone,
    the_activity_of_the_thread_arrives,
    an_event_without_description_arrives_undescribed,
    large_events_are_written_or_refused_whole,
    threads_emit_while_others_enable_and_register,
];
pub(crate) const COUNT: usize = CHECKS.len();

pub(crate) fn check_all() {
    for check in CHECKS {
        check();
    }
}

static DESCRIBED: Template = template!([
    Field::new("Size", InType::UInt32, OutType::UnsignedInt),
    Field::new("Bytes", InType::Binary, OutType::HexBinary).with_length(Extent::Field(0)),
]);
static UNDESCRIBED: Template = Template::undescribed(&[]);

/// A provider that no other check has, and its events.
pub(crate) struct Subject {
    provider: Provider,
    described: EventMetadata,
    undescribed: EventMetadata,
}

impl Deref for Subject {
    type Target = Provider;

    fn deref(&self) -> &Provider {
        &self.provider
    }
}

struct Bytes<'a>(&'a [u8], &'static EventMetadata);

impl Event for Bytes<'_> {
    fn metadata(&self) -> &'static EventMetadata {
        self.1
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        payload.count_u32([self.0.len()]);
        payload.bytes(self.0);
        payload.finish()
    }
}

/// Makes a provider of this name.
pub(crate) fn provider(name: &'static str) -> &'static Subject {
    let identity = Box::leak(Box::new(ProviderIdentity::new(name, Guid::from_u128(7))));
    subject(0x10, |words| Provider::new(identity, words))
}

/// Makes a provider or fragment of one word with this keyword.
fn subject(
    keyword: u64,
    provider: impl FnOnce(&'static [EnableWord]) -> Provider,
) -> &'static Subject {
    let words: &'static [EnableWord; 1] = Box::leak(Box::new([EnableWord::new(4, keyword)]));
    let descriptor = EventDescriptor::new(7, 0)
        .with_level(4)
        .with_keyword(keyword);
    Box::leak(Box::new(Subject {
        provider: provider(words),
        described: EventMetadata::new("Bytes", descriptor, &words[0], &DESCRIBED),
        undescribed: EventMetadata::new("Bytes", descriptor, &words[0], &UNDESCRIBED),
    }))
}

pub(crate) fn emit(provider: &'static Subject, bytes: &[u8]) -> Outcome {
    if provider.words()[0].is_enabled() {
        provider.write(&Bytes(bytes, &provider.described), &Activity::CURRENT)
    } else {
        Outcome::Disabled
    }
}

/// A fragment has tracepoints once it is registered, before its first event.
fn a_fragment_has_tracepoints_that_come_and_go_with_the_provider() {
    let base = provider("Extended");
    let fragment = subject(1 << 63, |words| Provider::extending(base, words));
    let tracepoint = "Extended_L4K8000000000000000";
    let registration = base.register();
    assert!(!tracefs::exists(tracepoint));
    drop((registration, fragment.register()));
    let registration = fragment.register();
    assert!(tracefs::exists(tracepoint));
    assert!(!fragment.is_enabled());
    tracefs::enable(tracepoint, true);
    assert!(fragment.is_enabled());
    assert_eq!(emit(fragment, b"8"), Outcome::Written);
    assert_eq!(emit(base, b"9"), Outcome::Disabled);
    let late = subject(1 << 63, |words| Provider::extending(base, words));
    assert_eq!(
        emit(late, b"10"),
        Outcome::Written,
        "a session was waiting for it"
    );
    drop(registration);
    assert_eq!(emit(fragment, b"11"), Outcome::Disabled);
    assert_eq!(emit(late, b"12"), Outcome::Disabled);
}

fn a_session_that_waits_gets_the_first_event() {
    provider("Waiting").register().forget();
    tracefs::enable("Waiting_L4K10", true);
    let late = provider("Waiting");
    assert_eq!(late.status(), Status::Waiting);
    assert_eq!(emit(late, b"1"), Outcome::Written);
    assert_eq!(late.status(), Status::Registered);
}

fn unregistering_disables_and_registering_enables_again() {
    let provider = provider("Again");
    let registration = provider.register();
    assert!(tracefs::exists("Again_L4K10"));
    assert!(!provider.is_enabled());
    tracefs::enable("Again_L4K10", true);
    assert!(provider.is_enabled());
    drop(registration);
    assert!(!provider.is_enabled());
    assert_eq!(emit(provider, b"2"), Outcome::Disabled);
    let registration = provider.register();
    assert_eq!(emit(provider, b"3"), Outcome::Written);
    tracefs::enable("Again_L4K10", false);
    assert_eq!(emit(provider, b"4"), Outcome::Disabled);
    drop(registration);
}

fn two_providers_of_one_name_share_a_tracepoint() {
    let providers = [provider("One name"), provider("One-name")];
    let registrations = providers.map(|provider| provider.register());
    tracefs::enable("One_name_L4K10", true);
    for provider in providers {
        assert_eq!(emit(provider, b"5"), Outcome::Written);
    }
    drop(registrations);
    assert!(!providers.iter().any(|provider| provider.is_enabled()));
}

/// Empties the buffers, calls `run`, and returns the records that arrive.
pub(crate) fn records(run: impl FnOnce()) -> Vec<(String, Vec<u8>)> {
    let mut buffers = RingBuffers::open(tracefs::TRACEFS);
    buffers.take();
    run();
    let names = tracefs::tracepoints();
    let records = buffers.take().into_iter();
    records
        .map(|record| (names[&record.tracepoint].clone(), record.bytes))
        .collect()
}

fn the_activity_of_the_thread_arrives() {
    let provider = provider("Activity");
    let _registration = provider.register();
    tracefs::enable("Activity_L4K10", true);
    let records = records(|| {
        let before = Activity::set_current(Some(Guid::from_u128(0xABC)));
        assert_eq!(emit(provider, b"\x06"), Outcome::Written);
        Activity::set_current(before);
        assert_eq!(emit(provider, b"\x07"), Outcome::Written);
    });
    let [with, without] = [0, 1].map(|at| decode(&records[at].0, &records[at].1).unwrap());
    assert_eq!(with.activity, Some(0xABC));
    assert_eq!(with.fields, r#""Size": 1, "Bytes": "06""#);
    assert_eq!(without.activity, None);
}

fn an_event_without_description_arrives_undescribed() {
    let provider = provider("Undescribed");
    let _registration = provider.register();
    tracefs::enable("Undescribed_L4K10", true);
    let records = records(|| {
        let outcome = provider.write(&Bytes(b"\xFE", &provider.undescribed), &Activity::CURRENT);
        assert_eq!(outcome, Outcome::Written);
    });
    let expected = [3, 0, 7, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0xFE];
    assert_eq!(records[0].1[..expected.len()], expected);
}

/// Returns the fields of an event with these bytes as a decoder shows them.
fn bytes_field(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!(
        "\"Size\": {}, \"Bytes\": \"{}\"",
        bytes.len(),
        shown.join(" ")
    )
}

/// The kernel silently drops events that do not fit in a page of its buffer.
fn large_events_are_written_or_refused_whole() {
    let provider = provider("Large");
    let _registration = provider.register();
    tracefs::enable("Large_L4K10", true);
    for (size, arrives) in [(3000, true), (5000, false), (60_000, false)] {
        let bytes = vec![0xAA; size];
        let records = records(|| {
            let outcome = emit(provider, &bytes);
            assert_eq!(outcome, Outcome::Written, "{size}");
        });
        assert_eq!(records.len(), usize::from(arrives), "{size}");
        for (tracepoint, record) in records {
            let fields = decode(&tracepoint, &record).unwrap().fields;
            assert_eq!(fields, bytes_field(&bytes));
        }
    }
}

/// A provider whose events several threads emit, and the number of events that were written.
struct Emitted {
    provider: &'static Subject,
    tracepoint: &'static str,
    written: AtomicUsize,
}

impl Emitted {
    /// Emits until it is done.
    fn emit_until(&self, done: &AtomicBool, bytes: &[u8]) {
        while !done.load(Ordering::Relaxed) {
            match emit(self.provider, bytes) {
                Outcome::Written => _ = self.written.fetch_add(1, Ordering::Relaxed),
                Outcome::Disabled => thread::yield_now(),
                other => panic!("{other:?}"),
            }
        }
    }

    /// Waits for an event: the machine may be so busy that the emitting threads have not come to run.
    fn await_event(&self) {
        let before = self.written.load(Ordering::Relaxed);
        while self.written.load(Ordering::Relaxed) == before {
            thread::yield_now();
        }
    }
}

/// Eight threads emit events of two providers while another thread enables and disables them 10,000 times, and unregisters and
/// registers one of them 100 times.
fn threads_emit_while_others_enable_and_register() {
    let both =
        [("Busy", "Busy_L4K10"), ("Steady", "Steady_L4K10")].map(|(name, tracepoint)| Emitted {
            provider: provider(name),
            tracepoint,
            written: AtomicUsize::new(0),
        });
    let [busy, steady] = &both;
    let registrations = both.each_ref().map(|it| it.provider.register());
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for thread in 0..8 {
            let (done, emitted) = (&done, &both[usize::from(thread % 2)]);
            scope.spawn(move || emitted.emit_until(done, &[thread; 9]));
        }
        for round in 0..10_000 {
            enable_and_disable(busy, steady, round);
        }
        done.store(true, Ordering::Relaxed);
    });
    // The records that remain in the buffers are whole.
    let names = tracefs::tracepoints();
    for record in RingBuffers::open(tracefs::TRACEFS).take() {
        let event = decode(&names[&record.tracepoint], &record.bytes).unwrap();
        let whole = |byte: &u8| event.fields == bytes_field(&[*byte; 9]);
        assert!([0, 1, 2, 3, 4, 5, 6, 7].iter().any(whole), "{event:?}");
    }
    drop(registrations);
    busy.provider.unregister();
    assert_eq!(steady.provider.status(), Status::Unregistered);
    let records = records(|| {
        assert_eq!(emit(busy.provider, b""), Outcome::Disabled);
        assert_eq!(emit(steady.provider, b""), Outcome::Disabled);
    });
    assert_eq!(records.len(), 0);
}

fn enable_and_disable(busy: &Emitted, steady: &Emitted, round: u32) {
    let changed = if (round / 2) % 2 == 0 { busy } else { steady };
    let enabled = round % 2 == 0;
    tracefs::enable(changed.tracepoint, enabled);
    assert_eq!(changed.provider.is_enabled(), enabled);
    if enabled && round % 1000 < 4 {
        changed.await_event();
    }
    if round % 100 == 0 {
        busy.provider.unregister();
        assert!(!busy.provider.is_enabled());
        busy.provider.register().forget();
        assert!(busy.provider.is_enabled());
    }
}

trait Forget {
    fn forget(self);
}

impl Forget for etw_provider::Registration {
    /// Keeps the provider registered.
    fn forget(self) {
        std::mem::forget(self);
    }
}
