//! Compiles the manifest of another consumer: a plugin needs nothing of its own.

fn main() {
    etw_manifest::Build::new()
        .manifest("../own-provider/manifests/harbour.man")
        .compile();
}
