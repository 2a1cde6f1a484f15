//! The file of the kernel through which tracepoints are declared and events written.

use std::fs::{File, OpenOptions, read_to_string};
use std::string::String;
use std::sync::OnceLock;
use std::vec::Vec;

use super::system::error_number;
use super::{ENOENT, ENOSYS};

/// The file, once it is open. It is never closed, because a thread may still write when another one unregisters, and the number
/// of a closed file could be that of another file by then.
static FILE: OnceLock<File> = OnceLock::new();

/// Returns the file if it is open.
pub(super) fn opened() -> Option<&'static File> {
    FILE.get()
}

/// Opens the file if it is not open, and returns it, or the number of the error.
pub(super) fn open() -> Result<&'static File, u32> {
    if let Some(file) = FILE.get() {
        return Ok(file);
    }
    // Miri has no system to call.
    let file = if cfg!(miri) { Err(ENOSYS) } else { find() }?;
    // If two threads get here, one file is closed again.
    Ok(FILE.get_or_init(|| file))
}

/// Opens the file in its usual folder, else in one from the table of mounts.
fn find() -> Result<File, u32> {
    let usual = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];
    let usual = usual.map(String::from).into_iter();
    let mounted = std::iter::once_with(|| read_to_string("/proc/mounts").unwrap_or_default());
    let mounted = mounted.flat_map(|mounts| folders(&mounts));
    let mut error = ENOENT;
    for folder in usual.chain(mounted) {
        let path = folder + "/user_events_data";
        match OpenOptions::new().write(true).open(path) {
            Ok(file) => return Ok(file),
            // A file that may not be opened is a better reason than a folder that does not exist.
            Err(other) if error == ENOENT => error = error_number(&other),
            Err(_) => {}
        }
    }
    Err(error)
}

/// Returns the folders of tracing systems in a table of mounts.
fn folders(mounts: &str) -> Vec<String> {
    let folder = |line: &str| {
        let mut words = line.split_ascii_whitespace();
        let (_device, folder, kind) = (words.next()?, words.next()?, words.next()?);
        match kind {
            "tracefs" => Some(folder.into()),
            "debugfs" => Some(String::from(folder) + "/tracing"),
            _ => None,
        }
    };
    mounts.lines().filter_map(folder).collect()
}

#[cfg(test)]
mod tests {
    use super::folders;

    #[test]
    fn tracing_systems_are_found_among_the_mounts() {
        let mounts = "proc /proc proc rw 0 0\n\
            none /a/trace tracefs rw,nosuid 0 0\n\
            broken\n\
            none /a/debug debugfs rw 0 0\n";
        assert_eq!(folders(mounts), ["/a/trace", "/a/debug/tracing"]);
    }
}
