//! The shipped provider's event 4031, as a struct and as a function, and an event of a provider of this very crate.

use activation_services_events::{DispatchSessionFailed, PROVIDER, emit_dispatch_session_failed};

use super::calls;
use crate::contender::Contender;
use crate::events::{self, Note};

calls!(as_struct, |text| DispatchSessionFailed { app_domain: text }
    .emit());
calls!(as_function, |text| emit_dispatch_session_failed(text));
calls!(of_this_crate, |text| Note { text }.emit());

pub(super) const CONTENDERS: [Contender; 3] = [
    Contender {
        id: "disabled::ours::as_struct",
        name: "`DispatchSessionFailed { app_domain }.emit()`",
        prepare,
        run: as_struct::run,
    },
    Contender {
        id: "disabled::ours::of_this_crate",
        name: "`Note { text }.emit()`, the provider is in the same crate",
        prepare,
        run: of_this_crate::run,
    },
    Contender {
        id: "disabled::ours::as_function",
        name: "`emit_dispatch_session_failed(app_domain)`",
        prepare,
        run: as_function::run,
    },
];

/// Registers, so that the first event need not; nobody listens.
fn prepare() {
    std::mem::forget(PROVIDER.register());
    std::mem::forget(events::PROVIDER.register());
}
