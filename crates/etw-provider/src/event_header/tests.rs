//! Descriptions, headers and payloads as bytes that are written out.

use core::mem::MaybeUninit;
use std::vec;
use std::vec::Vec;

use super::{Header, Layout, Problem, describe, level, reencode, size};
use crate::{Activity, EventDescriptor, Extent, Field, Guid, InType, Map, OutType};

const fn field(in_type: InType, out_type: OutType) -> Field {
    Field::new("F", in_type, out_type)
}

const COUNT: Field = field(InType::UInt8, OutType::UnsignedByte);
const LONG_COUNT: Field = field(InType::UInt32, OutType::UnsignedInt);
const NUMBER: Field = field(InType::UInt16, OutType::UnsignedShort);
const TEXT: Field = field(InType::UnicodeString, OutType::String);
const ANSI: Field = field(InType::AnsiString, OutType::String);
const BINARY: Field = field(InType::Binary, OutType::HexBinary);
const TIME: Field = field(InType::FileTime, OutType::DateTime);

/// The type of a field, as it stands behind its name in the description.
fn type_of(field: Field) -> Vec<u8> {
    let described = describe::<64>(&[field]);
    // Before it stands `F\0`.
    described[2..size(&[field])].to_vec()
}

fn reencoded(fields: &[Field], payload: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut storage = [MaybeUninit::uninit(); 64];
    reencode(fields, payload, &mut storage).map(<[u8]>::to_vec)
}

#[test]
fn a_description_names_each_field() {
    static FIELDS: [Field; 2] = [TEXT, NUMBER];
    const SIZE: usize = size(&FIELDS);
    const DESCRIPTION: [u8; SIZE] = describe(&FIELDS);
    assert_eq!(DESCRIPTION, *b"F\0\x08F\0\x03");
    assert_eq!(size(&[]), 0);
    let odd = Field::new("a;b\0c", InType::UInt16, OutType::UnsignedShort);
    assert_eq!(describe(&[odd]), *b"a_b_c\0\x03");
}

#[test]
fn integers_have_their_width_and_the_format_of_their_out_type() {
    use InType as I;
    use OutType as O;
    for (in_type, out_type, expected) in [
        (I::Int8, O::Byte, &b"\x82\x02"[..]),
        (I::Int8, O::String, b"\x82\x0a"),
        (I::UInt8, O::UnsignedByte, b"\x02"),
        (I::UInt8, O::HexInt8, b"\x82\x03"),
        (I::UInt8, O::Boolean, b"\x82\x07"),
        (I::UInt8, O::String, b"\x82\x0a"),
        (I::Int16, O::Short, b"\x83\x02"),
        (I::UInt16, O::UnsignedShort, b"\x03"),
        (I::UInt16, O::HexInt16, b"\x83\x03"),
        (I::UInt16, O::Port, b"\x83\x10"),
        (I::UInt16, O::String, b"\x83\x0b"),
        (I::Int32, O::Int, b"\x84\x02"),
        (I::Int32, O::HResult, b"\x84\x03"),
        (I::UInt32, O::UnsignedInt, b"\x04"),
        (I::UInt32, O::HexInt32, b"\x84\x03"),
        (I::UInt32, O::ProcessId, b"\x84\x05"),
        (I::UInt32, O::ThreadId, b"\x04"),
        (I::UInt32, O::IPv4, b"\x84\x11"),
        (I::UInt32, O::Win32Error, b"\x04"),
        (I::UInt32, O::ErrorCode, b"\x04"),
        (I::UInt32, O::NtStatus, b"\x84\x03"),
        (I::Int64, O::Long, b"\x85\x02"),
        (I::UInt64, O::UnsignedLong, b"\x05"),
        (I::UInt64, O::HexInt64, b"\x85\x03"),
        (I::HexInt32, O::Win32Error, b"\x84\x03"),
        (I::HexInt64, O::HexInt64, b"\x85\x03"),
    ] {
        assert_eq!(
            type_of(field(in_type, out_type)),
            expected,
            "{in_type:?} {out_type:?}"
        );
    }
}

#[test]
fn other_values_have_their_encoding_and_format() {
    use InType as I;
    use OutType as O;
    let pointer: &[u8] = if cfg!(target_pointer_width = "64") {
        b"\x85\x03"
    } else {
        b"\x84\x03"
    };
    for (in_type, out_type, expected) in [
        (I::Float, O::Float, &b"\x84\x08"[..]),
        (I::Double, O::Double, b"\x85\x08"),
        (I::Boolean, O::Boolean, b"\x84\x07"),
        (I::Guid, O::Guid, b"\x86\x0f"),
        (I::Pointer, O::HexInt64, pointer),
        (I::Sid, O::String, b"\x0d"),
        (I::UnicodeString, O::Xml, b"\x88\x0d"),
        (I::AnsiString, O::String, b"\x07"),
        (I::AnsiString, O::Json, b"\x87\x0e"),
        (I::CountedUnicodeString, O::String, b"\x0b"),
        (I::CountedAnsiString, O::String, b"\x0a"),
        (I::CountedBinary, O::HexBinary, b"\x0d"),
        (
            I::FileTime,
            O::DateTime,
            b"\x81\x02Time\0\x85\x06Nanoseconds\0\x04",
        ),
    ] {
        assert_eq!(
            type_of(field(in_type, out_type)),
            expected,
            "{in_type:?} {out_type:?}"
        );
    }
    let system_time =
        b"\x81\x08Year\0\x03Month\0\x03DayOfWeek\0\x03Day\0\x03Hour\0\x03Minute\0\x03\
        Second\0\x03Milliseconds\0\x03";
    let fields = [field(I::SystemTime, O::DateTime)];
    assert_eq!(describe::<96>(&fields)[2..size(&fields)], *system_time);
}

#[test]
fn lengths_make_counted_values_and_counts_make_arrays() {
    let (constant, item) = (Extent::Constant(3), Extent::Field(0));
    assert_eq!(type_of(TEXT.with_length(constant)), b"\x0b");
    assert_eq!(type_of(ANSI.with_length(item)), b"\x0a");
    assert_eq!(type_of(BINARY.with_length(item)), b"\x0d");
    let address = field(InType::Binary, OutType::IPv6);
    assert_eq!(
        type_of(address.with_length(Extent::Constant(16))),
        b"\x8d\x11"
    );
    assert_eq!(type_of(NUMBER.with_count(constant)), b"\x23\x03\0");
    assert_eq!(type_of(NUMBER.with_count(item)), b"\x43");
    assert_eq!(type_of(NUMBER.with_count(Extent::Constant(0))), b"\x43");
    assert_eq!(
        type_of(TIME.with_count(constant)),
        b"\xc1\x02Time\0\x85\x06Nanoseconds\0\x04"
    );
    let port = field(InType::UInt16, OutType::Port);
    assert_eq!(type_of(port.with_count(constant)), b"\xa3\x10\x03\0");
}

#[test]
fn maps_of_bits_are_hexadecimal_and_structs_count_their_members() {
    static BITS: Map = Map::bits("", &[]);
    static MEMBERS: [Field; 2] = [NUMBER, TEXT];
    assert_eq!(type_of(LONG_COUNT.with_map(&BITS)), b"\x84\x03");
    let one = Field::structure("F", &MEMBERS);
    assert_eq!(type_of(one), b"\x81\x02F\0\x03F\0\x08");
    let many = one.with_count(Extent::Field(0));
    assert_eq!(type_of(many), b"\xc1\x02F\0\x03F\0\x08");
}

#[test]
fn what_needs_no_other_layout_stays_as_it_is() {
    static MEMBERS: [Field; 1] = [TIME];
    let structure = Field::structure("F", &MEMBERS);
    let same = [NUMBER, TEXT, ANSI, TEXT.with_count(Extent::Constant(2))];
    assert_eq!(Layout::of(&same), Layout::Same);
    for different in [
        TIME,
        structure,
        field(InType::Guid, OutType::Guid),
        field(InType::Sid, OutType::String),
        field(InType::CountedUnicodeString, OutType::String),
        NUMBER.with_count(Extent::Field(0)),
        BINARY.with_length(Extent::Constant(2)),
    ] {
        assert_eq!(Layout::of(&[different]), Layout::Different, "{different:?}");
    }
}

#[test]
fn what_cannot_be_described_is_one_binary_field() {
    static EMPTY: [Field; 0] = [];
    static MANY: [Field; 128] = [NUMBER; 128];
    assert_eq!(Layout::of(&[NUMBER; 255]), Layout::Same);
    let fields = vec![NUMBER; 256];
    assert_eq!(Layout::of(&fields), Layout::Opaque);
    assert_eq!(describe::<9>(&fields), *b"Payload\0\x0d");
    for members in [&EMPTY[..], &MANY] {
        assert_eq!(
            Layout::of(&[Field::structure("F", members)]),
            Layout::Opaque
        );
    }
}

#[test]
fn counts_and_lengths_move_in_front_of_what_they_count() {
    let fields = [COUNT, NUMBER, NUMBER.with_count(Extent::Field(0))];
    assert_eq!(
        reencoded(&fields, b"\x02\x07\x00\x08\x00\x09\x00").unwrap(),
        b"\x02\x07\x00\x02\x00\x08\x00\x09\x00"
    );
    let fields = [
        LONG_COUNT,
        TEXT.with_length(Extent::Field(0)),
        BINARY.with_length(Extent::Constant(1)),
    ];
    assert_eq!(
        reencoded(&fields, b"\x02\0\0\0a\0b\0\xff").unwrap(),
        b"\x02\0\0\0\x02\0a\0b\0\x01\0\xff"
    );
    let each = ANSI
        .with_count(Extent::Field(0))
        .with_length(Extent::Constant(2));
    assert_eq!(
        reencoded(&[COUNT, each], b"\x02abcd").unwrap(),
        b"\x02\x02\0\x02\0ab\x02\0cd"
    );
    let none = NUMBER.with_count(Extent::Constant(0));
    assert_eq!(reencoded(&[none, COUNT], b"\x05").unwrap(), b"\0\0\x05");
}

#[test]
fn values_are_turned_into_what_the_description_says() {
    let guid = field(InType::Guid, OutType::Guid);
    let bytes = b"\x03\x02\x01\x00\x05\x04\x07\x06\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f";
    let expected: Vec<u8> = (0..16).collect();
    assert_eq!(reencoded(&[guid], bytes).unwrap(), expected);
    // 1969-12-31T23:59:59.9999999, the last moment before 1970.
    let ticks = 116_444_735_999_999_999_u64.to_le_bytes();
    let expected = [&[0xff; 8][..], &999_999_900_u32.to_le_bytes()].concat();
    assert_eq!(reencoded(&[TIME], &ticks).unwrap(), expected);
    let counted = field(InType::CountedUnicodeString, OutType::String);
    assert_eq!(
        reencoded(&[counted], b"\x04\0a\0b\0").unwrap(),
        b"\x02\0a\0b\0"
    );
    let sid = field(InType::Sid, OutType::String);
    let system = b"\x01\x01\0\0\0\0\0\x05\x12\0\0\0";
    assert_eq!(
        reencoded(&[sid], system).unwrap(),
        [b"\x0c\0", &system[..]].concat()
    );
}

#[test]
fn structs_have_counts_of_their_own() {
    static MEMBERS: [Field; 2] = [COUNT, ANSI.with_length(Extent::Field(0))];
    let many = Field::structure("F", &MEMBERS).with_count(Extent::Field(0));
    assert_eq!(
        reencoded(&[COUNT, many], b"\x02\x01a\x02bc").unwrap(),
        b"\x02\x02\0\x01\x01\0a\x02\x02\0bc"
    );
}

#[test]
fn what_is_not_the_fields_or_does_not_fit_is_refused() {
    assert_eq!(reencoded(&[NUMBER], b"\x01"), Err(Problem::Malformed));
    let itself = NUMBER.with_count(Extent::Field(0));
    assert_eq!(reencoded(&[itself], b"\x01\0"), Err(Problem::Malformed));
    let odd = field(InType::CountedUnicodeString, OutType::String);
    assert_eq!(reencoded(&[odd], b"\x01\0a"), Err(Problem::Malformed));
    let empty = TEXT
        .with_count(Extent::Field(0))
        .with_length(Extent::Constant(0));
    assert_eq!(
        reencoded(&[LONG_COUNT, empty], b"\0\0\x01\0"),
        Err(Problem::TooLarge)
    );
    assert_eq!(
        reencoded(&[LONG_COUNT, empty], b"\x1e\0\0\0"),
        Err(Problem::TooLarge)
    );
    assert_eq!(
        reencoded(&[LONG_COUNT, empty], b"\x1d\0\0\0")
            .unwrap()
            .len(),
        64
    );
}

const DESCRIPTOR: EventDescriptor = EventDescriptor {
    id: 4031,
    version: 1,
    channel: 18,
    level: 2,
    opcode: 10,
    task: 2500,
    keyword: 0x800,
};

#[test]
fn the_header_has_the_numbers_of_the_event_and_the_task_as_its_tag() {
    let header = Header::new(7, &DESCRIPTOR, &Activity::CURRENT, None);
    let flags = if cfg!(target_pointer_width = "64") {
        3
    } else {
        2
    };
    let fields = [flags, 1, 0xbf, 0x0f, 0xc4, 0x09, 10, 2];
    assert_eq!(
        header.as_bytes(),
        [&7_u32.to_ne_bytes()[..], &fields].concat()
    );
    assert_eq!(
        Header::new(7, &DESCRIPTOR, &Activity::CURRENT, Some(9)).as_bytes()[4..],
        [&[flags | 4][..], &fields[1..], b"\x09\0\x01\0"].concat()
    );
    assert_eq!([level(0), level(1), level(5), level(255)], [1, 1, 5, 255]);
    let always = DESCRIPTOR.with_level(0);
    let header = Header::new(7, &always, &Activity::CURRENT, None);
    assert_eq!(header.as_bytes()[11], 1, "there is no level 0");
}

#[test]
fn activity_ids_stand_as_they_are_written() {
    let one = 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff;
    let activity = Activity::new(Guid::from_u128(one));
    let header = Header::new(0, &DESCRIPTOR, &activity, Some(1));
    assert_eq!(
        header.as_bytes()[12..],
        [&b"\x10\0\x02\x80"[..], &one.to_be_bytes(), b"\x01\0\x01\0"].concat()
    );
    let related = activity.with_related(Guid::from_u128(2));
    let header = Header::new(0, &DESCRIPTOR, &related, None);
    let ids = [one.to_be_bytes(), 2_u128.to_be_bytes()].concat();
    assert_eq!(
        header.as_bytes()[12..],
        [&b"\x20\0\x02\0"[..], &ids].concat()
    );
    let caused = Activity::CURRENT.with_related(Guid::from_u128(2));
    let header = Header::new(0, &DESCRIPTOR, &caused, None);
    assert_eq!(header.as_bytes()[16..32], [0; 16]);
}
