//! Compiles the manifests with every type, every form of array, structs, maps and descriptors, and a fragment of the shipped
//! provider.

fn main() {
    let fixtures = "../../crates/etw-manifest/tests/fixtures/expand";
    for case in ["types", "arrays", "structs", "maps", "numbers"] {
        let copy = format!("{}/{case}.man", std::env::var("OUT_DIR").unwrap());
        let original = format!("{fixtures}/{case}/input.man");
        println!("cargo::rerun-if-changed={original}");
        std::fs::copy(original, &copy).unwrap();
        etw_manifest::Build::new().manifest(copy).compile();
    }
    etw_manifest::Build::new()
        .extends("activation-services-events")
        .manifest("../downstream/extended/manifests/retries.man")
        .compile();
}
