//! Emits a shipped event and those that this crate adds. They belong to the same provider.

use activation_services_events as shipped;
use shipped::etw_provider::{EventRecord, Recorder, assert_emitted};

/// The events of `manifests/extended.man`.
mod added {
    activation_services_events::etw_provider::include_manifest!("extended");
}

fn main() {
    // What records the provider records the added events, too.
    let recorder = Recorder::attach(&shipped::PROVIDER);
    shipped::emit_dispatch_session_failed("Store");
    added::emit_dispatch_session_retried("net.tcp://localhost/orders", 2, "Store");
    added::DispatchResumed.emit();
    assert_emitted!(recorder, added::DispatchSessionRetried { attempt: 2, .. });

    // The metadata of the added events know those of the provider.
    let renderer = added::METADATA.renderer("en-US");
    for event in recorder.take() {
        let descriptor = *event.event.descriptor();
        let message = renderer.message(EventRecord::new(descriptor, &event.payload));
        println!(
            "{} {}: {}",
            descriptor.id,
            event.event.symbol(),
            message.unwrap_or_default()
        );
    }
}
