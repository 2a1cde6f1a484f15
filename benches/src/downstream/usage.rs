//! CPU seconds of child processes, which do not depend on how many run at a time.

use std::process::Command;

/// What a child process used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    /// User and system time in seconds, of its own children too.
    pub(super) cpu: f64,
    /// Whether it succeeded.
    pub(super) success: bool,
}

/// Runs a command to its end; one at a time, because the system adds up what all children of a process used.
pub(super) fn run(command: &mut Command) -> std::io::Result<Used> {
    let before = cpu_of_children();
    let success = command.status()?.success();
    let cpu = cpu_of_children() - before;
    Ok(Used { cpu, success })
}

#[cfg(unix)]
fn cpu_of_children() -> f64 {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the system writes a `rusage` to where there is room for one, and zeros are one.
    let usage = unsafe {
        libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr());
        usage.assume_init()
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Elsewhere the next best thing: time that passes.
#[cfg(not(unix))]
fn cpu_of_children() -> f64 {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64()
}
