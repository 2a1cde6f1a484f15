//! What the goldens of `expand` decode is what they encode, for every type and every form of array and structure.

use crate::goldens::{arrays, documents, maps, names, numbers, providers, structs, texts, types};
use crate::round_trip::Subject;
use crate::{round_trip, subject};
use etw_provider::{Decode, DecodeError, EventRecord, Port};

fn subjects() -> Vec<Subject> {
    vec![
        subject!(arrays),
        subject!(documents),
        subject!(maps),
        subject!(names),
        subject!(numbers),
        subject!(providers::some_provider),
        subject!(structs),
        subject!(texts),
        subject!(types),
    ]
}

#[test]
fn decoding_is_the_inverse_of_encoding() {
    for subject in subjects() {
        subject.check_payloads(20);
    }
}

#[test]
fn arbitrary_bytes_are_decoded_or_refused() {
    for subject in subjects() {
        subject.check_arbitrary_bytes(5_000);
    }
}

#[test]
fn an_event_decodes_to_its_own_type() {
    use providers::some_provider::{AnyEvent, First};
    let event = First::decode(b"a\0\xf1\0\0\0").unwrap();
    assert_eq!(event.text, "añ");
    assert_eq!(event, First { text: "añ" });
    let any = AnyEvent::decode(&First::DESCRIPTOR, b"a\0\xf1\0\0\0");
    assert_eq!(any, Ok(AnyEvent::First(event)));
}

#[test]
fn events_are_shown_in_the_documents_of_the_manifest() {
    let renderer = documents::METADATA.renderer("en-US");
    let own = documents::Own {
        names: &["a<", "b"],
    };
    let xml = |descriptor, payload| renderer.xml(EventRecord::new(descriptor, payload));
    let payload = round_trip::encode(&own);
    let shown = xml(documents::Own::DESCRIPTOR, &payload);
    let document = "<UserData><Order xmlns=\"urn:example:order\" state=\"2 lines\">\
                    <Line>a&lt;</Line><Line>b</Line><Note>fixed &amp; literal</Note></Order></UserData>";
    assert!(shown.contains(document), "{shown}");
    let shown = xml(documents::Named::DESCRIPTOR, &[7]);
    let document = "<EventData Name=\"TheName\"><Data Name=\"Count\">7</Data></EventData>";
    assert!(shown.contains(document), "{shown}");
    let shown = xml(documents::Plain::DESCRIPTOR, &[]);
    assert!(!shown.contains("EventData"), "{shown}");
}

#[test]
fn a_view_has_arrays_in_place_of_slices() {
    let sent = arrays::SpecialElements {
        ports: &[Port(80), Port(443)],
        addresses: &["1.2.3.4".parse().unwrap(), "5.6.7.8".parse().unwrap()],
        addresses6: &["::1".parse().unwrap(), "::2".parse().unwrap()],
        codes: &[etw_provider::HResult(-1); 3],
        flags: &[true, false],
    };
    let payload = round_trip::encode(&sent);
    let received = arrays::SpecialElements::decode(&payload).unwrap();
    assert_eq!(received.ports, *sent.ports);
    assert_eq!(received.addresses, *sent.addresses);
    assert_eq!(received.addresses6, *sent.addresses6);
    assert_eq!(received.codes, *sent.codes);
    assert_eq!(received.flags, *sent.flags);
    let cut = arrays::SpecialElements::decode(&payload[..payload.len() - 1]);
    assert_eq!(cut.map(drop), Err(DecodeError::Truncated));
}
