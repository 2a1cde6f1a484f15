//! What was emitted can be read back by its metadata, and any other bytes are read without harm.
#![cfg(feature = "std")]

mod generated;

use std::hint::black_box;

use etw_provider::{DecodeError, Extent, Field, Fields, InType, OutType, Recorder, Value};
use generated::example_every_type::{Empty, Lists, METADATA, Message, PROVIDER, Point, State};

/// What a tool prints of the last event.
fn print_last(recorder: &Recorder) -> String {
    let event = recorder.take().pop().unwrap();
    Fields::new(event.event.fields(), &event.payload).to_string()
}

#[test]
fn an_event_reads_as_it_was_emitted() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    Message {
        text: "señal",
        code: -5,
    }
    .emit();
    assert_eq!(print_last(&recorder), "{Text: señal, Code: -5}");
    Empty.emit();
    assert_eq!(print_last(&recorder), "{}");
    let points = [Point { x: -1, label: "p" }, Point { x: 2, label: "q" }];
    Lists {
        numbers: &[7, 8],
        points: &points,
        name: "n",
        code: b"abc",
        flags: &[true, false],
        state: State::OPEN,
    }
    .emit();
    assert_eq!(
        print_last(&recorder),
        "{Count: 2, Numbers: [7, 8], Points: [{X: -1, Label: p}, {X: 2, Label: q}], \
         Length: 1, Name: n, Code: abc, Flags: [true, false], State: 1}"
    );
}

#[test]
fn values_are_typed() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    Message {
        text: "ab",
        code: 1,
    }
    .emit();
    let event = recorder.take().pop().unwrap();
    let mut fields = Fields::new(event.event.fields(), &event.payload);
    let text = fields.next().unwrap().unwrap();
    assert_eq!(text.field.name(), "Text");
    assert!(matches!(text.value, Value::Unicode(text) if text == "ab"));
    assert!(matches!(
        fields.next().unwrap().unwrap().value,
        Value::Signed(1)
    ));
    assert!(fields.next().is_none());
    assert!(fields.rest().is_empty());
}

const IN_TYPES: [InType; 24] = [
    InType::UnicodeString,
    InType::AnsiString,
    InType::Int8,
    InType::UInt8,
    InType::Int16,
    InType::UInt16,
    InType::Int32,
    InType::UInt32,
    InType::Int64,
    InType::UInt64,
    InType::Float,
    InType::Double,
    InType::Boolean,
    InType::Binary,
    InType::Guid,
    InType::Pointer,
    InType::FileTime,
    InType::SystemTime,
    InType::Sid,
    InType::HexInt32,
    InType::HexInt64,
    InType::CountedUnicodeString,
    InType::CountedAnsiString,
    InType::CountedBinary,
];

const fn field(in_type: InType, out_type: OutType, count: Extent, length: Extent) -> Field {
    Field::new("F", in_type, out_type)
        .with_count(count)
        .with_length(length)
}

#[test]
fn every_type_reads_its_bytes() {
    let payload = b"\x01\x01\0\0\0\0\0\x05\x12\0\0\0\0\0\0\0\0\0\0\0";
    let expected = [
        "\u{101}",
        "\u{1}\u{1}",
        "1",
        "1",
        "257",
        "257",
        "257",
        "257",
        "360287970189639937",
        "360287970189639937",
        "0.00000000000000000000000000000000000000000036",
        "0.0000000000000000000000000000000000000000000000",
        "true",
        "0101000000000005",
        "{00000101-0000-0500-1200-000000000000}",
        "0x500000000000101",
        "2742-09-16T23:10:18.963",
        "0257-",
        "S-1-5-18",
        "0x101",
        "0x500000000000101",
        "",
        "",
        "",
    ];
    for (in_type, expected) in IN_TYPES.into_iter().zip(expected) {
        let length = if in_type == InType::Binary {
            Extent::Constant(8)
        } else {
            Extent::None
        };
        let fields = Box::leak(Box::new([field(
            in_type,
            OutType::String,
            Extent::None,
            length,
        )]));
        let value = Fields::new(fields, payload)
            .next()
            .unwrap()
            .map(|field| field.value.to_string());
        let shown = value.unwrap_or_else(|error| format!("{error:?}"));
        assert!(shown.starts_with(expected), "{in_type:?}: {shown}");
    }
}

#[test]
fn a_payload_that_ends_early_gives_an_error_and_then_nothing() {
    let fields = METADATA.event(1, 0).unwrap().metadata().fields();
    let items: Vec<_> = Fields::new(fields, b"a\0\0\0\x01\0")
        .map(|item| item.map(|item| item.field.name()))
        .collect();
    assert_eq!(items, [Ok("Text"), Err(DecodeError::Truncated)]);
    let items: Vec<_> = Fields::new(fields, b"a\0b")
        .map(|item| item.map(drop))
        .collect();
    assert_eq!(items, [Err(DecodeError::Truncated)]);
}

#[test]
fn an_extent_that_refers_to_nothing_useful_is_an_error() {
    const NEXT: Field = field(
        InType::UInt8,
        OutType::UnsignedByte,
        Extent::Field(1),
        Extent::None,
    );
    static TEXT: [Field; 2] = [
        field(
            InType::AnsiString,
            OutType::String,
            Extent::None,
            Extent::None,
        ),
        field(
            InType::UInt8,
            OutType::UnsignedByte,
            Extent::Field(0),
            Extent::None,
        ),
    ];
    static AHEAD: [Field; 2] = [NEXT, NEXT];
    assert_eq!(
        Fields::new(&AHEAD, &[0; 9]).next().unwrap().map(drop),
        Err(DecodeError::UnknownExtent)
    );
    assert_eq!(
        Fields::new(&TEXT, &[0; 9]).nth(1).unwrap().map(drop),
        Err(DecodeError::UnknownExtent)
    );
}

#[test]
fn four_billion_empty_elements_are_refused() {
    static FIELDS: [Field; 2] = [
        field(
            InType::UInt32,
            OutType::UnsignedInt,
            Extent::None,
            Extent::None,
        ),
        field(
            InType::Binary,
            OutType::HexBinary,
            Extent::Field(0),
            Extent::Constant(0),
        ),
    ];
    let result = Fields::new(&FIELDS, &[255; 4]).nth(1).unwrap().map(drop);
    assert_eq!(result, Err(DecodeError::TooMany));
    assert_eq!(
        Fields::new(&FIELDS, &[3, 0, 0, 0]).to_string(),
        "{F: 3, F: [, , ]}"
    );
}

/// A structure of three bytes that has up to 65,535 elements, many times: a 64 KiB payload would be shown as gigabytes.
#[test]
fn empty_elements_are_counted_in_all_arrays_together() {
    static MEMBERS: [Field; 3] = [
        field(
            InType::UInt16,
            OutType::UnsignedShort,
            Extent::None,
            Extent::None,
        ),
        field(
            InType::UInt8,
            OutType::UnsignedByte,
            Extent::None,
            Extent::None,
        ),
        field(
            InType::Binary,
            OutType::HexBinary,
            Extent::Field(0),
            Extent::Field(1),
        ),
    ];
    static FIELDS: [Field; 2] = [
        field(
            InType::UInt8,
            OutType::UnsignedByte,
            Extent::None,
            Extent::None,
        ),
        Field::structure("S", &MEMBERS).with_count(Extent::Field(0)),
    ];
    let one = Fields::new(&FIELDS, &[1, 0xFF, 0xFF, 0]);
    assert!(one.clone().all(|field| field.is_ok()));
    assert!(one.to_string().len() < 200_000);
    let two = [2, 0xFE, 0xFF, 0, 2, 0, 0];
    let result = Fields::new(&FIELDS, &two).nth(1).unwrap().map(drop);
    assert_eq!(result, Err(DecodeError::TooMany));
}

/// A generator of bytes that look random and are always the same.
struct Noise(u64);

impl Noise {
    fn byte(&mut self) -> u8 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0.to_be_bytes()[0]
    }

    /// Small numbers are frequent, so that counts and lengths are often possible.
    fn payload(&mut self) -> Vec<u8> {
        let length = self.byte() % 64;
        (0..length)
            .map(|_| {
                if self.byte() < 128 {
                    self.byte() % 4
                } else {
                    self.byte()
                }
            })
            .collect()
    }

    fn extent(&mut self, index: u16) -> Extent {
        match self.byte() % 4 {
            0 => Extent::Constant((self.byte() % 4).into()),
            1 => Extent::Field(u16::from(self.byte()) % (index + 2)),
            _ => Extent::None,
        }
    }

    fn fields(&mut self, depth: usize) -> &'static [Field] {
        let count = u16::from(self.byte() % 6);
        let fields: Vec<_> = (0..count).map(|index| self.field(index, depth)).collect();
        fields.leak()
    }

    fn field(&mut self, index: u16, depth: usize) -> Field {
        let (count, length) = (self.extent(index), self.extent(index));
        if depth > 0 && self.byte() < 64 {
            return Field::structure("S", self.fields(depth - 1))
                .with_count(count)
                .with_length(length);
        }
        let in_type = IN_TYPES[usize::from(self.byte()) % IN_TYPES.len()];
        let out_type = [
            OutType::String,
            OutType::IPv6,
            OutType::Port,
            OutType::Boolean,
        ][usize::from(self.byte() % 4)];
        field(in_type, out_type, count, length)
    }
}

#[test]
fn any_bytes_can_be_read_by_any_fields() {
    let mut noise = Noise(1);
    for _ in 0..500 {
        let fields = noise.fields(2);
        for _ in 0..20 {
            black_box(Fields::new(fields, &noise.payload()).to_string());
        }
    }
}
