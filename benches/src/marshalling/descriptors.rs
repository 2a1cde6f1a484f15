//! The same by hand, like the C code that mc.exe generates: texts as UTF-16 on the stack, and one descriptor for each field.

use std::hint::black_box;
use std::mem::MaybeUninit;

use super::data::{ADDRESS_UTF16, BATCH, Batch, ORDER, Order};
use super::{repeat, session};
use crate::contender::Contender;
use crate::text::{self, Convert};

/// `EVENT_DATA_DESCRIPTOR`.
#[repr(C)]
#[allow(dead_code, reason = "the system would read it")]
struct Descriptor {
    data: *const u8,
    size: u32,
    reserved: u32,
}

pub(super) const CONTENDERS: [Contender; 7] = [
    contender(
        "order::by_hand",
        "by hand: UTF-16 by vector instructions if the text is ASCII, descriptors",
        |times| repeat(times, &ORDER, |it| order(it, text::widen, hand_over)),
    ),
    contender(
        "order::by_hand_std",
        "by hand: UTF-16 by `str::encode_utf16`, descriptors",
        |times| repeat(times, &ORDER, |it| order(it, text::standard, hand_over)),
    ),
    contender(
        "order::by_hand_utf16",
        "by hand: the text is UTF-16 already, `wcslen`, descriptors",
        |times| repeat(times, &ORDER, order_utf16),
    ),
    contender(
        "order::by_hand_and_copy",
        "by hand, vector instructions, descriptors, and the system's copy",
        |times| repeat(times, &ORDER, |it| order(it, text::widen, copy)),
    ),
    contender(
        "batch::by_hand",
        "by hand: UTF-16 by vector instructions if the text is ASCII, descriptors",
        |times| repeat(times, &BATCH, |it| batch(it, text::widen, hand_over)),
    ),
    contender(
        "batch::by_hand_std",
        "by hand: UTF-16 by `str::encode_utf16`, descriptors",
        |times| repeat(times, &BATCH, |it| batch(it, text::standard, hand_over)),
    ),
    contender(
        "batch::by_hand_and_copy",
        "by hand, vector instructions, descriptors, and the system's copy",
        |times| repeat(times, &BATCH, |it| batch(it, text::widen, copy)),
    ),
];

const fn contender(id: &'static str, name: &'static str, run: fn(u64)) -> Contender {
    Contender {
        id,
        name,
        prepare: || {},
        run,
    }
}

/// The arguments of the system call.
fn hand_over<const FIELDS: usize>(fields: [&[u8]; FIELDS]) {
    let descriptors = fields.map(|field| Descriptor {
        data: field.as_ptr(),
        size: field.len() as u32,
        reserved: 0,
    });
    black_box(descriptors.as_ptr());
}

fn copy<const FIELDS: usize>(fields: [&[u8]; FIELDS]) {
    session::store(fields);
}

#[inline(never)]
fn order(data: &Order, convert: impl Convert, write: impl Fn([&[u8]; 3])) {
    let mut units = [MaybeUninit::uninit(); 128];
    let Some(address) = text::terminated(data.address, &mut units, convert) else {
        return;
    };
    write([
        &data.order_id.to_ne_bytes(),
        text::bytes(address),
        &data.parcels.to_ne_bytes(),
    ]);
}

#[inline(never)]
fn order_utf16(data: &Order) {
    let address = black_box(&ADDRESS_UTF16);
    let length = address.iter().position(|&unit| unit == 0).unwrap_or(0);
    hand_over([
        &data.order_id.to_ne_bytes(),
        text::bytes(&address[..=length]),
        &data.parcels.to_ne_bytes(),
    ]);
}

#[inline(never)]
fn batch(data: &Batch, convert: impl Convert, write: impl Fn([&[u8]; 12])) {
    let mut units = [MaybeUninit::uninit(); 128];
    let Some(machine) = text::terminated(data.machine, &mut units, convert) else {
        return;
    };
    // In C the text has a NUL; in Rust this takes a copy.
    let mut worker = [0_u8; 64];
    let Some(text) = worker.get_mut(..data.worker.len()) else {
        return;
    };
    text.copy_from_slice(data.worker.as_bytes());
    write([
        &data.batch_id.to_bytes(),
        &data.started.0.to_ne_bytes(),
        &data.stage.to_ne_bytes(),
        &data.elapsed.to_ne_bytes(),
        text::bytes(machine),
        &worker[..=data.worker.len()],
        &u32::from(data.succeeded).to_ne_bytes(),
        &data.ratio.to_ne_bytes(),
        &(data.samples.len() as u16).to_ne_bytes(),
        text::bytes(data.samples),
        &data.digest,
        text::bytes(&data.limits),
    ]);
}
