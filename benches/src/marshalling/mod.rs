//! The cost of an enabled event before the system is called: its fields converted to the form that the system takes.

mod data;
mod descriptors;
mod ours;
mod report;
mod session;
#[cfg(feature = "comparisons")]
mod tracing;

pub use report::report;

use crate::contender::Contender;

/// Returns all contenders.
#[must_use]
pub fn contenders() -> Vec<Contender> {
    let mut all = Vec::from(ours::CONTENDERS);
    all.extend(descriptors::CONTENDERS);
    #[cfg(feature = "comparisons")]
    all.extend(tracing::CONTENDERS);
    all
}

/// Does the work on the same values repeatedly, without letting the compiler know that they are the same.
fn repeat<T>(times: u64, data: &T, mut work: impl FnMut(&T)) {
    for _ in 0..times {
        work(std::hint::black_box(data));
    }
}
