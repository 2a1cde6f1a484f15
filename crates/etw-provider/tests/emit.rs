//! From generated code to listeners: what must hold for a program that emits, on every operating system.
#![cfg(feature = "std")]

mod generated;
mod ping;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use etw_provider::{
    Activity, Decode, EmittedEvent, Event, Guid, Keyword, Listener, MAX_PAYLOAD, Outcome, Payload,
    Recorder, Refusal, Text, Utf16Le,
};
use generated::example_every_type::{
    Blob, Empty, Lists, METADATA, Message, PROVIDER, Point, State, emit_message,
};

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Emits a message with a text in any encoding.
fn emit_text<'a>(text: impl Into<Text<'a>>, code: i32) -> Outcome {
    let text = text.into();
    PROVIDER.emit_fields::<Message<'_>>(&Activity::CURRENT, |payload| {
        payload.unicode_string(text);
        payload.i32(code);
    })
}

#[test]
fn fields_that_are_not_those_of_the_event_are_refused() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let emit = |fields: fn(&mut Payload<'_>)| {
        PROVIDER.emit_fields::<Message<'_>>(&Activity::CURRENT, fields)
    };
    let refused = Outcome::Refused(Refusal::WrongFields);
    assert_eq!(emit(|_| ()), refused);
    assert_eq!(emit(|payload| payload.unicode_string("a")), refused);
    let more = emit(|payload| {
        payload.unicode_string("a");
        payload.u64(1);
    });
    assert_eq!(more, refused);
    assert!(recorder.take().is_empty());
}

#[test]
fn an_event_arrives_with_its_bytes_and_its_metadata() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    assert_eq!(
        Message {
            text: "hé",
            code: -2
        }
        .emit(),
        Outcome::Written
    );
    let [event] = recorder.take().try_into().unwrap();
    assert_eq!(event.payload, b"h\0\xe9\0\0\0\xfe\xff\xff\xff");
    assert_eq!(*event.event.descriptor(), Message::DESCRIPTOR);
    assert_eq!(event.event.symbol(), "Message");
    assert_eq!((event.activity_id, event.related_activity_id), (None, None));
    assert!(std::ptr::eq(event.provider, &raw const PROVIDER));
}

#[test]
fn an_event_without_fields_arrives_empty() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    assert_eq!(Empty.emit(), Outcome::Written);
    assert!(recorder.events()[0].payload.is_empty());
}

#[test]
fn every_kind_of_text_gives_the_same_bytes() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let units: Vec<u16> = "añb".encode_utf16().collect();
    let bytes = utf16("añb");
    emit_message("añb", 0);
    emit_message(&String::from("añb"), 0);
    emit_message("añb", 0);
    emit_message(&Cow::Borrowed("añb"), 0);
    emit_message(&Box::<str>::from("añb"), 0);
    let owned = String::from("añb");
    let texts: [Text<'_>; 5] = [
        "añb".into(),
        (&owned).into(),
        (&units).into(),
        units.as_slice().into(),
        Utf16Le::new(&bytes).into(),
    ];
    for text in texts {
        emit_text(text, 0);
    }
    let events = recorder.take();
    assert_eq!(events.len(), 10);
    let expected = [bytes.as_slice(), &[0; 6]].concat();
    assert!(events.iter().all(|event| event.payload == expected));
}

#[test]
fn a_nul_neither_cuts_text_off_nor_shifts_what_follows() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    emit_message("a\0b", 7);
    emit_text(&[97_u16, 0, 98], 7);
    let expected = b"a\0\xfd\xffb\0\0\0\x07\0\0\0";
    assert!(
        recorder
            .take()
            .iter()
            .all(|event| event.payload == expected)
    );
}

fn lists<'a>(numbers: &'a [u16], points: &'a [Point<'a>], name: &'a str) -> Lists<'a> {
    Lists {
        numbers,
        points,
        name,
        code: b"abc",
        flags: &[true, false],
        state: State::CLOSED,
    }
}

#[test]
fn counts_come_from_the_slices() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let points = [Point { x: -1, label: "p" }, Point { x: 2, label: "q\0" }];
    assert_eq!(lists(&[1, 2], &points, "n\0😀").emit(), Outcome::Written);
    let expected = [
        b"\x02\x01\0\x02\0\xff\xffp\0\x02\0q?\0\x04\0".as_slice(),
        b"n\0\0\0\x3d\xd8\0\xde",
        b"abc\x01\0\0\0\0\0\0\0\x02\0\0\0",
    ];
    assert_eq!(recorder.take()[0].payload, expected.concat());
}

#[test]
fn an_event_whose_counts_disagree_or_do_not_fit_is_refused() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let refused = PROVIDER.refused();
    let mismatch = lists(&[1], &[], "").emit();
    assert_eq!(mismatch, Outcome::Refused(Refusal::CountMismatch));
    let points = [Point { x: 0, label: "" }; 256];
    let too_many = lists(&[0; 256], &points, "").emit();
    assert_eq!(too_many, Outcome::Refused(Refusal::CountTooLarge));
    assert_eq!(recorder.take().len(), 0);
    assert!(PROVIDER.refused() >= refused + 2);
}

#[test]
fn the_limit_is_exact_and_what_exceeds_it_is_refused_whole() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let bytes = vec![0xAB; MAX_PAYLOAD];
    assert_eq!(Blob { bytes: &bytes[4..] }.emit(), Outcome::Written);
    assert_eq!(
        Blob { bytes: &bytes[3..] }.emit(),
        Outcome::Refused(Refusal::TooLarge)
    );
    assert_eq!(
        Blob { bytes: &bytes }.emit(),
        Outcome::Refused(Refusal::TooLarge)
    );
    let [event] = recorder.take().try_into().unwrap();
    assert_eq!(event.payload.len(), MAX_PAYLOAD);
    // Three bytes of UTF-8 make two of UTF-16: the bound is far above the limit, the payload below it.
    let japanese = "日".repeat(MAX_PAYLOAD / 2 - 4);
    assert_eq!(emit_message(&japanese, 0), Outcome::Written);
}

#[test]
fn an_event_that_outgrows_the_first_buffer_arrives_whole() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    for size in [0, 1, 2043, 2044, 2045, 4096, 16_381] {
        let bytes = vec![0x5A; size];
        assert_eq!(Blob { bytes: &bytes }.emit(), Outcome::Written, "{size}");
        assert_eq!(recorder.take()[0].payload[4..], bytes);
    }
}

#[test]
fn a_small_event_needs_little_stack() {
    let _guard = PROVIDER.listen(|_| ());
    let emit = || emit_message("small", 0);
    let thread = std::thread::Builder::new()
        .stack_size(MAX_PAYLOAD / 2)
        .spawn(emit);
    assert_eq!(thread.unwrap().join().unwrap(), Outcome::Written);
}

#[test]
fn activity_ids_arrive() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let (id, related) = (Guid::from_u128(1), Guid::from_u128(2));
    Message { text: "", code: 0 }.emit_with(&Activity::new(id).with_related(related));
    let [event] = recorder.take().try_into().unwrap();
    assert_eq!(
        (event.activity_id, event.related_activity_id),
        (Some(id), Some(related))
    );
}

/// Counts the events of one thread, and wants only some.
struct Counter {
    level: u8,
    thread: std::thread::ThreadId,
    calls: AtomicUsize,
}

impl Counter {
    fn up_to(level: u8) -> Arc<Self> {
        let thread = std::thread::current().id();
        Arc::new(Self {
            level,
            thread,
            calls: AtomicUsize::new(0),
        })
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }
}

impl Listener for Counter {
    fn wants(&self, level: u8, _keyword: u64) -> bool {
        level <= self.level
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {
        if std::thread::current().id() == self.thread {
            self.calls.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
fn each_listener_gets_what_it_wants() {
    let (errors, all) = (Counter::up_to(2), Counter::up_to(5));
    let guards = [
        PROVIDER.attach(errors.clone()),
        PROVIDER.attach(all.clone()),
    ];
    emit_message("", 0);
    Empty.emit();
    assert_eq!((errors.calls(), all.calls()), (1, 2));
    drop(guards);
    emit_message("", 0);
    assert_eq!((errors.calls(), all.calls()), (1, 2));
    assert_eq!(
        (Arc::strong_count(&errors), Arc::strong_count(&all)),
        (1, 1)
    );
}

/// Wants the levels up to one that changes.
struct Changing {
    level: AtomicUsize,
}

impl Listener for Changing {
    fn wants(&self, level: u8, _keyword: u64) -> bool {
        usize::from(level) <= self.level.load(Ordering::Relaxed)
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {}
}

#[test]
fn a_listener_that_changes_its_mind_is_asked_again() {
    let provider = ping::provider();
    let _registration = provider.register();
    let level = AtomicUsize::new(3);
    let listener = Arc::new(Changing { level });
    let guard = provider.attach(listener.clone());
    assert_eq!(ping::emit(provider, 1), Outcome::Disabled);
    for (level, outcome) in [(4, Outcome::Written), (3, Outcome::Disabled)] {
        listener.level.store(level, Ordering::Relaxed);
        guard.refresh();
        assert_eq!(provider.is_enabled(), outcome == Outcome::Written);
        assert_eq!(ping::emit(provider, 2), outcome);
    }
    listener.level.store(4, Ordering::Relaxed);
    guard.refresh();
    guard.refresh();
    drop(guard);
    assert_eq!(ping::emit(provider, 3), Outcome::Disabled);
}

#[test]
fn a_panic_of_a_listener_passes_through_and_leaves_nothing_locked() {
    static PANICS: AtomicBool = AtomicBool::new(false);
    let thread = std::thread::current().id();
    let guard = PROVIDER.listen(move |_| {
        assert!(
            std::thread::current().id() != thread || !PANICS.load(Ordering::Relaxed),
            "a panic of the listener"
        );
    });
    let recorder = Recorder::of_this_thread(&PROVIDER);
    PANICS.store(true, Ordering::Relaxed);
    assert!(catch_unwind(|| emit_message("", 0)).is_err());
    PANICS.store(false, Ordering::Relaxed);
    assert_eq!(emit_message("", 0), Outcome::Written);
    assert!(!recorder.take().is_empty());
    drop(guard);
    assert_eq!(emit_message("", 0), Outcome::Written);
}

#[test]
fn a_panic_of_a_listener_does_not_keep_the_event_from_others() {
    let provider = ping::provider();
    let before = Recorder::attach(provider);
    let _panics = provider.listen(|_| panic!("a panic of the listener"));
    let after = Recorder::attach(provider);
    let payload = catch_unwind(|| ping::emit(provider, 1)).unwrap_err();
    assert_eq!(
        *payload.downcast::<&str>().unwrap(),
        "a panic of the listener"
    );
    assert_eq!((before.take().len(), after.take().len()), (1, 1));
}

/// Fails while it is asked what it wants.
struct Broken;

impl Listener for Broken {
    fn wants(&self, _level: u8, _keyword: u64) -> bool {
        panic!("a panic of the listener")
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {
        unreachable!("it was never attached")
    }
}

#[test]
fn a_listener_that_panics_while_it_is_attached_is_not_attached() {
    assert!(catch_unwind(AssertUnwindSafe(|| PROVIDER.attach(Arc::new(Broken)))).is_err());
    let recorder = Recorder::of_this_thread(&PROVIDER);
    assert_eq!(emit_message("", 0), Outcome::Written);
    assert_eq!(recorder.take().len(), 1);
}

#[test]
fn metadata_answers_by_number() {
    let event = METADATA.event(3, 1).unwrap().metadata();
    assert_eq!(event.symbol(), "Lists");
    assert!(METADATA.event(3, 0).is_none());
    let descriptor = event.descriptor();
    assert_eq!(
        METADATA.channel(descriptor.channel).unwrap().symbol(),
        "OPERATIONAL_CHANNEL"
    );
    assert_eq!(METADATA.task(descriptor.task).unwrap().name(), "Example");
    assert_eq!(
        METADATA
            .opcode(descriptor.task, descriptor.opcode)
            .unwrap()
            .name(),
        "ExampleStep"
    );
    assert_eq!(
        METADATA.opcode(0, descriptor.opcode).unwrap().name(),
        "Step"
    );
    assert_eq!(METADATA.level(2).unwrap().name(), "win:Error");
    assert!(METADATA.level(3).is_none());
    let keywords: Vec<_> = METADATA
        .keywords_of(descriptor.keyword)
        .map(Keyword::name)
        .collect();
    assert_eq!(keywords, ["Work"]);
    assert_eq!(
        METADATA
            .maps()
            .next()
            .unwrap()
            .item(2)
            .unwrap()
            .text()
            .get(1),
        Some("cerrado")
    );
}

#[test]
fn a_language_is_found_by_name_then_by_variety_then_by_default() {
    assert_eq!(METADATA.locale_index("es-ES"), 1);
    assert_eq!(METADATA.locale_index("ES-es"), 1);
    assert_eq!(METADATA.locale_index("es-MX"), 1);
    assert_eq!(METADATA.locale_index("es"), 1);
    assert_eq!(METADATA.locale_index("fr-FR"), 0);
    assert_eq!(METADATA.locale_index(""), 0);
}

#[test]
fn an_outcome_is_small() {
    assert!(size_of::<Outcome>() <= 8);
}

#[test]
fn events_are_the_same_if_their_data_is() {
    let message = |text| Message { text, code: 1 };
    let same = |one: &dyn Event, other: &dyn Event| one == other;
    assert!(same(&message("a"), &message("a")));
    assert!(!same(&message("a"), &message("b")));
    let units: Vec<u16> = "a".encode_utf16().collect();
    let payload = [utf16("a").as_slice(), &[0, 0, 1, 0, 0, 0]].concat();
    let decoded = Message::decode(&payload).unwrap();
    assert!(same(&message("a"), &decoded));
    assert_eq!(decoded, message("a"));
    assert_ne!(decoded, message("b"));
    assert_eq!(decoded.text, units.as_slice());
    let bytes = vec![1; 10_000];
    let large = |end: usize| Blob {
        bytes: &bytes[..end],
    };
    assert!(same(&large(10_000), &large(10_000)));
    assert!(!same(&large(10_000), &large(9_999)));
    assert!(!same(&large(0), &Empty));
    // What cannot be written has no data to compare.
    let uneven = lists(&[1], &[], "");
    assert!(!same(&uneven, &uneven));
}
