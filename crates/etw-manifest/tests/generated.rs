//! The goldens of `expand` write the bytes that their templates promise.

use std::mem::MaybeUninit;

use crate::goldens::{arrays, maps, numbers, providers, structs, texts};
use etw_provider::{
    Activity, Event, EventDescriptor, Extent, FieldKind, HResult, Outcome, Payload, Port, Recorder,
    Refusal, Sid, UnknownValue,
};

/// What an event writes.
fn encode(event: &dyn Event) -> Result<Vec<u8>, Refusal> {
    let mut storage = [MaybeUninit::uninit(); 1024];
    event.encode(&mut storage).map(<[u8]>::to_vec)
}

/// The bytes of an event.
fn bytes(event: &dyn Event) -> Vec<u8> {
    encode(event).unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// `S-1-5-18`.
const LOCAL_SYSTEM: [u8; 12] = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];

#[test]
fn a_count_is_the_length_of_the_slices_that_share_it() {
    let event = arrays::SpecialElements {
        ports: &[Port(80), Port(443)],
        addresses: &["1.2.3.4".parse().unwrap(), "5.6.7.8".parse().unwrap()],
        addresses6: &["::1".parse().unwrap(), "::2".parse().unwrap()],
        codes: &[HResult(1), HResult(2), HResult(-1)],
        flags: &[true, false],
    };
    let mut expected = vec![2, 0, 0, 0, 0, 80, 1, 187, 1, 2, 3, 4, 5, 6, 7, 8];
    expected.extend([&[0; 15][..], &[1], &[0; 15], &[2]].concat());
    expected.extend([1, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255, 1, 0]);
    assert_eq!(bytes(&event), expected);
    let uneven = arrays::SpecialElements {
        flags: &[true],
        ..event
    };
    assert_eq!(encode(&uneven), Err(Refusal::CountMismatch));
}

#[test]
fn a_length_is_that_of_the_text_without_a_nul() {
    let sid = Sid::new(&LOCAL_SYSTEM).unwrap();
    let event = arrays::VariableLength {
        unicode_string: "añ",
        ansi_string: "abc",
        binary: &[7, 8],
        sid,
    };
    let mut expected = vec![2, 0, 0, 0];
    expected.extend(utf16("añ"));
    expected.extend([3, 0, 0, 0, b'a', b'b', b'c', 2, 0, 0, 0, 7, 8, 12, 0, 0, 0]);
    expected.extend(LOCAL_SYSTEM);
    assert_eq!(bytes(&event), expected);
}

#[test]
fn a_length_shared_by_the_elements_of_arrays_is_that_of_each() {
    let sid = Sid::new(&LOCAL_SYSTEM).unwrap();
    let event = arrays::VariableLengthVariableCount {
        unicode_string: &["twelve chars", "12 more char"],
        ansi_string: &["and as ASCII", "............"],
        binary: &[&[0; 12], &[1; 12]],
        sid: &[sid, sid],
    };
    let written = bytes(&event);
    assert_eq!(written[..5], [12, 2, 0, 0, 0]);
    assert_eq!(written.len(), 5 + 2 * (24 + 12 + 12 + 12));
    let uneven = arrays::VariableLengthVariableCount {
        ansi_string: &["and as ASCII", "shorter"],
        ..event
    };
    assert_eq!(encode(&uneven), Err(Refusal::CountMismatch));
}

#[test]
fn an_item_may_count_elements_and_characters_at_once() {
    let event = arrays::SharedCount {
        numbers: &[1, 2],
        text: "ab",
        names: &["cd", "ef"],
        loose: 9,
    };
    let mut expected = vec![2, 1, 0, 0, 0, 2, 0, 0, 0];
    expected.extend(utf16("ab"));
    expected.extend(b"cdef\x09");
    assert_eq!(bytes(&event), expected);
}

#[test]
fn a_count_that_its_item_cannot_hold_refuses_the_event() {
    let long = "x".repeat(256);
    let event = arrays::SharedCount {
        numbers: &[0; 256],
        text: long.as_str(),
        names: &[long.as_str(); 256],
        loose: 0,
    };
    assert_eq!(encode(&event), Err(Refusal::CountTooLarge));
}

#[test]
fn structs_write_their_own_counts() {
    let info = structs::CountedInfo {
        text: "hi",
        id: etw_provider::Guid::from_u128(1),
    };
    let pair = structs::CountedPair { a: -1, b: 1.0 };
    let event = structs::Counted {
        info: &[info],
        pair: &[pair],
        names: &["n"],
    };
    let mut expected = vec![1, 2, 0];
    expected.extend(utf16("hi"));
    expected.extend(
        [
            [0; 15].as_slice(),
            &[1],
            &[255; 4],
            &1_f64.to_le_bytes(),
            b"n\0",
        ]
        .concat(),
    );
    assert_eq!(bytes(&event), expected);
}

#[test]
fn members_are_described_with_their_own_indexes() {
    let fields = structs::Counted {
        info: &[],
        pair: &[],
        names: &[],
    }
    .metadata()
    .fields();
    assert!(matches!(fields[1].count(), Extent::Field(0)));
    let FieldKind::Struct(members) = fields[1].kind() else {
        panic!("a struct");
    };
    assert!(matches!(members[1].length(), Extent::Field(0)));
}

#[test]
fn maps_keep_values_that_have_no_name() {
    use maps::{Access, Color};
    assert_eq!(Color::try_from(9), Err(UnknownValue(9)));
    assert_eq!(Color::try_from(0), Ok(Color::COLOR_RED));
    assert_eq!(
        format!("{:?} {:?}", Color(9), Color::COLOR_RED),
        "Color(9) COLOR_RED"
    );
    assert_eq!(Color::COLOR_RED, Color(0));
    let both = Access::READ | Access::WRITE;
    assert!(both.contains(Access::READ) && !Access::READ.contains(both));
    assert_eq!(u32::from(both | Access(0x100)), 0x103);
    assert_eq!(
        format!("{:?} {:?}", both, Access(0x100)),
        "READ | WRITE 0x100"
    );
    assert!(both.iter().eq([Access::READ, Access::WRITE]));
    let mut access = Access::default();
    assert!(access.is_empty());
    access |= Access::WRITE;
    assert_eq!(access & both, Access::WRITE);
}

#[test]
fn texts_of_any_kind_of_string_go_together() {
    let (owned, cow) = ("añ".to_owned(), std::borrow::Cow::from("abc"));
    let sid = Sid::new(&LOCAL_SYSTEM).unwrap();
    let event = arrays::VariableLength {
        unicode_string: &owned,
        ansi_string: &cow,
        binary: &[],
        sid,
    };
    assert_eq!(bytes(&event)[4..8], utf16("añ"));
}

#[test]
fn fields_may_be_written_one_by_one_as_utf_16_and_bytes() {
    use providers::some_provider::{First, PROVIDER};
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let units: Vec<u16> = "añ".encode_utf16().collect();
    let emit = |write: fn(&mut Payload<'_>, &[u16])| {
        PROVIDER.emit_fields::<First>(&Activity::CURRENT, |payload| write(payload, &units))
    };
    assert_eq!(
        emit(|payload, text| payload.unicode_string(text)),
        Outcome::Written
    );
    assert_eq!(
        recorder.take()[0].decode::<First>().unwrap(),
        First { text: "añ" }
    );
    let missing = emit(|_, _| {});
    assert_eq!(missing, Outcome::Refused(Refusal::WrongFields));
}

#[test]
fn descriptors_are_those_of_the_manifest() {
    assert_eq!(
        numbers::FailedV1::DESCRIPTOR,
        EventDescriptor {
            id: 1,
            version: 1,
            channel: 16,
            level: numbers::level::ERROR,
            opcode: numbers::opcode::ONLY,
            task: numbers::task::TASK_CONNECT,
            keyword: (1 << 63) | numbers::keyword::KW_NET,
        }
    );
    assert_eq!(numbers::InSystem::DESCRIPTOR.keyword, 1 << 62);
    assert_eq!(
        numbers::METADATA.channel(17).unwrap().keyword_bit(),
        1 << 61
    );
    assert!(numbers::METADATA.event(4, 0).is_none(), "not logged");
}

#[test]
fn a_disabled_event_says_so() {
    let outcome = providers::some_provider::emit_first("text");
    assert_eq!(outcome, Outcome::Disabled);
    assert!(!providers::some_provider::First::is_enabled());
}

#[test]
fn descriptions_cannot_escape_and_metadata_is_verbatim() {
    let comment = texts::METADATA.event(2, 0).unwrap();
    assert!(
        comment
            .message()
            .get(0)
            .unwrap()
            .starts_with("*/ } fn evil() {}")
    );
    assert!(texts::METADATA.locales().eq(["en-US", "es-ES"]));
    assert_eq!(
        texts::METADATA.event(1, 0).unwrap().message().get(1),
        Some("La sesión %1 falló: %2")
    );
}
