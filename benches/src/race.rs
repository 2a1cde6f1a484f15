//! Work against work, turn by turn, so that whatever slows the machine slows all of it.

use std::time::{Duration, Instant};

use crate::effort::Effort;

/// Does something so many times.
pub type Run<'a> = Box<dyn FnMut(u64) + 'a>;

/// What one time takes, in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// In the best turn: what it takes when nothing else disturbs.
    pub shortest: f64,
    /// In half of the turns at most.
    pub median: f64,
}

/// Times contenders; the results are in their order.
#[must_use]
pub fn race(contenders: &mut [Run<'_>], effort: Effort) -> Vec<Time> {
    let counts: Vec<u64> = contenders
        .iter_mut()
        .map(|run| calibrate(run, effort.turn))
        .collect();
    let mut turns = vec![Vec::with_capacity(effort.rounds); contenders.len()];
    for round in 0..effort.rounds {
        for place in 0..contenders.len() {
            // Each round starts with another one, so that none always follows the same.
            let index = (place + round) % contenders.len();
            let took = time(&mut contenders[index], counts[index]);
            turns[index].push(took.as_secs_f64() * 1e9 / counts[index] as f64);
        }
    }
    turns.into_iter().map(summary).collect()
}

/// How many times fit into a turn.
fn calibrate(run: &mut Run<'_>, turn: Duration) -> u64 {
    let mut count = 16;
    while time(run, count) < turn / 2 {
        count *= 2;
    }
    count
}

fn time(run: &mut Run<'_>, count: u64) -> Duration {
    let start = Instant::now();
    run(count);
    start.elapsed()
}

fn summary(mut turns: Vec<f64>) -> Time {
    turns.sort_by(f64::total_cmp);
    Time {
        shortest: turns[0],
        median: turns[turns.len() / 2],
    }
}
