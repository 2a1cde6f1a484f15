//! CPU seconds of child processes, which do not depend on the number of processes that run at a time.

use std::process::Command;

/// The time used by a child process.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    /// User and system time in seconds, including its children.
    pub(super) cpu: f64,
    /// Whether it succeeded.
    pub(super) success: bool,
}

/// Runs a command to its end; one at a time, because the system adds up the times of all children of a process.
pub(super) fn run(command: &mut Command) -> std::io::Result<Used> {
    let before = cpu_of_children();
    let success = command.status()?.success();
    let cpu = cpu_of_children() - before;
    Ok(Used { cpu, success })
}

#[cfg(unix)]
fn cpu_of_children() -> f64 {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the system writes one `rusage` to memory that has room for it, and zeros are a valid `rusage`.
    let usage = unsafe {
        libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr());
        usage.assume_init()
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// On other systems: wall clock time.
#[cfg(not(unix))]
fn cpu_of_children() -> f64 {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64()
}
