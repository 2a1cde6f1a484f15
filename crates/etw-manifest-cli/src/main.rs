//! The command `etw-manifest`.
fn main() {}
