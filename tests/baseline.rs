//! The shipped manifest against the released one: no change breaks readers of its events.
//!
//! This is a test and not part of the build script, so that users of the package do not compile the comparison.

#[test]
fn readers_of_the_released_events_read_the_shipped_ones() {
    let root = env!("CARGO_MANIFEST_DIR");
    etw_manifest::Build::new()
        .manifest(format!("{root}/manifests/activation-services.man"))
        .baseline(format!("{root}/manifests/released/activation-services.man"))
        .out_dir(env!("CARGO_TARGET_TMPDIR"))
        .try_compile()
        .unwrap();
}
