//! Every method of `Payload`, against bytes that are written out.

use std::mem::MaybeUninit;
use std::net::{Ipv4Addr, Ipv6Addr};

use etw_provider::{
    AnsiText, DateTime, EnableWord, Encoded, Event, EventDescriptor, EventMetadata, FileTime, Guid,
    MAX_PAYLOAD, Payload, PayloadReader, Port, Refusal, Sid, Storage, Template, Text, Utf16Le,
};

static WORD: EnableWord = EnableWord::new(0, 0);

static METADATA: EventMetadata =
    EventMetadata::new("Test", EventDescriptor::new(0, 0), &WORD, &Template::EMPTY);

/// An event whose fields a function writes.
struct Written<F>(F);

impl<F: Fn(&mut Payload<'_>)> Event for Written<F> {
    fn metadata(&self) -> &'static EventMetadata {
        &METADATA
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        (self.0)(&mut payload);
        payload.finish()
    }
}

fn try_encode(limit: usize, write: impl Fn(&mut Payload<'_>)) -> Result<Vec<u8>, Refusal> {
    let mut storage = vec![MaybeUninit::uninit(); limit];
    Written(write).encode(&mut storage).map(<[u8]>::to_vec)
}

#[track_caller]
fn check(expected: &[u8], write: impl Fn(&mut Payload<'_>)) {
    assert_eq!(try_encode(expected.len(), &write), Ok(expected.to_vec()));
    if let Some(too_small) = expected.len().checked_sub(1) {
        assert_eq!(try_encode(too_small, &write), Err(Refusal::TooLarge));
    }
}

#[test]
fn the_largest_payload_fits_16_bits_with_its_headers() {
    let (header, related_activity) = (80, 24);
    let event = MAX_PAYLOAD + header + related_activity;
    assert_eq!(event.next_multiple_of(8), usize::from(u16::MAX) / 8 * 8);
}

#[test]
fn an_array_of_a_view_is_written_as_a_slice_is() {
    let mut reader = PayloadReader::new(&[1, 0, 2, 0, 3, 0]);
    let array = reader.array(3, PayloadReader::u16);
    check(&[1, 0, 2, 0, 3, 0], |payload| {
        payload.array(array, Payload::u16);
    });
}

#[test]
fn integers_are_little_endian() {
    check(b"\xfe", |payload| payload.i8(-2));
    check(b"\xfe", |payload| payload.u8(0xFE));
    check(b"\x34\x92", |payload| payload.i16(-0x6DCC));
    check(b"\x34\x12", |payload| payload.u16(0x1234));
    check(b"\xff\xff\xff\x80", |payload| payload.i32(-0x7F00_0001));
    check(b"\x78\x56\x34\x12", |payload| payload.u32(0x1234_5678));
    check(b"\xfe\xff\xff\xff\xff\xff\xff\xff", |payload| {
        payload.i64(-2);
    });
    check(b"\x08\x07\x06\x05\x04\x03\x02\x01", |payload| {
        payload.u64(0x0102_0304_0506_0708);
    });
}

#[test]
fn floating_point_numbers_are_ieee_754() {
    check(b"\0\0\x80\x3f", |payload| payload.f32(1.0));
    check(b"\0\0\0\0\0\0\x04\xc0", |payload| payload.f64(-2.5));
}

#[test]
fn booleans_have_two_widths() {
    check(b"\x01", |payload| payload.bool8(true));
    check(b"\0", |payload| payload.bool8(false));
    check(b"\x01\0\0\0", |payload| payload.bool32(true));
    check(b"\0\0\0\0", |payload| payload.bool32(false));
}

#[test]
fn a_pointer_has_the_width_of_the_process() {
    check(&0x1234_usize.to_le_bytes(), |payload| {
        payload.pointer(0x1234);
    });
}

#[test]
fn network_values_are_in_network_order() {
    check(b"\x01\xbb", |payload| payload.port(Port(443)));
    check(b"\x7f\0\0\x01", |payload| payload.ipv4(Ipv4Addr::LOCALHOST));
    check(b"\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01", |payload| {
        payload.ipv6(Ipv6Addr::new(0x2001, 0xDB8, 0, 0, 0, 0, 0, 1));
    });
}

#[test]
fn structures_of_windows_are_in_memory_order() {
    check(
        b"\xf6\xf5\x51\xc6\x0d\x1c\x2e\x49\x8a\xe1\xb4\xef\xd7\xc9\xd5\x03",
        |payload| {
            payload.guid(Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503));
        },
    );
    check(b"\0\x80\x3e\xd5\xde\xb1\x9d\x01", |payload| {
        payload.file_time(FileTime::UNIX_EPOCH);
    });
    check(b"\xb2\x07\x01\0\x04\0\x01\0\0\0\0\0\0\0\0\0", |payload| {
        payload.date_time(DateTime::from(FileTime::UNIX_EPOCH));
    });
    let sid = b"\x01\x02\0\0\0\0\0\x05\x20\0\0\0\x20\x02\0\0";
    check(sid, |payload| payload.sid(Sid::new(sid).unwrap()));
}

#[test]
fn unicode_strings_end_with_a_nul_and_have_no_other() {
    check(b"\0\0", |payload| payload.unicode_string(""));
    check(b"a\0\xe9\0\xe5\x65=\xd8\0\xde\0\0", |payload| {
        payload.unicode_string("aé日😀");
    });
    check(b"a\0\xfd\xff\0\0", |payload| payload.unicode_string("a\0"));
    check(b"a\0\xfd\xff\0\0", |payload| {
        payload.unicode_string(&[97, 0]);
    });
    check(b"a\0\xfd\xff\0\0", |payload| {
        payload.unicode_string(Utf16Le::new(b"a\0\0\0"));
    });
    check(b"\x00\xd8\0\0", |payload| {
        payload.unicode_string(Text::Utf16(&[0xD800]));
    });
}

#[test]
fn unicode_text_with_a_length_keeps_its_nuls() {
    check(b"a\0\0\0b\0", |payload| payload.unicode_counted("a\0b"));
    check(b"a\0\0\0", |payload| payload.unicode_counted(&[97, 0]));
    check(b"a\0\0\0", |payload| payload.u16_slice(&[97, 0]));
    check(b"\x06\0a\0\0\0b\0", |payload| {
        payload.counted_unicode_string("a\0b");
    });
    check(b"\0\0", |payload| payload.counted_unicode_string(""));
}

#[test]
fn ansi_strings_end_with_a_nul_and_have_no_other() {
    check(b"\0", |payload| payload.ansi_string(""));
    check(b"a\xc3\xa9\0", |payload| payload.ansi_string("aé"));
    check(b"a?\xff\0", |payload| payload.ansi_string(b"a\0\xff"));
    check(b"a\0", |payload| payload.ansi_string(c"a"));
}

#[test]
fn ansi_text_with_a_length_keeps_its_nuls() {
    check(b"a\0b", |payload| payload.ansi_counted("a\0b"));
    check(b"\x03\0a\0b", |payload| payload.counted_ansi_string("a\0b"));
}

#[test]
fn bytes_are_bytes() {
    check(b"\x01\0\xff", |payload| payload.bytes(&[1, 0, 255]));
    check(b"\x02\0\0\xff", |payload| payload.counted_binary(&[0, 255]));
}

#[test]
fn counts_are_the_common_length() {
    check(b"\x03", |payload| payload.count_u8([3]));
    check(b"\x03\0", |payload| payload.count_u16([3, 3]));
    check(b"\x03\0\0\0", |payload| payload.count_u32([3, 3, 3]));
    check(b"\xff", |payload| payload.count_u8([255]));
    check(b"\xff\xff", |payload| payload.count_u16([65_535]));
}

#[test]
fn counts_that_disagree_or_do_not_fit_refuse_the_event() {
    let refusal = |write: fn(&mut Payload<'_>)| try_encode(200_000, write).unwrap_err();
    assert_eq!(
        refusal(|payload| payload.count_u8([1, 2])),
        Refusal::CountMismatch
    );
    assert_eq!(
        refusal(|payload| payload.count_u8([256])),
        Refusal::CountTooLarge
    );
    assert_eq!(
        refusal(|payload| payload.count_u16([65_536])),
        Refusal::CountTooLarge
    );
    assert_eq!(
        refusal(|payload| payload.counted_binary(&vec![0; 65_536])),
        Refusal::CountTooLarge
    );
    assert_eq!(
        refusal(|payload| payload.counted_unicode_string(vec![0; 32_768].as_slice())),
        Refusal::CountTooLarge
    );
}

#[test]
fn the_first_refusal_stands_and_what_fits_afterwards_does_not_undo_it() {
    let result = try_encode(4, |payload| {
        payload.count_u8([1, 2]);
        payload.u64(0);
        payload.u8(0);
    });
    assert_eq!(result, Err(Refusal::CountMismatch));
}

/// Writes two values of each type and reads them back.
macro_rules! round_trips {
    ($($method:ident: $first:expr, $second:expr;)*) => {
        let bytes = try_encode(1000, |payload| {
            $(payload.$method($first); payload.$method($second);)*
        });
        let bytes = bytes.unwrap();
        let mut reader = PayloadReader::new(&bytes);
        $(
            assert_eq!(reader.$method(), $first, stringify!($method));
            assert_eq!(reader.$method(), $second, stringify!($method));
        )*
        assert_eq!(reader.finish(), Ok(()));
    };
}

#[test]
#[allow(clippy::float_cmp, reason = "the bytes are those of the same number")]
fn what_is_written_is_read_back() {
    let time = FileTime(133_444_736_001_230_000);
    let [first, second] = [*b"\x01\0\0\0\0\0\0\x05", *b"\x01\0\x01\0\0\0\0\0"];
    round_trips! {
        i8: i8::MIN, i8::MAX;
        u8: 0, u8::MAX;
        i16: i16::MIN, i16::MAX;
        u16: 0, u16::MAX;
        i32: i32::MIN, i32::MAX;
        u32: 0, u32::MAX;
        i64: i64::MIN, i64::MAX;
        u64: 0, u64::MAX;
        f32: f32::MIN, f32::INFINITY;
        f64: f64::MAX, f64::NEG_INFINITY;
        bool8: false, true;
        bool32: true, false;
        port: Port(0), Port(0x1234);
        ipv4: Ipv4Addr::LOCALHOST, Ipv4Addr::new(1, 2, 3, 4);
        ipv6: Ipv6Addr::LOCALHOST, Ipv6Addr::new(1, 2, 3, 4, 5, 6, 7, 8);
        guid: Guid::ZERO, Guid::from_u128(0x0102_0304_0506_0708_090A_0B0C_0D0E_0F10);
        file_time: FileTime(0), time;
        date_time: DateTime::default(), DateTime::from(time);
        sid: Sid::new(&first).unwrap(), Sid::new(&second).unwrap();
        unicode_string: Text::from("a"), Text::from("");
        counted_unicode_string: Text::from("a\0"), Text::from("");
        ansi_string: AnsiText::from("ab"), AnsiText::from("");
        counted_ansi_string: AnsiText::from(b"a\0"), AnsiText::from("");
        counted_binary: b"a\0".as_slice(), b"".as_slice();
    }
}
