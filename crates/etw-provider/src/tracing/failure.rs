//! The `tracing` event for a provider that could not be registered.

use std::sync::Once;

use tracing_core::field::{FieldSet, Value};
use tracing_core::subscriber::Interest;
use tracing_core::{Callsite, Event, Kind, Level, Metadata, dispatcher, identify_callsite};

use crate::Provider;

struct Failure;

static METADATA: Metadata<'static> = Metadata::new(
    "registration failed",
    "etw_provider",
    if cfg!(windows) {
        Level::WARN
    } else {
        Level::DEBUG
    },
    None,
    None,
    None,
    FieldSet::new(
        &["message", "provider", "code"],
        identify_callsite!(&Failure),
    ),
    Kind::EVENT,
);

impl Callsite for Failure {
    // Failures are so rare that the subscriber is asked each time.
    fn set_interest(&self, _interest: Interest) {}

    fn metadata(&self) -> &Metadata<'_> {
        &METADATA
    }
}

pub(crate) fn report_failure(provider: &'static Provider, code: u32) {
    static REGISTER: Once = Once::new();
    REGISTER.call_once(|| tracing_core::callsite::register(&Failure));
    let (message, name) = (
        "the operating system did not register the provider",
        provider.identity().name(),
    );
    let values: [Option<&dyn Value>; 3] = [Some(&message), Some(&name), Some(&code)];
    dispatcher::get_default(|dispatch| {
        if dispatch.enabled(&METADATA) {
            dispatch.event(&Event::new(
                &METADATA,
                &METADATA.fields().value_set_all(&values),
            ));
        }
    });
}
