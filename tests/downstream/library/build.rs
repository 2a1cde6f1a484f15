//! Compiles this library's manifest; `link` does nothing for a library, and no harm.

fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/every-type.man")
        .link()
        .compile();
}
