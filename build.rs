//! Compiles the shipped manifest to the Rust code that `src/lib.rs` includes.

fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/activation-services.man")
        .compile();
}
