//! Counts instructions per call with valgrind: the difference between a run and one twice as long.

use std::process::Command;

use crate::contender::REPEAT;

/// The number of calls in the shorter run.
const CALLS: u64 = 16 * 1024;

/// Returns whether valgrind is installed.
#[must_use]
pub fn available() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .output()
        .is_ok_and(|it| it.status.success())
}

/// Returns the instructions for one call of a contender; `None` if valgrind fails.
#[must_use]
pub fn per_call(id: &str) -> Option<f64> {
    let once = count(id, CALLS)?;
    let twice = count(id, 2 * CALLS)?;
    Some((twice.checked_sub(once)?) as f64 / CALLS as f64)
}

fn count(id: &str, calls: u64) -> Option<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().ok()?)
        .args([REPEAT, id, &calls.to_string()])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let (_, rest) = text.split_once("Collected : ")?;
    rest.split_whitespace().next()?.parse().ok()
}
