//! Shows the progress of long operations at a terminal: `312 of 607 manifests checked`.

use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

/// Shorter operations show no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// The interval between updates of the line.
const STEP: Duration = Duration::from_millis(100);

/// Counts finished steps, and shows the count once the operation has taken long enough.
///
/// The line is on standard error. Clear it before anything else is written there.
pub(crate) struct Progress<W: Write = io::Stderr> {
    terminal: Option<W>,
    /// The counted things and the operation, such as `manifests checked`.
    what: &'static str,
    total: usize,
    done: usize,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// Starts the progress of `total` steps, shown only at a terminal.
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        let stderr = io::stderr();
        let terminal = stderr.is_terminal().then_some(stderr);
        Self::on(terminal, what, total, Instant::now())
    }

    /// Counts one step.
    pub(crate) fn step(&mut self) {
        self.step_at(Instant::now());
    }
}

impl<W: Write> Progress<W> {
    fn on(terminal: Option<W>, what: &'static str, total: usize, begun: Instant) -> Self {
        Self {
            terminal,
            what,
            total,
            done: 0,
            next: begun + PATIENCE,
            is_shown: false,
        }
    }

    fn step_at(&mut self, now: Instant) {
        self.done += 1;
        let Some(terminal) = self.terminal.as_mut().filter(|_| now >= self.next) else {
            return;
        };
        self.next = now + STEP;
        self.is_shown = true;
        let Self {
            done, total, what, ..
        } = self;
        // A closed terminal does not stop the operation.
        let _ = write!(terminal, "\r{done} of {total} {what}\x1b[K");
        let _ = terminal.flush();
    }

    /// Removes the line.
    pub(crate) fn clear(&mut self) {
        if let Some(terminal) = self.terminal.as_mut().filter(|_| self.is_shown) {
            let _ = write!(terminal, "\r\x1b[K");
        }
        self.is_shown = false;
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the output of one step at each of these milliseconds.
    fn written(milliseconds: &[u64]) -> String {
        let mut text = Vec::new();
        let begun = Instant::now();
        let mut progress = Progress::on(Some(&mut text), "manifests checked", 9, begun);
        for at in milliseconds {
            progress.step_at(begun + Duration::from_millis(*at));
        }
        drop(progress);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn short_operations_show_nothing() {
        assert_eq!(written(&[1, 500, 999]), "");
    }

    #[test]
    fn long_operations_show_progress_and_leave_no_line() {
        let shown = "\r2 of 9 manifests checked\x1b[K\r4 of 9 manifests checked\x1b[K\r\x1b[K";
        assert_eq!(written(&[900, 1000, 1050, 1100]), shown);
    }

    #[test]
    fn nothing_is_shown_without_a_terminal() {
        let begun = Instant::now();
        let mut progress = Progress::<Vec<u8>>::on(None, "pages written", 1, begun);
        progress.step_at(begun + PATIENCE);
        assert!(!progress.is_shown);
    }
}
