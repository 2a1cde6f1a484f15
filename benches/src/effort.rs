//! [`Effort`]: how long to measure.

use std::time::Duration;

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Whether only to show that it works.
    pub quick: bool,
    /// How often each contender gets its turn.
    pub rounds: usize,
    /// How long a turn lasts, about.
    pub turn: Duration,
    /// How often something is done that takes a second or more.
    pub repeats: usize,
}

impl Effort {
    /// For figures.
    pub const FULL: Self = Self {
        quick: false,
        rounds: 200,
        turn: Duration::from_millis(1),
        repeats: 3,
    };

    /// To see that it works.
    pub const QUICK: Self = Self {
        quick: true,
        rounds: 10,
        turn: Duration::from_micros(200),
        repeats: 1,
    };
}
