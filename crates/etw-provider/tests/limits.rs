//! What is largest, longest or strangest: written whole and read back whole, or refused whole.
#![cfg(feature = "std")]

mod generated;

use std::mem::MaybeUninit;

use etw_provider::{
    Activity, Decode, Encoded, Event, EventMetadata, EventRecord, Fields, MAX_PAYLOAD, Outcome,
    Payload, RecordedEvent, Recorder, Refusal, Storage, Text, Utf16Le,
};
use generated::example_every_type::{Blob, METADATA, Message, PROVIDER};

/// Emits a message and returns the event that arrives.
fn arrived<'a>(recorder: &Recorder, text: impl Into<Text<'a>>) -> RecordedEvent {
    assert_eq!(emit(text), Outcome::Written);
    let [event] = recorder.take().try_into().unwrap();
    event
}

/// Emits a message in any encoding.
fn emit<'a>(text: impl Into<Text<'a>>) -> Outcome {
    let text = text.into();
    PROVIDER.emit_fields::<Message<'_>>(&Activity::CURRENT, |payload| {
        payload.unicode_string(text);
        payload.i32(7);
    })
}

/// Returns the code units of a message, and checks the field after them.
fn units(event: &RecordedEvent) -> Vec<u16> {
    let view = event.decode::<Message<'_>>().unwrap();
    assert_eq!(view.code, 7);
    view.text.units().collect()
}

#[test]
fn a_nul_at_any_position_is_replaced_in_every_encoding() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    for length in 1..20 {
        for position in 0..length {
            let mut text = vec!['x'; length];
            text[position] = '\0';
            let text: String = text.into_iter().collect();
            let code_units: Vec<u16> = text.encode_utf16().collect();
            let bytes: Vec<u8> = code_units
                .iter()
                .copied()
                .flat_map(u16::to_le_bytes)
                .collect();
            let expected: Vec<u16> = text.replace('\0', "\u{FFFD}").encode_utf16().collect();
            assert_eq!(units(&arrived(&recorder, &text)), expected);
            assert_eq!(units(&arrived(&recorder, &code_units)), expected);
            assert_eq!(units(&arrived(&recorder, Utf16Le::new(&bytes))), expected);
        }
    }
}

#[test]
fn a_lone_surrogate_at_any_position_is_kept_and_shown_as_a_replacement() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let renderer = METADATA.renderer("en-US");
    for surrogate in [0xD800, 0xDBFF, 0xDC00, 0xDFFF] {
        for position in 0..4 {
            let mut text = [u16::from(b'x'); 4];
            text[position] = surrogate;
            let event = arrived(&recorder, &text);
            assert_eq!(units(&event), text);
            let shown: String = (0..4)
                .map(|at| if at == position { '\u{FFFD}' } else { 'x' })
                .collect();
            let fields = Fields::new(event.event.fields(), &event.payload).to_string();
            assert_eq!(fields, format!("{{Text: {shown}, Code: 7}}"));
            let record = EventRecord::new(*event.event.descriptor(), &event.payload);
            assert_eq!(renderer.message(record), Some(format!("{shown} (7)")));
            assert!(renderer.xml(record).contains(&format!(">{shown}<")));
            assert!(renderer.json(record).contains(&format!("\"{shown}\"")));
        }
    }
}

#[test]
fn surrogates_in_the_wrong_order_are_two_and_a_pair_is_one_character() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    for (text, shown) in [
        ([0xD83D, 0xDE00], "😀"),
        ([0xDE00, 0xD83D], "\u{FFFD}\u{FFFD}"),
    ] {
        let event = arrived(&recorder, &text);
        assert_eq!(units(&event), text);
        let read = Message::decode(&event.payload).unwrap();
        assert_eq!(read.text.to_string(), shown);
    }
}

/// The largest number of code units that a message has room for, beside its NUL and its code.
const LONGEST: usize = (MAX_PAYLOAD - 2 - 4) / 2;

#[test]
fn the_longest_text_is_written_and_one_unit_more_is_refused() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    // UTF-8 of one and two bytes grows or keeps its size, of three and four bytes it shrinks or keeps it.
    for character in ["x", "ñ", "日", "😀"] {
        let width = character.encode_utf16().count();
        let text = character.repeat(LONGEST / width) + &"x".repeat(LONGEST % width);
        let event = arrived(&recorder, &text);
        assert_eq!(event.payload.len(), MAX_PAYLOAD - MAX_PAYLOAD % 2);
        assert!(units(&event).into_iter().eq(text.encode_utf16()));
        let code_units: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(arrived(&recorder, &code_units).payload, event.payload);

        let refused = Outcome::Refused(Refusal::TooLarge);
        assert_eq!(emit(&(text.clone() + "x")), refused);
        assert_eq!(emit(&[&code_units[..], &[1]].concat()), refused);
        // The room ends inside a pair of surrogates, then inside the first character.
        assert_eq!(emit(&("x".repeat(LONGEST - 1) + "😀")), refused);
        assert_eq!(emit(&("x".repeat(LONGEST) + "😀")), refused);
    }
    assert!(recorder.take().is_empty());
}

#[test]
fn text_of_64_kilobytes_is_refused_in_every_encoding() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let refused = Outcome::Refused(Refusal::TooLarge);
    for size in [65_534, 65_535, 65_536, 65_537, 131_072] {
        assert_eq!(emit(&"x".repeat(size)), refused);
        assert_eq!(emit(&vec![120; size / 2]), refused);
        assert_eq!(emit(Utf16Le::new(&vec![120; size])), refused);
        assert_eq!(
            Blob {
                bytes: &vec![1; size]
            }
            .emit(),
            refused
        );
    }
    assert!(recorder.take().is_empty());
    // What was refused leaves nothing behind.
    assert_eq!(units(&arrived(&recorder, "ok")), [111, 107]);
}

/// An event whose fields a function writes, into as much room as it wants.
struct Written<F>(F);

impl<F: Fn(&mut Payload<'_>)> Event for Written<F> {
    fn metadata(&self) -> &'static EventMetadata {
        Message::event()
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        (self.0)(&mut payload);
        payload.finish()
    }
}

fn encoded(write: impl Fn(&mut Payload<'_>)) -> Result<Vec<u8>, Refusal> {
    let mut storage = vec![MaybeUninit::uninit(); 200_000];
    Written(write).encode(&mut storage).map(<[u8]>::to_vec)
}

/// What a 16-bit count of bytes says, and how many there are.
fn counted(write: impl Fn(&mut Payload<'_>)) -> Result<(u16, usize), Refusal> {
    let bytes = encoded(write)?;
    Ok((u16::from_le_bytes([bytes[0], bytes[1]]), bytes.len() - 2))
}

#[test]
fn counted_bytes_go_up_to_65535() {
    for (size, expected) in [
        (65_534, Ok((65_534, 65_534))),
        (65_535, Ok((65_535, 65_535))),
        (65_536, Err(Refusal::CountTooLarge)),
    ] {
        let bytes = vec![b'x'; size];
        assert_eq!(counted(|payload| payload.counted_binary(&bytes)), expected);
        assert_eq!(
            counted(|payload| payload.counted_ansi_string(&bytes)),
            expected
        );
    }
}

#[test]
fn counted_text_goes_up_to_65534_bytes_whatever_its_utf_8_takes() {
    for character in ["x", "ñ", "日", "\0"] {
        for (length, expected) in [
            (32_767, Ok((65_534, 65_534))),
            (32_768, Err(Refusal::CountTooLarge)),
        ] {
            let text = character.repeat(length);
            let units: Vec<u16> = text.encode_utf16().collect();
            assert_eq!(
                counted(|payload| payload.counted_unicode_string(&text)),
                expected
            );
            assert_eq!(
                counted(|payload| payload.counted_unicode_string(&units)),
                expected
            );
        }
    }
}

#[test]
fn a_count_goes_up_to_what_its_type_holds() {
    assert_eq!(encoded(|payload| payload.count_u8([255])), Ok(vec![255]));
    assert_eq!(
        encoded(|payload| payload.count_u16([65_535])),
        Ok(vec![255; 2])
    );
    let largest = usize::try_from(u32::MAX).unwrap();
    assert_eq!(
        encoded(|payload| payload.count_u32([largest])),
        Ok(vec![255; 4])
    );
    let refused = Err(Refusal::CountTooLarge);
    assert_eq!(encoded(|payload| payload.count_u8([256])), refused);
    assert_eq!(encoded(|payload| payload.count_u16([65_536])), refused);
    if let Some(more) = largest.checked_add(1) {
        assert_eq!(encoded(|payload| payload.count_u32([more])), refused);
    }
}
