//! The shipped events decode to what was emitted, whatever bytes they are given.

#[path = "../crates/etw-manifest/tests/round_trip/mod.rs"]
mod round_trip;

use activation_services_events::etw_provider::{Decode, DecodeError};
use activation_services_events::{self as events, AnyEvent, PendingSessionQueueFull};

#[test]
fn decoding_is_the_inverse_of_encoding() {
    subject!(events).check_payloads(100);
}

#[test]
fn arbitrary_bytes_are_decoded_or_refused() {
    subject!(events).check_arbitrary_bytes(10_000);
}

#[test]
fn an_event_decodes_to_its_own_type() -> Result<(), DecodeError> {
    let sent = PendingSessionQueueFull {
        uri: "net.tcp://ñ/",
        count: -1,
        app_domain: "Store",
    };
    let payload = round_trip::encode(&sent);

    let received = PendingSessionQueueFull::decode(&payload)?;
    assert_eq!(received.uri, sent.uri);
    assert_eq!(received.count, sent.count);
    assert_eq!(received.app_domain, sent.app_domain);

    let any = AnyEvent::decode(&PendingSessionQueueFull::DESCRIPTOR, &payload)?;
    assert_eq!(any, AnyEvent::PendingSessionQueueFull(received));
    Ok(())
}
