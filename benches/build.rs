//! Compiles the events whose marshalling is measured.

fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/speed.man")
        .compile();
}
