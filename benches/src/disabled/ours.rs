//! The shipped provider's event 4031, as a struct and as a function: the provider is in a library.

use activation_services_events::{DispatchSessionFailed, PROVIDER, emit_dispatch_session_failed};

use super::calls;
use crate::contender::Contender;

calls!(as_struct, |text| DispatchSessionFailed { app_domain: text }
    .emit());
calls!(as_function, |text| emit_dispatch_session_failed(text));

pub(super) const CONTENDERS: [Contender; 2] = [
    Contender {
        id: "disabled::ours::as_struct",
        name: "`DispatchSessionFailed { app_domain }.emit()`, the provider is in a library",
        prepare,
        run: as_struct::run,
    },
    Contender {
        id: "disabled::ours::as_function",
        name: "`emit_dispatch_session_failed(app_domain)`, the same library",
        prepare,
        run: as_function::run,
    },
];

/// Registers early, so that the first event does not; no listener is attached.
fn prepare() {
    std::mem::forget(PROVIDER.register());
}
