//! Times contenders against each other in turns, so that a slow moment of the machine slows all of them.

use std::time::{Duration, Instant};

use crate::effort::Effort;

/// Does something the given number of times.
pub type Run<'a> = Box<dyn FnMut(u64) + 'a>;

/// Nanoseconds for one repetition.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// In the best turn, when nothing else disturbs.
    pub shortest: f64,
    /// The median of the turns.
    pub median: f64,
}

/// Times contenders and returns the results in their order.
#[must_use]
pub fn race(contenders: &mut [Run<'_>], effort: Effort) -> Vec<Time> {
    let counts: Vec<u64> = contenders
        .iter_mut()
        .map(|run| calibrate(run, effort.turn))
        .collect();
    let mut turns = vec![Vec::with_capacity(effort.rounds); contenders.len()];
    for round in 0..effort.rounds {
        for place in 0..contenders.len() {
            // Each round starts with a different contender, so that none always runs after the same one.
            let index = (place + round) % contenders.len();
            let took = time(&mut contenders[index], counts[index]);
            turns[index].push(took.as_secs_f64() * 1e9 / counts[index] as f64);
        }
    }
    turns.into_iter().map(summary).collect()
}

/// Returns the number of repetitions that fit into a turn.
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
