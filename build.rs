//! Compiles the shipped manifest to the Rust code that `src/lib.rs` includes, and links its resources into tests and examples.

fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/activation-services.man")
        .test_examples() // The examples in the documentation are tests.
        .link()
        .compile();
}
