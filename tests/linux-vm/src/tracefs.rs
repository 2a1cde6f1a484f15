//! The tracing files, which list and enable tracepoints.

use std::collections::HashMap;
use std::fs;

pub(crate) const TRACEFS: &str = "/sys/kernel/tracing";

fn folder(tracepoint: &str) -> String {
    format!("{TRACEFS}/events/user_events/{tracepoint}")
}

pub(crate) fn exists(tracepoint: &str) -> bool {
    fs::exists(folder(tracepoint)).unwrap()
}

/// Enables or disables a tracepoint, or with an empty name all of them.
pub(crate) fn enable(tracepoint: &str, enabled: bool) {
    let value = if enabled { "1" } else { "0" };
    fs::write(format!("{}/enable", folder(tracepoint)), value).unwrap();
}

/// Returns the names of all tracepoints by number.
pub(crate) fn tracepoints() -> HashMap<u16, String> {
    let entries = fs::read_dir(folder("")).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let tracepoint = |folder: fs::DirEntry| {
        let number = fs::read_to_string(folder.path().join("id")).unwrap();
        let number = number.trim().parse().unwrap();
        (number, folder.file_name().into_string().unwrap())
    };
    folders.map(tracepoint).collect()
}
