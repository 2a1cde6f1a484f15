//! Measures time and memory of the stages for one manifest in a child process.

use std::hint::black_box;
use std::str::FromStr;
use std::time::{Duration, Instant};
use std::{fmt, iter};

use super::Stage;
use super::input::Input;
use super::stage::{front_end, resources, rust, xml_pass};
use crate::allocation;

/// The cost of compiling one manifest.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The manifest.
    pub name: String,
    /// Its size.
    pub bytes: usize,
    /// Its events.
    pub events: usize,
    /// Seconds for the bare pass, the front end, the Rust text and the resources.
    pub seconds: [f64; 4],
    /// The most bytes in use at a time.
    pub peak: usize,
}

impl Measured {
    /// Returns the seconds for the whole compilation.
    #[must_use]
    pub fn all(&self) -> f64 {
        self.seconds[1..].iter().sum()
    }

    /// Returns that time in bare passes.
    #[must_use]
    pub fn passes(&self) -> f64 {
        self.all() / self.seconds[0]
    }
}

/// Measures each stage: the shortest of as many runs as fit in about a second.
#[must_use]
pub fn measure(input: &Input, repeats: usize) -> Measured {
    let bytes = &*input.bytes;
    let manifest = front_end(bytes);
    let providers = manifest.providers().iter();
    let events = providers.map(|it| it.events().len()).sum();
    let seconds = [
        shortest(repeats, || xml_pass(bytes)),
        shortest(repeats, || front_end(bytes)),
        shortest(repeats, || rust(&manifest)),
        shortest(repeats, || resources(&manifest)),
    ];
    drop(manifest);
    let ((), allocated) = allocation::count(|| Stage::All.run(bytes));
    Measured {
        name: input.name.clone(),
        bytes: bytes.len(),
        events,
        seconds,
        peak: allocated.peak,
    }
}

/// Returns the shortest time of at least the given number of runs, in at least half a second.
fn shortest<T>(repeats: usize, mut work: impl FnMut() -> T) -> f64 {
    const LONG: Duration = Duration::from_millis(500);
    let start = Instant::now();
    let mut once = || {
        let start = Instant::now();
        let result = black_box(work());
        let took = start.elapsed();
        drop(result);
        took.as_secs_f64()
    };
    let least: Vec<f64> = iter::repeat_with(&mut once).take(repeats).collect();
    let more = iter::repeat_with(&mut once).take_while(|_| repeats > 1 && start.elapsed() < LONG);
    least.into_iter().chain(more).fold(f64::INFINITY, f64::min)
}

/// Formats the result as one line.
impl fmt::Display for Measured {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [pass, front_end, rust, resources] = self.seconds;
        let (bytes, events, peak, name) = (self.bytes, self.events, self.peak, &self.name);
        write!(
            formatter,
            "{bytes} {events} {pass} {front_end} {rust} {resources} {peak} {name}"
        )
    }
}

impl FromStr for Measured {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let parts: Vec<&str> = line.splitn(8, ' ').collect();
        let number = |index: usize| -> Result<f64, String> {
            let part = parts.get(index).ok_or("too few numbers")?;
            part.parse().map_err(|error| format!("{part}: {error}"))
        };
        Ok(Self {
            bytes: number(0)? as usize,
            events: number(1)? as usize,
            seconds: [number(2)?, number(3)?, number(4)?, number(5)?],
            peak: number(6)? as usize,
            name: (*parts.get(7).ok_or("no name")?).to_owned(),
        })
    }
}
