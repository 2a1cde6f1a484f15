//! The fields of the two events.

use etw_provider::{FileTime, Guid};

/// Three fields, one of them a text of forty characters.
pub(super) struct Order {
    pub(super) order_id: u64,
    pub(super) address: &'static str,
    pub(super) parcels: u32,
}

pub(super) static ORDER: Order = Order {
    order_id: 0x0123_4567_89AB_CDEF,
    address: "Pier 39, Warehouse 7, 20457 Hamburg (DE)",
    parcels: 3,
};

/// The address as UTF-16 with a NUL, for a program that keeps its texts like that.
pub(super) static ADDRESS_UTF16: [u16; 41] = {
    let (text, mut units, mut index) = (ORDER.address.as_bytes(), [0; 41], 0);
    while index < text.len() {
        units[index] = text[index] as u16;
        index += 1;
    }
    units
};

/// Twelve items of the manifest; the count of the samples is the length of the slice.
pub(super) struct Batch {
    pub(super) batch_id: Guid,
    pub(super) started: FileTime,
    pub(super) stage: u32,
    pub(super) elapsed: u64,
    pub(super) machine: &'static str,
    pub(super) worker: &'static str,
    pub(super) succeeded: bool,
    pub(super) ratio: f64,
    pub(super) samples: &'static [u32],
    pub(super) digest: [u8; 32],
    pub(super) limits: [u64; 4],
}

pub(super) static BATCH: Batch = Batch {
    batch_id: Guid::from_u128(0x6f1c_9d0e_8a7b_4c53_9e21_0b5d_6a7b_1c9f),
    started: FileTime(133_000_000_000_000_000),
    stage: 4,
    elapsed: 1_250_417,
    machine: "press-04.example.org",
    worker: "calibration",
    succeeded: true,
    ratio: 0.973,
    samples: &[101, 99, 100, 102, 98, 100, 101, 100],
    digest: [0x5A; 32],
    limits: [90, 95, 105, 110],
};
