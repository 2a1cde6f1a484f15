//! Instructions per call: valgrind counts those of a run and of one twice as long, and what they share cancels out.

use std::process::Command;

use crate::contender::REPEAT;

/// How many calls the shorter run makes.
const CALLS: u64 = 16 * 1024;

/// Whether valgrind is here.
#[must_use]
pub fn available() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .output()
        .is_ok_and(|it| it.status.success())
}

/// Instructions that one call of a contender takes; `None` if valgrind cannot tell.
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
