//! Our events: encoded, and emitted to a listener that discards the bytes.

use std::hint::black_box;
use std::mem::MaybeUninit;
use std::sync::Once;

use etw_provider::{Decode, Encoded, Event, EventMetadata, Outcome, Payload, Storage};

use super::data::{ADDRESS_UTF16, BATCH, Batch, ORDER, Order};
use super::{repeat, session};
use crate::contender::Contender;
use crate::events::{BatchMeasured, OrderShipped, PROVIDER};

pub(super) const CONTENDERS: [Contender; 7] = [
    contender("order::encode", "ours: `encode`", |times| {
        repeat(times, &ORDER, |it| encode(&order(it)))
    }),
    contender(
        "order::encode_utf16",
        "ours: the same, the text is UTF-16 already",
        |times| repeat(times, &ORDER, |it| encode(&OrderUtf16(it))),
    ),
    contender(
        "order::encode_and_copy",
        "ours: `encode` and the system's copy",
        |times| repeat(times, &ORDER, |it| encode_and_copy(&order(it))),
    ),
    contender("order::emit", "ours: `emit()` to a listener", |times| {
        repeat(times, &ORDER, |it| emitted(order(it).emit()))
    }),
    contender("batch::encode", "ours: `encode`", |times| {
        repeat(times, &BATCH, |it| encode(&batch(it)))
    }),
    contender(
        "batch::encode_and_copy",
        "ours: `encode` and the system's copy",
        |times| repeat(times, &BATCH, |it| encode_and_copy(&batch(it))),
    ),
    contender("batch::emit", "ours: `emit()` to a listener", |times| {
        repeat(times, &BATCH, |it| emitted(batch(it).emit()))
    }),
];

const fn contender(id: &'static str, name: &'static str, run: fn(u64)) -> Contender {
    Contender {
        id,
        name,
        prepare: listen,
        run,
    }
}

fn emitted(outcome: Outcome) {
    assert_eq!(outcome, Outcome::Written);
}

/// Attaches a listener that discards everything.
fn listen() {
    static LISTENER: Once = Once::new();
    LISTENER.call_once(|| {
        std::mem::forget(PROVIDER.register());
        std::mem::forget(PROVIDER.listen(|event| {
            black_box(event.payload.as_ptr());
        }));
    });
}

fn order(data: &Order) -> OrderShipped<'_> {
    OrderShipped {
        order_id: data.order_id,
        address: data.address,
        parcels: data.parcels,
    }
}

/// The same event with UTF-16, encoded as `Provider::emit_fields` does.
struct OrderUtf16<'a>(&'a Order);

impl Event for OrderUtf16<'_> {
    fn metadata(&self) -> &'static EventMetadata {
        OrderShipped::event()
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let units = black_box(&ADDRESS_UTF16);
        let mut payload = Payload::new(storage);
        payload.u64(self.0.order_id);
        payload.unicode_string(&units[..units.len() - 1]);
        payload.u32(self.0.parcels);
        payload.finish()
    }
}

fn batch(data: &Batch) -> BatchMeasured<'_> {
    BatchMeasured {
        batch_id: data.batch_id,
        started: data.started,
        stage: data.stage,
        elapsed: data.elapsed,
        machine: data.machine,
        worker: data.worker,
        succeeded: data.succeeded,
        r#yield: data.ratio,
        samples: data.samples,
        digest: &data.digest,
        limits: &data.limits,
    }
}

/// Encodes as `emit` does between the test of the enable word and the system call.
#[inline(never)]
fn encode(event: &dyn Event) {
    let mut storage = [const { MaybeUninit::uninit() }; 256];
    if let Ok(payload) = event.encode(&mut storage) {
        black_box(payload.as_ptr());
    }
}

#[inline(never)]
fn encode_and_copy(event: &dyn Event) {
    let mut storage = [const { MaybeUninit::uninit() }; 256];
    if let Ok(payload) = event.encode(&mut storage) {
        session::store([payload]);
    }
}
