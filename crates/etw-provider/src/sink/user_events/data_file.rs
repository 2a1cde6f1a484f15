//! The file of the kernel that takes declarations of tracepoints and their events.

use std::fs::{File, OpenOptions, read_to_string};
use std::string::String;
use std::sync::OnceLock;
use std::vec::Vec;

use super::system::error_number;
use super::{ENOENT, ENOSYS};

/// The file, once it could be opened. It stays open for as long as the process lives: a thread may still be
/// writing when another one unregisters, and a number that is closed could be that of another file by then.
static FILE: OnceLock<File> = OnceLock::new();

/// The file, if some provider has opened it.
pub(super) fn opened() -> Option<&'static File> {
    FILE.get()
}

/// The file, which is opened if it has not been; else the number of the error.
pub(super) fn open() -> Result<&'static File, u32> {
    if let Some(file) = FILE.get() {
        return Ok(file);
    }
    // Interpreted programs have no system to call.
    let file = if cfg!(miri) { Err(ENOSYS) } else { find() }?;
    // Of two threads that get here, one opens a file in vain.
    Ok(FILE.get_or_init(|| file))
}

/// Opens the file where it usually is, else where the table of mounts says.
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
            // That a file must not be opened tells more than that another does not exist.
            Err(other) if error == ENOENT => error = error_number(&other),
            Err(_) => {}
        }
    }
    Err(error)
}

/// The folders of tracing systems in a table of mounts.
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
