//! Compiles any bytes as a manifest: rejected with a span, or accepted by every back end.
#![no_main]

use etw_manifest::resource::{Machine, Resources};
use etw_manifest_fuzz::{manifest, resources};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(accepted) = manifest::accept(bytes) else {
        return;
    };
    manifest::write_everything(&accepted, bytes);
    let resources = Resources::new(&accepted.manifest, resources::options(bytes.len()));
    assert!(resources.rc_text("input", None).is_ascii());
    let _ = (
        resources.coff(Machine::X86),
        resources.gnu_object(Machine::Arm64),
        resources.res(),
    );
});
