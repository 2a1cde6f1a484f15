//! [`Effort`], the duration of measurements.

use std::time::Duration;

/// The duration of measurements.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Whether this is only a test run.
    pub quick: bool,
    /// The number of turns for each contender.
    pub rounds: usize,
    /// The approximate length of a turn.
    pub turn: Duration,
    /// The number of repetitions of work that takes a second or more.
    pub repeats: usize,
}

impl Effort {
    /// For figures that are kept.
    pub const FULL: Self = Self {
        quick: false,
        rounds: 200,
        turn: Duration::from_millis(1),
        repeats: 3,
    };

    /// For a test run.
    pub const QUICK: Self = Self {
        quick: true,
        rounds: 10,
        turn: Duration::from_micros(200),
        repeats: 1,
    };
}
