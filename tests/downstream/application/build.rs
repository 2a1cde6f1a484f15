//! Merges the manifests of both libraries into one resource and links it; this package has no manifest of its own.

fn main() {
    etw_manifest::Build::new().dependencies().link().compile();
}
