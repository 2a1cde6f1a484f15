//! What tests of programs use: recorders, assertions, coverage, and panics for refused events.
#![cfg(feature = "std")]

mod generated;
mod ping;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use etw_provider::{Activity, Outcome, Recorder, Refusal, assert_emitted};
use generated::example_every_type::{
    Empty, Lists, METADATA, Message, PROVIDER, Point, State, emit_message,
};

#[test]
fn an_event_is_shown_in_one_line() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    emit_message("h\"é", -2);
    Empty.emit();
    let lists = Lists {
        numbers: &[7],
        points: &[Point { x: -1, label: "p" }],
        name: "n",
        code: b"abc",
        flags: &[true, false],
        state: State::OPEN,
    };
    lists.emit();
    let events = recorder.take();
    let shown: Vec<_> = events.iter().map(|event| format!("{event:?}")).collect();
    let expected = [
        r#"1 Message { Text: "h\"é", Code: -2 }"#,
        "2 Empty",
        r#"3 Lists { Count: 1, Numbers: [7], Points: [{ X: -1, Label: "p" }], Length: 1, Name: "n", Code: "abc", Flags: [true, false], State: 1 }"#,
    ];
    assert_eq!(shown, expected);
    assert_eq!(format!("{:#?}", events[0]), expected[0]);
}

#[test]
fn an_assertion_names_some_fields_or_gives_the_whole_event() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    emit_message("Aurora", 7);
    assert_emitted!(recorder, Message { text: "Aurora", .. });
    assert_emitted!(
        recorder,
        Message {
            code: 7,
            text: "Aurora",
            ..
        }
    );
    assert_emitted!(recorder, Message { .. });
    assert_emitted!(
        recorder,
        Message {
            text: "Aurora",
            code: 7
        }
    );
    let expected = Message {
        text: "Aurora",
        code: 7,
    };
    assert_emitted!(recorder, expected);
}

/// Returns the message of a panic.
fn panic_of(run: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    *payload.downcast::<String>().unwrap()
}

#[test]
fn an_assertion_that_fails_lists_the_events() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    emit_message("Aurora", 7);
    Empty.emit();
    let some = panic_of(|| {
        assert_emitted!(
            recorder,
            Message {
                text: "Borealis",
                ..
            }
        );
    });
    let expected = "no event is `Message { text: \"Borealis\", .. }`; 2 were recorded\n  \
        1 Message { Text: \"Aurora\", Code: 7 }\n  \
        2 Empty";
    assert_eq!(some, expected);
    let all = panic_of(|| {
        assert_emitted!(
            recorder,
            Message {
                text: "Aurora",
                code: 8
            }
        );
    });
    assert!(
        all.starts_with("no event is `Message { text: \"Aurora\", code: 8 }`; 2 were recorded")
    );
}

#[test]
fn a_recorder_follows_the_threads_that_it_is_told_of() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    thread::scope(|scope| {
        scope.spawn(|| {
            emit_message("before", 0);
            recorder.follow(thread::current().id());
            emit_message("after", 1);
        });
        scope.spawn(|| emit_message("another thread", 2));
    });
    emit_message("here", 3);
    let mut codes: Vec<_> = recorder
        .take()
        .iter()
        .map(|event| event.decode::<Message<'_>>().unwrap().code)
        .collect();
    codes.sort_unstable();
    assert_eq!(codes, [1, 3]);
}

#[test]
fn a_recorder_with_a_limit_keeps_the_newest_events() {
    let recorder = Recorder::of_this_thread(&PROVIDER).with_limit(2);
    (0..5).for_each(|code| {
        emit_message("", code);
    });
    let events = recorder.events();
    let codes = events
        .iter()
        .map(|event| event.decode::<Message<'_>>().unwrap().code);
    assert!(codes.eq([3, 4]));
    assert_eq!(recorder.with_limit(0).take().len(), 0);
}

#[test]
fn coverage_names_the_events_that_were_never_emitted() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    emit_message("", 0);
    Empty.emit();
    Empty.emit();
    let _forget = recorder.take();
    let coverage = recorder.coverage(&METADATA);
    assert_eq!(coverage.emitted().len(), 2);
    let missing: Vec<_> = coverage
        .missing()
        .iter()
        .map(|event| event.symbol())
        .collect();
    assert_eq!(missing, ["Lists", "Blob"]);
    assert_eq!(
        coverage.to_string(),
        "2 of 4 events were emitted; never Lists, Blob"
    );
}

#[test]
fn a_refused_event_panics_only_if_the_program_wants_that() {
    let provider = ping::provider();
    let _recorder = Recorder::attach(provider);
    let emit = || provider.write(&provider.too_large(), &Activity::CURRENT);
    assert_eq!(emit(), Outcome::Refused(Refusal::TooLarge));
    provider.panic_if_refused();
    if cfg!(debug_assertions) {
        let message = panic_of(|| {
            emit();
        });
        let expected = "the event Ping is refused: the payload is larger than an event can carry";
        assert_eq!(message, expected);
    } else {
        assert_eq!(emit(), Outcome::Refused(Refusal::TooLarge));
    }
    assert_eq!(provider.refused(), 2);
}
