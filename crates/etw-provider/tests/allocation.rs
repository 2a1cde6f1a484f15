//! Emitting does not allocate, whatever becomes of the event; so no event can fail for want of memory.
#![cfg(feature = "std")]

mod allocations;
mod generated;
mod ping;

use std::hint::black_box;

use allocations::allocations_of;
use etw_provider::{Activity, Guid, Outcome, Refusal};
use generated::example_every_type::{Blob, Lists, Message, PROVIDER, Point, State, emit_message};

#[test]
fn the_counter_counts() {
    assert_eq!(allocations_of(|| drop(black_box(Box::new(1)))), 1);
}

fn lists<'a>(numbers: &'a [u16], points: &'a [Point<'a>]) -> Lists<'a> {
    Lists {
        numbers,
        points,
        name: "n",
        code: b"abc",
        flags: &[true; 2],
        state: State(3),
    }
}

#[test]
fn a_listener_gets_events_of_every_size_without_an_allocation() {
    core::mem::forget(PROVIDER.register());
    let _guard = PROVIDER.listen(|event| assert!(event.payload.len() < 70_000));
    let (text, bytes) = ("ñ".repeat(3000), vec![0; 40_000]);
    let units: Vec<u16> = text.encode_utf16().collect();
    let point = Point {
        x: 1,
        label: "label",
    };
    let activity = Activity::new(Guid::from_u128(1)).with_related(Guid::from_u128(2));
    let emit_all = || {
        assert_eq!(emit_message("short", 1), Outcome::Written);
        assert_eq!(emit_message(&text, 1), Outcome::Written);
        let utf16 = PROVIDER.emit_fields::<Message<'_>>(&activity, |payload| {
            payload.unicode_string(&units);
            payload.i32(1);
        });
        assert_eq!(utf16, Outcome::Written);
        assert_eq!(Blob { bytes: &bytes }.emit(), Outcome::Written);
        assert_eq!(lists(&[1], &[point]).emit(), Outcome::Written);
        let message = Message { text: "", code: 0 };
        assert_eq!(message.emit_with(&activity), Outcome::Written);
    };
    assert_eq!(allocations_of(emit_all), 0);
}

#[test]
fn an_event_that_is_refused_does_not_allocate() {
    core::mem::forget(PROVIDER.register());
    let _guard = PROVIDER.listen(|_| ());
    let bytes = vec![0; 100_000];
    let emit_all = || {
        let too_large = Outcome::Refused(Refusal::TooLarge);
        assert_eq!(Blob { bytes: &bytes }.emit(), too_large);
        let mismatch = Outcome::Refused(Refusal::CountMismatch);
        assert_eq!(lists(&[1], &[]).emit(), mismatch);
    };
    assert_eq!(allocations_of(emit_all), 0);
}

#[test]
fn an_event_that_nobody_wants_does_not_allocate() {
    let provider = ping::provider();
    let registration = provider.register();
    let emit = || assert_eq!(ping::emit(provider, 1), Outcome::Disabled);
    assert_eq!(allocations_of(emit), 0);
    drop(registration);
    assert_eq!(allocations_of(emit), 0);
}

/// What `attach` allocates beside the place in the list, which is made once for as many listeners as there are at a time.
#[test]
fn a_listener_takes_the_place_of_one_that_has_gone() {
    let provider = ping::provider();
    let _stays = provider.listen(|_| ());
    let attach_one = || drop(provider.listen(|_| ()));
    let first = allocations_of(attach_one);
    let second = allocations_of(attach_one);
    assert!(second < first);
    let all = allocations_of(|| (0..100).for_each(|_| attach_one()));
    assert_eq!(all, 100 * second);
}

/// On Linux the first event opens a file and makes the names of tracepoints; elsewhere it allocates no more than others.
#[test]
fn only_on_linux_the_first_event_allocates() {
    let provider = ping::provider();
    let _guard = provider.listen(|_| ());
    let first = allocations_of(|| assert_eq!(ping::emit(provider, 1), Outcome::Written));
    println!("the first event allocates {first} times");
    assert!(first == 0 || cfg!(target_os = "linux"));
    let second = allocations_of(|| assert_eq!(ping::emit(provider, 2), Outcome::Written));
    assert_eq!(second, 0);
}

/// An attempt to register allocates on Linux, so that it can be seen whether there is one.
#[cfg(target_os = "linux")]
#[test]
fn registering_tries_again_after_a_failure() {
    let provider = ping::provider();
    let first = provider.register();
    let again = allocations_of(|| core::mem::forget(provider.register()));
    let has_failed = matches!(provider.status(), etw_provider::Status::Failed(_));
    assert_eq!(again > 0, has_failed);
    drop(first);
}
