//! Emits a shipped event and the one that this crate adds; both belong to the same provider.

use activation_services_events as shipped;
use etw_provider::Recorder;

/// What `build.rs` made of `manifests/extended.man`.
mod added {
    etw_provider::include_manifest!("extended");
}

fn main() {
    assert_eq!(
        added::PROVIDER.identity().guid,
        shipped::PROVIDER.identity().guid
    );
    assert_eq!(
        added::DispatchSessionRetried::DESCRIPTOR.keyword,
        shipped::DispatchSessionFailed::DESCRIPTOR.keyword
    );

    let recorders = [&shipped::PROVIDER, &added::PROVIDER].map(Recorder::attach);
    shipped::emit_dispatch_session_failed("Store");
    added::emit_dispatch_session_retried("net.tcp://localhost/orders", 2, "Store");

    for event in recorders.iter().flat_map(Recorder::events) {
        let descriptor = event.event.descriptor;
        println!("{} {}", descriptor.id, event.event.symbol);
    }
}
