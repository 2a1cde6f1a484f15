//! Runs a model in every order of its events, and says how many there were.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Every order.
#[allow(dead_code, reason = "each test binary uses a part of this module")]
pub(crate) fn explore(model: impl Fn() + Send + Sync + 'static) {
    explore_with(loom::model::Builder::new(), model);
}

/// Every order in which threads are interrupted, where they need not wait, so many times at most: what a model with too many
/// orders can do. `LOOM_MAX_PREEMPTIONS` overrides the number.
#[allow(dead_code, reason = "each test binary uses a part of this module")]
pub(crate) fn explore_preempting(times: usize, model: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound.get_or_insert(times);
    explore_with(builder, model);
}

fn explore_with(builder: loom::model::Builder, model: impl Fn() + Send + Sync + 'static) {
    let orders = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&orders);
    builder.check(move || {
        count.fetch_add(1, Ordering::Relaxed);
        model();
    });
    let orders = orders.load(Ordering::Relaxed);
    let name = thread::current().name().unwrap_or("").to_owned();
    assert!(orders > 1, "{name} has nothing that happens at once");
    match builder.preemption_bound {
        None => println!("explored all {orders} orders of {name}"),
        Some(times) => println!("explored {orders} orders of {name} with {times} preemptions"),
    }
}
