//! One event of every kind of field, and its bytes, written down by hand.

use etw_provider::{DateTime, FileTime, Guid, Outcome, Sid};
use library::{
    FixedCount, Lengths, Scalars, Structs, StructsPair, StructsPoint, VariableCount, emit_always,
    emit_same_number,
};

/// An event to emit, and what everyone must get.
pub struct Case {
    /// Id, level, keyword.
    pub descriptor: (u16, u8, u64),
    pub emit: fn() -> Outcome,
    pub payload: Vec<u8>,
}

pub const OPERATIONAL: u64 = 0x8000_0000_0000_0000;
pub const ARRAYS: u64 = 1;

const GUID: Guid = Guid::from_u128(0x00112233_4455_6677_8899_aabbccddeeff);
const GUID_BYTES: &[u8] = b"\x33\x22\x11\x00\x55\x44\x77\x66\x88\x99\xAA\xBB\xCC\xDD\xEE\xFF";
/// `S-1-5-18`.
const SID_BYTES: &[u8] = b"\x01\x01\0\0\0\0\0\x05\x12\0\0\0";
const TIME: FileTime = FileTime(0x0102_0304_0506_0708);
const TIME_BYTES: &[u8] = b"\x08\x07\x06\x05\x04\x03\x02\x01";
const DATE: DateTime = DateTime {
    year: 2024,
    month: 2,
    day_of_week: 4,
    day: 29,
    hour: 23,
    minute: 59,
    second: 58,
    millisecond: 999,
};
const DATE_BYTES: &[u8] = b"\xE8\x07\x02\0\x04\0\x1D\0\x17\0\x3B\0\x3A\0\xE7\x03";
/// On a 64-bit system.
const POINTER_BYTES: &[u8] = b"\xEF\xBE\0\0\0\0\0\0";

fn sid() -> Sid<'static> {
    Sid::new(SID_BYTES).expect("a SID")
}

/// One element of each type, in the order of the templates.
const ELEMENTS: [&[u8]; 24] = [
    b"a\0\xF1\0\0\0",
    b"a\0",
    b"\xFF",
    b"\x02",
    b"\xFE\xFF",
    b"\x03\0",
    b"\xFD\xFF\xFF\xFF",
    b"\x04\0\0\0",
    b"\xFC\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"\x05\0\0\0\0\0\0\0",
    b"\0\0\xC0\x3F",
    b"\0\0\0\0\0\0\x04\xC0",
    b"\x01\0\0\0",
    b"\x07\x08\x09",
    GUID_BYTES,
    POINTER_BYTES,
    TIME_BYTES,
    DATE_BYTES,
    SID_BYTES,
    b"\x06\0\0\0",
    b"\x07\0\0\0\0\0\0\0",
    b"\x04\0a\0\xF1\0",
    b"\x01\0a",
    b"\x02\0\x08\x09",
];

fn scalars() -> Outcome {
    let event = Scalars {
        unicode_string: "añ",
        ansi_string: "a",
        int8: -1,
        u_int8: 2,
        int16: -2,
        u_int16: 3,
        int32: -3,
        u_int32: 4,
        int64: -4,
        u_int64: 5,
        float: 1.5,
        double: -2.5,
        boolean: true,
        binary: &[7, 8, 9],
        guid: GUID,
        pointer: 0xBEEF,
        filetime: TIME,
        systemtime: DATE,
        sid: sid(),
        hex_int32: 6,
        hex_int64: 7,
        counted_unicode_string: "añ",
        counted_ansi_string: "a",
        counted_binary: &[8, 9],
    };
    event.emit()
}

fn fixed_count() -> Outcome {
    let event = FixedCount {
        unicode_string: &["añ"; 2],
        ansi_string: &["a"; 2],
        int8: &[-1; 2],
        u_int8: &[2; 2],
        int16: &[-2; 2],
        u_int16: &[3; 2],
        int32: &[-3; 2],
        u_int32: &[4; 2],
        int64: &[-4; 2],
        u_int64: &[5; 2],
        float: &[1.5; 2],
        double: &[-2.5; 2],
        boolean: &[true; 2],
        binary: &[[7, 8, 9]; 2],
        guid: &[GUID; 2],
        pointer: &[0xBEEF; 2],
        filetime: &[TIME; 2],
        systemtime: &[DATE; 2],
        sid: &[sid(); 2],
        hex_int32: &[6; 2],
        hex_int64: &[7; 2],
        counted_unicode_string: &["añ"; 2],
        counted_ansi_string: &["a"; 2],
        counted_binary: &[&[8, 9]; 2],
    };
    event.emit()
}

fn variable_count() -> Outcome {
    let event = VariableCount {
        unicode_string: &["añ"; 3],
        ansi_string: &["a"; 3],
        int8: &[-1; 3],
        u_int8: &[2; 3],
        int16: &[-2; 3],
        u_int16: &[3; 3],
        int32: &[-3; 3],
        u_int32: &[4; 3],
        int64: &[-4; 3],
        u_int64: &[5; 3],
        float: &[1.5; 3],
        double: &[-2.5; 3],
        boolean: &[true; 3],
        binary: &[[7, 8, 9]; 3],
        guid: &[GUID; 3],
        pointer: &[0xBEEF; 3],
        filetime: &[TIME; 3],
        systemtime: &[DATE; 3],
        sid: &[sid(); 3],
        hex_int32: &[6; 3],
        hex_int64: &[7; 3],
        counted_unicode_string: &["añ"; 3],
        counted_ansi_string: &["a"; 3],
        counted_binary: &[&[8, 9][..]; 3],
    };
    event.emit()
}

fn lengths() -> Outcome {
    let event = Lengths {
        fixed_text: &[0x61, 0xF1],
        fixed_ansi: b"ab",
        fixed_texts: &[[0x61, 0x62], [0x63, 0x64]],
        text: "añ😀",
        ansi: "abc",
        bytes: &[9, 8, 7],
        each: &["xy", "zw", "uv"],
    };
    event.emit()
}

const LENGTHS: [&[u8]; 10] = [
    b"a\0\xF1\0",
    b"ab",
    b"a\0b\0c\0d\0",
    b"\x04",
    b"a\0\xF1\0\x3D\xD8\x00\xDE",
    b"\x03\0abc",
    b"\x03\0\0\0\x09\x08\x07",
    b"\x02\x03",
    b"xyzw",
    b"uv",
];

fn structs() -> Outcome {
    let event = Structs {
        point: &[
            StructsPoint { x: 1, label: "p" },
            StructsPoint { x: -1, label: "" },
        ],
        pair: &[
            StructsPair { key: "k", value: 1 },
            StructsPair { key: "", value: 2 },
        ],
    };
    event.emit()
}

const STRUCTS: [&[u8]; 5] = [
    b"\x01\0p\0",
    b"\xFF\xFF\0",
    b"\x02",
    b"k\0\0\0\x01\0\0\0\0\0\0\0",
    b"\0\0\x02\0\0\0\0\0\0\0",
];

pub fn cases() -> Vec<Case> {
    let times = |count: usize| -> Vec<u8> {
        let elements = ELEMENTS.iter().map(|element| element.repeat(count));
        elements.collect::<Vec<_>>().concat()
    };
    let three = [vec![3, 0], times(3)].concat();
    let arrays = OPERATIONAL | ARRAYS;
    let cases: [((u16, u8, u64), fn() -> Outcome, Vec<u8>); 7] = [
        ((1, 4, OPERATIONAL), scalars, times(1)),
        ((2, 5, arrays), fixed_count, times(2)),
        ((3, 5, arrays), variable_count, three),
        ((4, 3, ARRAYS), lengths, LENGTHS.concat()),
        ((5, 2, ARRAYS), structs, STRUCTS.concat()),
        ((6, 0, 0), emit_always, Vec::new()),
        ((4031, 2, 0), emit_same_number, Vec::new()),
    ];
    cases
        .into_iter()
        .map(|(descriptor, emit, payload)| Case {
            descriptor,
            emit,
            payload,
        })
        .collect()
}
