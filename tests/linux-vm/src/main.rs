//! Emits events to a kernel that has `user_events`, reads them back from its ring buffer and decodes them.
//!
//! It runs four times in a virtual machine: before the tracing files are mounted, while they are read-only, as a user who may not
//! open them, and as a user who may. Each time it prints one line, or panics.

#[path = "../../../crates/etw-provider/tests/allocations/mod.rs"]
mod allocations;
mod arrays;
mod child;
mod decoded;
mod extended;
mod lifecycle;
mod numbers;
mod ring_buffer;
mod shipped;
mod structs;
mod tracefs;
mod types;

use activation_services_events::PROVIDER;
use etw_provider::{Activity, Guid, Outcome, Status};

use crate::allocations::allocations_of;
use crate::decoded::{Decoded, decode};
use crate::ring_buffer::RingBuffers;
use crate::shipped::Case;

fn main() {
    match std::env::args().nth(1).as_deref() {
        // ENOENT
        Some("without-tracefs") => refused(2),
        // EACCES
        Some("without-permission") => refused(13),
        // EROFS
        Some("read-only") => refused(30),
        Some("with-permission") => accepted(),
        other => panic!("unknown mode {other:?}"),
    }
}

/// The system rejects the provider: the program can ask for the reason, and nothing else changes.
fn refused(reason: u32) {
    let case = &shipped::CASES[0];
    assert_eq!((case.emit)(&Activity::CURRENT), Outcome::Disabled);
    assert_eq!(PROVIDER.status(), Status::Failed(reason));
    assert!(!PROVIDER.is_enabled());
    let heard = PROVIDER.listen(|_| ());
    assert_eq!((case.emit)(&Activity::CURRENT), Outcome::Written);
    drop((heard, PROVIDER.register()));
    println!("user_events: refused with {reason}, as expected");
}

fn accepted() {
    let shipped = every_event(&shipped::CASES);
    let extended = every_event(&extended::CASES);
    let types = every_event(&types::CASES);
    let arrays = every_event(&arrays::CASES);
    let structs = every_event(&structs::CASES);
    let numbers = every_event(&numbers::CASES);
    lifecycle::check_all();
    println!(
        "user_events: {shipped} shipped events, {extended} of a fragment, {} of fixtures decoded as expected; {} life cycle checks",
        types + arrays + structs + numbers,
        lifecycle::COUNT
    );
}

const ACTIVITY: u128 = 0x1122_3344_5566_7788_99aa_bbcc_ddee_ff00;
const RELATED: u128 = 0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10;

/// Emits each event disabled, enabled, and with activity ids, without an allocation, and compares the records. Returns the
/// number of events.
fn every_event(cases: &[Case]) -> usize {
    for case in cases {
        assert_eq!((case.emit)(&Activity::CURRENT), Outcome::Disabled);
    }
    let mut buffers = RingBuffers::open(tracefs::TRACEFS);
    tracefs::enable("", true);
    let activity = Activity::new(Guid::from_u128(ACTIVITY));
    let related = activity.with_related(Guid::from_u128(RELATED));
    for case in cases {
        for activity in [Activity::CURRENT, activity, related] {
            let name = case.expected.name;
            let emit = || assert_eq!((case.emit)(&activity), Outcome::Written, "{name}");
            assert_eq!(allocations_of(emit), 0, "{name}");
        }
    }
    tracefs::enable("", false);
    for case in cases {
        assert_eq!((case.emit)(&Activity::CURRENT), Outcome::Disabled);
    }
    let mut arrived = take(&mut buffers).into_iter();
    for Case { expected, .. } in cases {
        let ids = [
            (None, None),
            (Some(ACTIVITY), None),
            (Some(ACTIVITY), Some(RELATED)),
        ];
        for (activity, related) in ids {
            let expected = expected.with_activity(activity, related);
            assert_eq!(arrived.next(), Some(expected));
        }
    }
    assert_eq!(arrived.next(), None);
    cases.len()
}

/// Takes and decodes all records in the buffers.
fn take(buffers: &mut RingBuffers) -> Vec<Decoded> {
    let names = tracefs::tracepoints();
    let records = buffers.take().into_iter();
    let decoded = records.map(|record| decode(&names[&record.tracepoint], &record.bytes));
    decoded.collect::<Result<_, _>>().unwrap()
}
