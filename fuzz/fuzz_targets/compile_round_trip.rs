//! Compiles a manifest to resources, decompiles them, and compiles the result to the same resources.
#![no_main]

use etw_manifest::source::Source;
use etw_manifest::{Options, compile};
use etw_manifest_fuzz::resources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::decode("input.man", bytes) else {
        return;
    };
    if let Some(manifest) = compile(&source, &Options::new()).manifest {
        resources::check_round_trip(&manifest, resources::options(bytes.len()));
    }
});
