//! The generated code of `fixtures/expand/CASE/input.man` is `expected.rs` beside it. The module `goldens` of the suite
//! compiles it.

use std::fs;
use std::path::Path;

use crate::corpus;
use crate::expect::assert_file;

/// Panics unless the manifest gives the expected code, and twice the same.
pub(crate) fn check(case: &Path) {
    let bytes = fs::read(case.join("input.man")).unwrap();
    let expand = || corpus::compile("input.man", &bytes).to_rust("::etw_provider");
    let code = expand();
    assert_file(&case.join("expected.rs"), code.as_bytes());
    assert_eq!(expand(), code);
    let name = case.file_name().unwrap().to_string_lossy();
    let include = format!("include!(\"../fixtures/expand/{name}/expected.rs\")");
    assert!(
        include_str!("goldens/mod.rs").contains(&include),
        "goldens/mod.rs lacks {include}"
    );
}
