//! The payload bytes of each of the 31 shipped events, written down by hand.

use activation_services_events as events;
use activation_services_events::etw_provider::{Activity, Outcome};

/// An event to emit, and the bytes that everyone must get.
pub(crate) struct Case {
    pub(crate) symbol: &'static str,
    pub(crate) emit: fn(&Activity) -> Outcome,
    pub(crate) payload: &'static [&'static [u8]],
}

/// Type and fields, then the bytes of each field.
macro_rules! case {
    ($event:ident { $($field:ident: $value:expr),* }, $($bytes:literal),*) => {
        Case {
            symbol: stringify!($event),
            emit: |activity| events::$event { $($field: $value),* }.emit_with(activity),
            payload: &[$($bytes),*],
        }
    };
}

/// In the order of the ids.
#[rustfmt::skip]
pub(crate) const CASES: [Case; 31] = [
    case!(PortSharingDuplicatedSocket { uri: "net.tcp://e/", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"A\0\0\0"),
    case!(SharedListenerProxyRegisterStart { uri: "net.tcp://e/", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"A\0\0\0"),
    case!(SharedListenerProxyRegisterStop { app_domain: "A" }, b"A\0\0\0"),
    case!(SharedListenerProxyRegisterFailed { status: "Busy", app_domain: "A" }, b"B\0u\0s\0y\0\0\0", b"A\0\0\0"),
    case!(TransportListenerSessionsReceived { via: "net.tcp://v/", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0v\0/\0\0\0", b"A\0\0\0"),
    case!(FailFastException { serialized_exception: "<Exception/>", app_domain: "A" }, b"<\0E\0x\0c\0e\0p\0t\0i\0o\0n\0/\0>\0\0\0", b"A\0\0\0"),
    case!(ServiceStartPipeError { endpoint: "net.pipe://d/", app_domain: "A" }, b"n\0e\0t\0.\0p\0i\0p\0e\0:\0/\0/\0d\0/\0\0\0", b"A\0\0\0"),
    case!(DispatchSessionStart { app_domain: "A" }, b"A\0\0\0"),
    case!(PendingSessionQueueFull { uri: "net.tcp://e/", count: 1000, app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"\xE8\x03\0\0", b"A\0\0\0"),
    case!(MessageQueueRegisterStart { app_domain: "A" }, b"A\0\0\0"),
    case!(MessageQueueRegisterAbort { status: "Busy", uri: "net.tcp://e/", app_domain: "A" }, b"B\0u\0s\0y\0\0\0", b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"A\0\0\0"),
    case!(MessageQueueUnregisterSucceeded { uri: "net.tcp://e/", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"A\0\0\0"),
    case!(MessageQueueRegisterFailed { uri: "net.tcp://e/", status: "Busy", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"B\0u\0s\0y\0\0\0", b"A\0\0\0"),
    case!(MessageQueueRegisterCompleted { uri: "net.tcp://e/", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"A\0\0\0"),
    case!(MessageQueueDuplicatedSocketError { app_domain: "A" }, b"A\0\0\0"),
    case!(MessageQueueDuplicatedSocketComplete { app_domain: "A" }, b"A\0\0\0"),
    case!(TcpTransportListenerListeningStart { uri: "net.tcp://e/", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"A\0\0\0"),
    case!(TcpTransportListenerListeningStop { app_domain: "A" }, b"A\0\0\0"),
    case!(WebhostUnregisterProtocolFailed { hresult: "-2147467259", app_domain: "A" }, b"-\x002\x001\x004\x007\x004\x006\x007\x002\x005\09\0\0\0", b"A\0\0\0"),
    case!(WasCloseAllListenerChannelInstancesCompleted { app_domain: "A" }, b"A\0\0\0"),
    case!(WasCloseAllListenerChannelInstancesFailed { hresult: "-2147467259", app_domain: "A" }, b"-\x002\x001\x004\x007\x004\x006\x007\x002\x005\09\0\0\0", b"A\0\0\0"),
    case!(OpenListenerChannelInstanceFailed { hresult: "-2147467259", app_domain: "A" }, b"-\x002\x001\x004\x007\x004\x006\x007\x002\x005\09\0\0\0", b"A\0\0\0"),
    case!(WasConnected { app_domain: "A" }, b"A\0\0\0"),
    case!(WasDisconnected { app_domain: "A" }, b"A\0\0\0"),
    case!(PipeTransportListenerListeningStart { uri: "net.tcp://e/", app_domain: "A" }, b"n\0e\0t\0.\0t\0c\0p\0:\0/\0/\0e\0/\0\0\0", b"A\0\0\0"),
    case!(PipeTransportListenerListeningStop { app_domain: "A" }, b"A\0\0\0"),
    case!(DispatchSessionSuccess { app_domain: "A" }, b"A\0\0\0"),
    case!(DispatchSessionFailed { app_domain: "A" }, b"A\0\0\0"),
    case!(WasConnectionTimedout { app_domain: "A" }, b"A\0\0\0"),
    case!(RoutingTableLookupStart { app_domain: "A" }, b"A\0\0\0"),
    case!(RoutingTableLookupStop { app_domain: "A" }, b"A\0\0\0"),
];
