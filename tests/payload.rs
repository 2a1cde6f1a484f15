//! The payload bytes of every shipped event, written down by hand, as a listener gets them.

mod shipped;

use activation_services_events::etw_provider::{Activity, Outcome, Recorder};
use activation_services_events::{
    PROVIDER, emit_dispatch_session_failed, emit_fail_fast_exception,
    emit_message_queue_register_abort, emit_message_queue_register_failed,
    emit_open_listener_channel_instance_failed, emit_pending_session_queue_full,
    emit_service_start_pipe_error, emit_shared_listener_proxy_register_failed,
    emit_tcp_transport_listener_listening_start, emit_transport_listener_sessions_received,
};
use shipped::payloads::CASES;

/// An event to emit, and the bytes that a listener must see.
#[derive(Clone)]
struct Case {
    symbol: &'static str,
    emit: fn() -> Outcome,
    payload: Vec<u8>,
}

fn case(symbol: &'static str, emit: fn() -> Outcome, parts: &[&[u8]]) -> Case {
    Case {
        symbol,
        emit,
        payload: parts.concat(),
    }
}

/// ASCII text as a payload holds it: each character and a zero byte, then two zero bytes.
fn ascii(text: &str) -> Vec<u8> {
    assert!(text.is_ascii());
    let characters = text.bytes().flat_map(|byte| [byte, 0]);
    characters.chain([0, 0]).collect()
}

/// `OneStringsTemplateA` and `Multidata79TemplateA`, byte by byte.
fn cases_byte_by_byte() -> Vec<Case> {
    vec![
        case(
            "DispatchSessionFailed",
            || emit_dispatch_session_failed("Store"),
            &[b"S\0t\0o\0r\0e\0\0\0"],
        ),
        case(
            "PendingSessionQueueFull",
            || emit_pending_session_queue_full("net.tcp://a/", 1000, "B"),
            &[
                b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0a\0/\0\0\0",
                b"\xE8\x03\x00\x00",
                b"B\0\0\0",
            ],
        ),
        case(
            "PendingSessionQueueFull",
            || emit_pending_session_queue_full("", -2, "ñ😀"),
            &[
                b"\0\0",
                b"\xFE\xFF\xFF\xFF",
                b"\xF1\x00\x3D\xD8\x00\xDE\0\0",
            ],
        ),
    ]
}

/// The other eight templates.
fn cases_by_text() -> Vec<Case> {
    vec![
        // TwoStringsTemplateEA
        case(
            "FailFastException",
            || emit_fail_fast_exception("<Exception/>", "A"),
            &[&ascii("<Exception/>"), &ascii("A")],
        ),
        // Multidata48TemplateA
        case(
            "TcpTransportListenerListeningStart",
            || emit_tcp_transport_listener_listening_start("net.tcp://b/", "A"),
            &[&ascii("net.tcp://b/"), &ascii("A")],
        ),
        // Multidata50TemplateA
        case(
            "SharedListenerProxyRegisterFailed",
            || emit_shared_listener_proxy_register_failed("Busy", "A"),
            &[&ascii("Busy"), &ascii("A")],
        ),
        // Multidata77TemplateA
        case(
            "TransportListenerSessionsReceived",
            || emit_transport_listener_sessions_received("net.tcp://c/", "A"),
            &[&ascii("net.tcp://c/"), &ascii("A")],
        ),
        // Multidata78TemplateA
        case(
            "ServiceStartPipeError",
            || emit_service_start_pipe_error("net.pipe://d/", "A"),
            &[&ascii("net.pipe://d/"), &ascii("A")],
        ),
        // Multidata80TemplateA: the address, then the status.
        case(
            "MessageQueueRegisterFailed",
            || emit_message_queue_register_failed("net.tcp://e/", "InUse", "A"),
            &[&ascii("net.tcp://e/"), &ascii("InUse"), &ascii("A")],
        ),
        // Multidata81TemplateA: the status, then the address.
        case(
            "MessageQueueRegisterAbort",
            || emit_message_queue_register_abort("Closed", "net.tcp://f/", "A"),
            &[&ascii("Closed"), &ascii("net.tcp://f/"), &ascii("A")],
        ),
        // Multidata82TemplateA: a number, but stored as text.
        case(
            "OpenListenerChannelInstanceFailed",
            || emit_open_listener_channel_instance_failed("-2147467259", "A"),
            &[&ascii("-2147467259"), &ascii("A")],
        ),
    ]
}

#[test]
fn every_template_is_encoded_as_the_manifest_says() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let cases = [cases_byte_by_byte(), cases_by_text()].concat();
    for case in &cases {
        assert_eq!((case.emit)(), Outcome::Written, "{}", case.symbol);
    }
    let events = recorder.events();
    assert_eq!(events.len(), cases.len());
    for (event, case) in events.iter().zip(&cases) {
        assert_eq!(event.event.symbol(), case.symbol);
        assert_eq!(event.payload, case.payload, "{}", case.symbol);
    }
}

#[test]
fn an_owned_text_stands_beside_a_literal() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let uri = String::from("net.tcp://a/");
    emit_pending_session_queue_full(&uri, 1000, "B");
    emit_pending_session_queue_full("net.tcp://a/", 1000, &Box::<str>::from("B"));
    let payloads = recorder.events();
    let payloads: Vec<_> = payloads.iter().map(|it| &it.payload).collect();
    let expected = [ascii("net.tcp://a/"), vec![0xE8, 3, 0, 0], ascii("B")].concat();
    assert_eq!(payloads, [&expected, &expected]);
}

#[test]
fn every_event_is_encoded_as_the_manifest_says() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    for case in &CASES {
        let outcome = (case.emit)(&Activity::CURRENT);
        assert_eq!(outcome, Outcome::Written, "{}", case.symbol);
    }
    let events = recorder.events();
    assert_eq!(events.len(), CASES.len());
    for (event, case) in events.iter().zip(&CASES) {
        assert_eq!(event.event.symbol(), case.symbol);
        assert_eq!(event.payload, case.payload.concat(), "{}", case.symbol);
    }
}
