//! Compiles the two real manifests that have every type and every form of array, wherever the corpus is.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=ETW_MANIFEST_CORPUS");
    let corpus = std::env::var_os("ETW_MANIFEST_CORPUS").expect("the folder of the corpus");
    let oracle = Path::new(&corpus).join("oracle");
    etw_manifest::Build::new()
        .manifest(find(&oracle, "TypeMangling.man"))
        .manifest(find(&oracle, "Large.man"))
        .compile();
}

/// The manifest of this name in one of the folders.
fn find(oracle: &Path, name: &str) -> PathBuf {
    let folders = oracle.read_dir().expect("a folder");
    let mut manifests = folders.flatten().map(|folder| folder.path().join(name));
    manifests.find(|manifest| manifest.is_file()).expect(name)
}
