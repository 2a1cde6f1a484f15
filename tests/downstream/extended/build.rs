//! Compiles the event that this crate adds to the shipped provider.

fn main() {
    etw_manifest::Build::new()
        .extends("activation-services-events")
        .manifest("manifests/extended.man")
        .compile();
}
