//! `tracing` with a subscriber that discards events, before or after reading their fields.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::hint::black_box;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{Subscriber, set_global_default};
use tracing::{Event, Metadata};

use super::data::{BATCH, Batch, ORDER, Order};
use super::repeat;
use crate::contender::Contender;

pub(super) const CONTENDERS: [Contender; 4] = [
    Contender {
        id: "order::tracing",
        name: "`tracing`, a subscriber that ignores the fields",
        prepare: || subscribe(|_| {}),
        run: |times| repeat(times, &ORDER, order),
    },
    Contender {
        id: "order::tracing_visiting",
        name: "`tracing`, a subscriber that copies the fields",
        prepare: || subscribe(copy_fields),
        run: |times| repeat(times, &ORDER, order),
    },
    Contender {
        id: "batch::tracing",
        name: "`tracing`, a subscriber that ignores the fields",
        prepare: || subscribe(|_| {}),
        run: |times| repeat(times, &BATCH, batch),
    },
    Contender {
        id: "batch::tracing_visiting",
        name: "`tracing`, a subscriber that copies the fields",
        prepare: || subscribe(copy_fields),
        run: |times| repeat(times, &BATCH, batch),
    },
];

fn subscribe(on_event: fn(&Event<'_>)) {
    set_global_default(Sink(on_event)).expect("it is the only one in this process");
}

#[inline(never)]
fn order(data: &Order) {
    tracing::info!(
        order_id = data.order_id,
        address = data.address,
        parcels = data.parcels
    );
}

/// `tracing` has no arrays except of bytes; other arrays are usually recorded by `Debug`.
#[inline(never)]
fn batch(data: &Batch) {
    tracing::info!(
        batch_id = %data.batch_id,
        started = data.started.0,
        stage = data.stage,
        elapsed = data.elapsed,
        machine = data.machine,
        worker = data.worker,
        succeeded = data.succeeded,
        r#yield = data.ratio,
        samples = ?data.samples,
        digest = &data.digest[..],
        limits = ?data.limits
    );
}

fn copy_fields(event: &Event<'_>) {
    thread_local! {
        static COPY: RefCell<Copy> = const { RefCell::new(Copy { bytes: [0; 1024], length: 0 }) };
    }
    COPY.with_borrow_mut(|copy| {
        copy.length = 0;
        event.record(copy);
        black_box(copy.bytes.as_ptr());
    });
}

/// Fields one after another.
struct Copy {
    bytes: [u8; 1024],
    length: usize,
}

impl Copy {
    fn push(&mut self, bytes: &[u8]) {
        if let Some(room) = self.bytes.get_mut(self.length..self.length + bytes.len()) {
            room.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }
}

impl fmt::Write for Copy {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes());
        Ok(())
    }
}

impl Visit for Copy {
    fn record_f64(&mut self, _: &Field, value: f64) {
        self.push(&value.to_ne_bytes());
    }

    fn record_i64(&mut self, _: &Field, value: i64) {
        self.push(&value.to_ne_bytes());
    }

    fn record_u64(&mut self, _: &Field, value: u64) {
        self.push(&value.to_ne_bytes());
    }

    fn record_bool(&mut self, _: &Field, value: bool) {
        self.push(&[value.into()]);
    }

    fn record_str(&mut self, _: &Field, value: &str) {
        self.push(value.as_bytes());
    }

    fn record_bytes(&mut self, _: &Field, value: &[u8]) {
        self.push(value);
    }

    fn record_debug(&mut self, _: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self, "{value:?}");
    }
}

/// Accepts every event and passes it to a function.
struct Sink(fn(&Event<'_>));

impl Subscriber for Sink {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        (self.0)(event);
    }

    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
