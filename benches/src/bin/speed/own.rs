//! An event whose provider is part of the program that emits it, as most are.

use etw_manifest_benches::calls;
use etw_manifest_benches::contender::Contender;

mod events {
    etw_provider::include_manifest!("speed");
}
use events::{Note, PROVIDER};

calls!(emit, |text| Note { text }.emit());

/// For [`etw_manifest_benches::disabled`].
pub const CONTENDER: Contender = Contender {
    id: "speed::own::emit",
    name: "`Note { text }.emit()`, the provider is in the program",
    // Registers early, so that the first event does not; no listener is attached.
    prepare: || std::mem::forget(PROVIDER.register()),
    run: emit::run,
};
