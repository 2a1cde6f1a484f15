//! Decodes any bytes as the payload of an event with every decoder, and renders the result in every format.
//!
//! The first bytes choose the provider, the event and the width of pointers.
#![no_main]

use etw_manifest::decode::{DecodeError, PointerWidth};
use etw_manifest_fuzz::manifest::{parse_json, parse_xml};
use etw_manifest_fuzz::providers::{MANIFESTS, SUBJECTS, encode, pick};
use etw_provider::{
    EventMetadata, EventRecord, Extent, Field, FieldKind, Fields, InType, PayloadReader, Refusal,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(([subject, event, wide], payload)) = bytes.split_first_chunk() else {
        return;
    };
    let (subject, event) = pick(*subject, *event);
    typed(subject, event, payload);
    let mut record = EventRecord::new(*event.descriptor(), payload);
    record.is_32_bit = wide % 2 == 1;
    dynamic(subject, event, record);
    for locale in SUBJECTS[subject].metadata.locales() {
        let renderer = SUBJECTS[subject].metadata.renderer(locale);
        let _ = renderer.message(record);
        let _ = renderer.fields(record);
        parse_json(&renderer.json(record));
        parse_xml(&renderer.xml(record));
    }
});

/// Checks the generated decoder: it accepts the same payloads as the decoder with metadata, and the event round-trips.
fn typed(subject: usize, event: &EventMetadata, payload: &[u8]) {
    let decode = SUBJECTS[subject].decode;
    let mut once = None;
    let accepted = decode(event.descriptor(), payload, &mut |event| {
        once = Some(encode(event))
    });
    let mut fields = Fields::with_reader(event.fields(), PayloadReader::new(payload));
    let dynamic = fields.try_for_each(|field| field.map(drop));
    let dynamic = dynamic.and(PayloadReader::new(fields.rest()).finish());
    assert_eq!(accepted, dynamic);
    match once {
        Some(Ok(once)) => {
            let again = decode(event.descriptor(), &once, &mut |event| {
                assert_eq!(encode(event).as_ref(), Ok(&once));
            });
            assert_eq!(again, Ok(()));
        }
        // A security identifier contains its length; readers use that, not another item.
        Some(Err(Refusal::CountMismatch)) => assert!(event.fields().iter().any(is_sid_with_length)),
        Some(Err(refusal)) => panic!("what was decoded cannot be encoded: {refusal}"),
        None => {}
    }
}

fn is_sid_with_length(field: &Field) -> bool {
    let sid = matches!(
        field.kind(),
        FieldKind::Value {
            in_type: InType::Sid,
            ..
        }
    );
    sid && field.length() != Extent::None
}

/// Checks that the decoder with metadata and the decoder with the manifest agree.
fn dynamic(subject: usize, event: &'static EventMetadata, record: EventRecord<'_>) {
    let mut fields = Fields::with_reader(event.fields(), record.reader());
    let shown = fields.to_string();
    let failed = fields.find_map(Result::err);
    let provider = &MANIFESTS[subject].providers()[0];
    let found = provider.event(event.descriptor().id, event.descriptor().version);
    let width = if record.is_32_bit {
        PointerWidth::Four
    } else {
        PointerWidth::Eight
    };
    let ours = provider.decode(
        found.expect("one manifest, one event"),
        record.payload,
        width,
    );
    match (ours, failed) {
        (Ok(_), None) => assert!(fields.rest().is_empty(), "{shown}"),
        (Err(DecodeError::TrailingBytes), None) => assert!(!fields.rest().is_empty(), "{shown}"),
        (Err(ours), Some(theirs)) => assert_eq!(ours.to_string(), theirs.to_string()),
        (ours, theirs) => panic!("{ours:?} and {theirs:?}"),
    }
}
