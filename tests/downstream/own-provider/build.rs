//! Compiles this crate's own manifest.

fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/harbour.man")
        .compile();
}
