//! Compiles the event that this crate adds to the shipped provider.

fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/extended.man")
        .compile();
}
