//! Expected files. `UPDATE_EXPECT=1 cargo test -p etw-manifest` rewrites them.

use std::path::Path;
use std::{env, fs};

/// Panics where the file has other bytes, and shows the first line that differs.
pub(crate) fn assert_file(path: &Path, actual: &[u8]) {
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, actual).unwrap();
    }
    let expected = fs::read(path).unwrap_or_default();
    assert!(
        expected == actual,
        "{} differs; UPDATE_EXPECT=1 rewrites it\n{}",
        path.display(),
        difference(&expected, actual)
    );
}

/// Returns the first line that differs, with both versions of it.
fn difference(expected: &[u8], actual: &[u8]) -> String {
    let [expected, actual] = [expected, actual].map(String::from_utf8_lossy);
    let (mut left, mut right) = (expected.lines(), actual.lines());
    for number in 1.. {
        match (left.next(), right.next()) {
            (None, None) => break,
            (left, right) if left != right => {
                let [left, right] = [left, right].map(|it| it.unwrap_or("(end)"));
                return format!("line {number}\n- {left}\n+ {right}");
            }
            _ => {}
        }
    }
    "only line ends differ".to_owned()
}
