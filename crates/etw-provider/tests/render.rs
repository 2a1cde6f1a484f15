//! Events are shown as Event Viewer shows them, in any language, as XML and as JSON.
#![cfg(feature = "std")]

mod rendered;

use etw_provider::{
    EnableWord, EventDescriptor, EventEntry, EventMetadata, EventRecord, Extent, Field, FileTime,
    Guid, InType, OutType, ProviderMetadata, Renderer, StatusCode, SystemTexts, Win32Error,
};
use rendered::METADATA;

fn record(id: u16, payload: &[u8]) -> EventRecord<'_> {
    let entry = METADATA.event(id, 0).unwrap();
    EventRecord::new(*entry.metadata().descriptor(), payload)
}

fn english() -> Renderer<'static> {
    METADATA.renderer("en-US")
}

#[test]
fn a_language_is_found_by_its_relatives() {
    let cases = [
        ("es-ES", "es-ES"),
        ("ES-es", "es-ES"),
        ("es-MX", "es-ES"),
        ("es_419", "es-ES"),
        ("es", "es-ES"),
        ("de", "de-DE"),
        ("zh-Hant-HK", "zh-Hant-TW"),
        ("zh-CN", "zh-Hans-CN"),
        ("en-GB", "en-US"),
        ("fr-FR", "en-US"),
        ("", "en-US"),
    ];
    for (wanted, found) in cases {
        assert_eq!(METADATA.renderer(wanted).locale(), found, "{wanted}");
    }
}

#[test]
fn maps_are_named_in_the_language_of_the_message() {
    let event = record(1, &[1, 3, 0, 0, 0]);
    let message = |locale| METADATA.renderer(locale).message(event);
    assert_eq!(
        message("en-US").as_deref(),
        Some("State open\r\n(read | write)")
    );
    assert_eq!(
        message("de-AT").as_deref(),
        Some("offen, lesen | schreiben")
    );
}

#[test]
fn values_without_a_name_are_numbers() {
    let message = |payload| english().message(record(1, payload));
    assert_eq!(
        message(&[9, 0, 0, 0, 0]).as_deref(),
        Some("State 9\r\n(0x0)")
    );
    assert_eq!(
        message(&[2, 6, 0, 0, 0]).as_deref(),
        Some("State closed\r\n(write | 0x4)")
    );
    assert_eq!(
        message(&[2, 8, 0, 0, 0]).as_deref(),
        Some("State closed\r\n(0x8)")
    );
}

#[test]
fn what_cannot_be_read_stays_as_it_is_written() {
    assert_eq!(
        english().message(record(1, &[1])).as_deref(),
        Some("State open\r\n(%2)")
    );
    assert_eq!(
        english().message(record(1, &[])).as_deref(),
        Some("State %1\r\n(%2)")
    );
    assert_eq!(english().message(record(5, &[])), None);
    let unknown = EventRecord::new(EventDescriptor::default(), &[]);
    assert_eq!(english().message(unknown), None);
}

/// Two states, two points, and a last one.
const LISTS: &[u8] = b"\x02\x01\x09\xff\xffa\0\0\0\x02\0\"\0\0\0\x03\0\0\0";

#[test]
fn arrays_and_structures_are_json_in_a_message() {
    assert_eq!(
        english().message(record(2, LISTS)).as_deref(),
        Some(r#"2: ["open",9] [{"X":-1,"Label":"a"},{"X":2,"Label":"\""}] {"X":3,"Label":""}"#)
    );
}

#[test]
fn fields_are_listed_with_their_names() {
    assert_eq!(
        english().fields(record(1, &[1, 4, 0, 0, 0])),
        [("State", "open".to_owned()), ("Rights", "0x4".to_owned())]
    );
}

struct Texts;

impl SystemTexts for Texts {
    fn parameter(&self, id: u32) -> Option<String> {
        (id == 5).then(|| "five\r\n".to_owned())
    }

    fn status(&self, code: StatusCode) -> Option<String> {
        (code == StatusCode::Win32Error(Win32Error(5))).then(|| "Access is denied.\r\n".to_owned())
    }
}

const CODES: &[u8] = b"\x05\0\0\0\x22\0\0\xc0\x05\0\x07\x80%\0%\x005\0!\0\0\0";

#[test]
fn codes_and_parameters_are_numbers_without_texts_for_them() {
    assert_eq!(
        english().message(record(3, CODES)).as_deref(),
        Some("5 0xc0000022 0x80070005 %%5! %5 %6")
    );
}

#[test]
fn codes_and_parameters_get_the_texts_that_the_caller_has() {
    assert_eq!(
        english()
            .with_texts(&Texts)
            .message(record(3, CODES))
            .as_deref(),
        Some(
            "Access is denied. Unknown NTSTATUS Error code: 0xc0000022 \
             Unknown HResult Error code: 0x80070005 five! five %6"
        )
    );
}

/// How a value of these types is shown.
fn show(field: Field, payload: &[u8]) -> String {
    let fields: &'static [Field] = Box::leak(Box::new([field]));
    let template = Box::leak(Box::new(etw_provider::Template::undescribed(fields)));
    let word = Box::leak(Box::new(EnableWord::new(0, 0)));
    let event = EventMetadata::new("E", EventDescriptor::default(), word, template);
    let entry = EventEntry::new(Box::leak(Box::new(event))).with_message(&["%1"]);
    let metadata = ProviderMetadata::new(METADATA.provider(), "P").with_locales(&["en-US"]);
    let metadata = metadata.with_events(Box::leak(Box::new([entry])));
    let metadata: &'static ProviderMetadata = Box::leak(Box::new(metadata));
    let mut event = EventRecord::new(EventDescriptor::default(), payload);
    event.is_32_bit = false;
    metadata.renderer("en-US").message(event).unwrap()
}

/// A type, a payload in hexadecimal, and how it is shown.
type Look = (InType, OutType, &'static str, &'static str);

fn check_looks(looks: &[Look]) {
    let bytes = |hex: &str| -> Vec<u8> {
        let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        (0..hex.len()).step_by(2).map(digit).collect()
    };
    for &(in_type, out_type, payload, expected) in looks {
        let shown = show(Field::new("F", in_type, out_type), &bytes(payload));
        assert_eq!(shown, expected, "{in_type:?} {out_type:?}");
    }
}

#[test]
fn texts_and_small_numbers_have_their_look() {
    use InType as I;
    use OutType as O;
    check_looks(&[
        (I::UnicodeString, O::String, "f1003dd800de0000", "ñ😀"),
        (I::UnicodeString, O::Xml, "3c0061002f003e000000", "<a/>"),
        (I::AnsiString, O::Json, "7b7d00", "{}"),
        (I::AnsiString, O::Utf8, "c3b100", "ñ"),
        (I::AnsiString, O::String, "61ff00", "a\u{FFFD}"),
        (I::CountedUnicodeString, O::String, "0400610000000000", "a "),
        (I::Int8, O::Byte, "ff", "-1"),
        (I::Int8, O::String, "41", "A"),
        (I::UInt8, O::UnsignedByte, "ff", "255"),
        (I::UInt8, O::HexInt8, "0f", "0xf"),
        (I::UInt8, O::String, "e9", "é"),
        (I::UInt8, O::Boolean, "02", "true"),
        (I::Int16, O::Short, "feff", "-2"),
        (I::UInt16, O::UnsignedShort, "feff", "65534"),
        (I::UInt16, O::Port, "0050", "80"),
        (I::UInt16, O::HexInt16, "ab00", "0xab"),
        (I::UInt16, O::String, "ac20", "\u{20AC}"),
        (I::UInt16, O::String, "00d8", "\u{FFFD}"),
    ]);
}

#[test]
fn numbers_have_their_look() {
    use InType as I;
    use OutType as O;
    check_looks(&[
        (I::Int32, O::Int, "feffffff", "-2"),
        (I::Int32, O::HResult, "05000780", "0x80070005"),
        (I::UInt32, O::UnsignedInt, "ffffffff", "4294967295"),
        (I::UInt32, O::ProcessId, "39050000", "1337"),
        (I::UInt32, O::ThreadId, "39050000", "1337"),
        (I::UInt32, O::IPv4, "7f000001", "127.0.0.1"),
        (I::UInt32, O::EtwTime, "39050000", "1337"),
        (I::UInt32, O::ErrorCode, "05000000", "0x5"),
        (I::UInt32, O::Win32Error, "05000000", "5"),
        (I::UInt32, O::NtStatus, "220000c0", "0xc0000022"),
        (I::UInt32, O::HexInt32, "220000c0", "0xc0000022"),
        (I::UInt32, O::CodePointer, "00100000", "0x1000"),
        (I::Int64, O::Long, "feffffffffffffff", "-2"),
        (
            I::UInt64,
            O::UnsignedLong,
            "ffffffffffffffff",
            "18446744073709551615",
        ),
        (I::UInt64, O::HexInt64, "0001000000000000", "0x100"),
        (I::Float, O::Float, "0000003f", "0.5"),
        (I::Float, O::Float, "0000807f", "INF"),
        (I::Double, O::Double, "000000000000f0bf", "-1"),
        (I::Boolean, O::Boolean, "00000000", "false"),
        (I::Pointer, O::HexInt64, "00f0ffff01000000", "0x1fffff000"),
        (I::Pointer, O::Long, "feffffffffffffff", "-2"),
        (I::Pointer, O::UnsignedLong, "0200000000000000", "2"),
        (I::HexInt32, O::HexInt32, "ff000000", "0xff"),
        (I::HexInt64, O::HexInt64, "ff00000000000000", "0xff"),
    ]);
}

#[test]
fn structures_and_binary_values_have_their_look() {
    use InType as I;
    use OutType as O;
    check_looks(&[
        (
            I::Guid,
            O::Guid,
            "f6f551c60d1c2e498ae1b4efd7c9d503",
            "{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}",
        ),
        (
            I::FileTime,
            O::DateTime,
            "0080db2a4664dc01",
            "2025-12-03T11:15:44.3788800Z",
        ),
        (
            I::SystemTime,
            O::DateTimeUtc,
            "ea070b00010017000400000000000700",
            "2026-11-23T04:00:00.007Z",
        ),
        (I::Sid, O::String, "010100000000000512000000", "S-1-5-18"),
        (I::CountedBinary, O::HexBinary, "030000ab01", "00AB01"),
        (
            I::CountedBinary,
            O::SocketAddress,
            "08000200005001020304",
            "1.2.3.4:80",
        ),
        (
            I::CountedBinary,
            O::IPv6,
            "100020010db8000000000000000000000001",
            "2001:db8::1",
        ),
        (I::CountedBinary, O::Pkcs7WithTypeInfo, "010001", "01"),
    ]);
}

#[test]
fn padding_of_fixed_length_is_not_shown() {
    let length = Extent::Constant(4);
    let field = Field::new("F", InType::AnsiString, OutType::String);
    assert_eq!(show(field.with_length(length), b"ab\0\0"), "ab");
    let field = Field::new("F", InType::UnicodeString, OutType::String);
    assert_eq!(show(field.with_length(length), b"a\0\0\0b\0\0\0"), "a b");
}

#[test]
fn xml_has_what_is_known_and_names_in_the_language() {
    let mut event = record(1, &[1, 3, 0, 0, 0]);
    event.activity_id = Some(Guid::from_u128(1));
    event.time_created = Some(FileTime::UNIX_EPOCH);
    event.process_id = Some(4);
    event.thread_id = Some(8);
    event.computer = Some("pc");
    assert_eq!(
        english().xml(event),
        "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System>\
         <Provider Name=\"Example-Rendered\" Guid=\"{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}\"/>\
         <EventID>1</EventID><Version>0</Version><Level>2</Level><Task>7</Task><Opcode>10</Opcode>\
         <Keywords>0x8000000000000003</Keywords>\
         <TimeCreated SystemTime=\"1970-01-01T00:00:00.0000000Z\"/>\
         <Correlation ActivityID=\"{00000000-0000-0000-0000-000000000001}\"/>\
         <Execution ProcessID=\"4\" ThreadID=\"8\"/>\
         <Channel>Example-Rendered/Operational</Channel><Computer>pc</Computer></System>\
         <EventData><Data Name=\"State\">1</Data><Data Name=\"Rights\">0x3</Data></EventData>\
         <RenderingInfo Culture=\"en-US\"><Message>State open&#xD;\n(read | write)</Message>\
         <Level>Error</Level><Task>An example</Task><Opcode>Step</Opcode>\
         <Channel>Operational</Channel><Provider>Example-Rendered</Provider>\
         <Keywords><Keyword>Hard work</Keyword><Keyword>Trouble</Keyword></Keywords>\
         </RenderingInfo></Event>"
    );
}

/// What stands between `System` and `RenderingInfo`.
fn data_of(xml: &str) -> &str {
    let (_, rest) = xml.split_once("</System>").unwrap();
    rest.split_once("<RenderingInfo").unwrap().0
}

#[test]
fn xml_repeats_data_for_arrays_and_nests_structures() {
    let point = |x, label| {
        format!(
            "<ComplexData Name=\"{}\"><Data Name=\"X\">{x}</Data>{label}</ComplexData>",
            if x == 3 { "Last" } else { "Points" }
        )
    };
    let points = [
        point(-1, "<Data Name=\"Label\">a</Data>"),
        point(2, "<Data Name=\"Label\">\"</Data>"),
        point(3, "<Data Name=\"Label\"/>"),
    ];
    assert_eq!(
        data_of(&english().xml(record(2, LISTS))),
        format!(
            "<EventData><Data Name=\"Count\">2</Data><Data Name=\"States\">1</Data>\
             <Data Name=\"States\">9</Data>{}</EventData>",
            points.concat()
        )
    );
}

#[test]
fn xml_has_the_manifests_own_document() {
    assert_eq!(
        data_of(&english().xml(record(4, LISTS))),
        "<UserData><p:Lists xmlns:p=\"urn:&quot;example&quot;\" count=\"2 of &lt;2&gt;, %9\">\
         <Count>2</Count><State>1</State><State>9</State>\
         <Point>{\"X\":-1,\"Label\":\"a\"}</Point><Point>{\"X\":2,\"Label\":\"\\\"\"}</Point>\
         <Note>fixed &amp; text</Note><Empty/></p:Lists></UserData>"
    );
}

#[test]
fn xml_says_that_data_do_not_match() {
    assert_eq!(
        data_of(&english().xml(record(1, &[1, 0xAB]))),
        "<ProcessingErrorData><ErrorCode>15005</ErrorCode>\
         <DataItemName>Rights</DataItemName>\
         <EventPayload>01AB</EventPayload></ProcessingErrorData>"
    );
    assert_eq!(data_of(&english().xml(record(5, &[]))), "");
    let unknown = EventRecord::new(EventDescriptor::default(), &[1]);
    assert_eq!(
        data_of(&english().xml(unknown)),
        "<EventData><Binary>01</Binary></EventData>"
    );
}

#[test]
fn json_has_numbers_as_numbers_and_names_in_the_language() {
    let mut event = record(1, &[1, 3, 0, 0, 0]);
    event.related_activity_id = Some(Guid::from_u128(1));
    event.thread_id = Some(8);
    assert_eq!(
        METADATA.renderer("de").json(event),
        "{\"provider\":{\"name\":\"Example-Rendered\",\
         \"guid\":\"{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}\"},\
         \"event\":{\"id\":1,\"version\":0,\"name\":\"Mapped\"},\
         \"channel\":{\"value\":16,\"name\":\"Example-Rendered/Operational\"},\
         \"level\":{\"value\":2,\"name\":\"Error\"},\"opcode\":{\"value\":10,\"name\":\"Step\"},\
         \"task\":{\"value\":7,\"name\":\"Beispiel\"},\
         \"keywords\":{\"value\":\"0x8000000000000003\",\"names\":[\"Arbeit\",\"Trouble\"]},\
         \"relatedActivityId\":\"{00000000-0000-0000-0000-000000000001}\",\"threadId\":8,\
         \"locale\":\"de-DE\",\"message\":\"offen, lesen | schreiben\",\
         \"data\":{\"State\":{\"value\":1,\"name\":\"offen\"},\
         \"Rights\":{\"value\":\"0x3\",\"name\":\"lesen | schreiben\"}}}"
    );
}

#[test]
fn json_says_that_data_do_not_match() {
    let json = english().json(record(1, &[1, 0xAB]));
    let end = "\"data\":{\"State\":{\"value\":1,\"name\":\"open\"}},\"error\":\"the payload ends within a value\",\
               \"payload\":\"01AB\"}";
    assert!(json.ends_with(end), "{json}");
    let unknown = EventRecord::new(EventDescriptor::default(), &[1]);
    assert!(english().json(unknown).ends_with("\"payload\":\"01\"}"));
    let lists = english().json(record(2, LISTS));
    let data = "\"data\":{\"Count\":2,\"States\":[{\"value\":1,\"name\":\"open\"},{\"value\":9}],\
                \"Points\":[{\"X\":-1,\"Label\":\"a\"},";
    assert!(lists.contains(data), "{lists}");
}

/// A generator of bytes that look random and are always the same.
struct Noise(u64);

impl Noise {
    fn byte(&mut self) -> u8 {
        let (multiplier, increment) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.0 = self.0.wrapping_mul(multiplier).wrapping_add(increment);
        self.0.to_be_bytes()[0]
    }

    fn payload(&mut self) -> Vec<u8> {
        let length = self.byte() % 48;
        (0..length).map(|_| self.byte() & self.byte()).collect()
    }
}

#[test]
fn any_bytes_can_be_shown() {
    let mut noise = Noise(1);
    let renderer = english().with_texts(&Texts);
    for _ in 0..2000 {
        let payload = noise.payload();
        for id in 1..=5 {
            let event = record(id, &payload);
            let _ = (renderer.message(event), renderer.fields(event));
            let (xml, json) = (renderer.xml(event), renderer.json(event));
            assert!(xml.ends_with("</RenderingInfo></Event>"));
            assert!(json.starts_with('{') && json.ends_with('}'));
        }
    }
}
