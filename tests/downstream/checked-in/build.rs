//! Hands the manifest on to dependents; with the feature `regenerate`, also writes the code of its events.

#[cfg(feature = "regenerate")]
fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/harbour.man")
        .checked_in("src/events.rs")
        .compile();
}

#[cfg(not(feature = "regenerate"))]
fn main() {
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    println!("cargo::metadata=ETW_PACKAGE=checked-in");
    println!("cargo::metadata=ETW_MANIFEST_0={folder}/manifests/harbour.man");
    println!("cargo::rerun-if-changed=build.rs");
}
