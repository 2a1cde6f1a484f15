//! Compiles two manifests, in which events, levels and keywords have the same names.

fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/harbour.man")
        .manifest("manifests/ferries.man")
        .compile();
}
