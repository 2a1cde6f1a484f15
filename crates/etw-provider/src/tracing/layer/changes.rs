//! Rebuilds the interest of `tracing` when somebody begins or stops to listen.
//!
//! `tracing` keeps for each callsite whether a subscriber wants it. A filter that decides for each event instead would not
//! save much: a registry whose filters all reject an event evaluates its fields nevertheless.

use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use std::string::ToString;
use std::sync::{Mutex, OnceLock};
use std::thread::{self, Builder, Thread};
use std::vec::Vec;

use tracing_core::callsite::rebuild_interest_cache;
use tracing_core::dispatcher::{Dispatch, WeakDispatch, with_default};

use crate::tracing::target::lock;

/// The number of words that became 0 or ceased to be 0.
static CHANGES: AtomicUsize = AtomicUsize::new(0);
static SUBSCRIBERS: Mutex<Vec<WeakDispatch>> = Mutex::new(Vec::new());
static WATCHER: OnceLock<Option<Thread>> = OnceLock::new();

/// Starts the thread that rebuilds, unless it runs. Returns `false` if there cannot be one.
pub(super) fn watch() -> bool {
    let watcher = WATCHER.get_or_init(|| {
        let seen = CHANGES.load(Ordering::Acquire);
        let builder = Builder::new().name("etw-provider".to_string());
        let handle = builder.spawn(move || run(seen)).ok()?;
        Some(handle.thread().clone())
    });
    watcher.is_some()
}

/// Notes that a word became 0 or ceased to be 0. The system may be calling, so the rebuilding is left to the thread.
pub(crate) fn note() {
    CHANGES.fetch_add(1, Ordering::Release);
    if let Some(Some(watcher)) = WATCHER.get() {
        watcher.unpark();
    }
}

/// Notes a subscriber that has a layer.
pub(super) fn add(subscriber: &Dispatch) {
    lock(&SUBSCRIBERS).push(subscriber.downgrade());
}

/// Rebuilds, now, so that a listener gets the first event after it is attached.
pub(crate) fn rebuild() {
    let mut subscribers = lock(&SUBSCRIBERS);
    subscribers.retain(|it| it.upgrade().is_some());
    let subscriber = subscribers.first().and_then(WeakDispatch::upgrade);
    drop(subscribers);
    // If there is only one, `tracing` looks for it on the calling thread.
    if let Some(subscriber) = subscriber {
        with_default(&subscriber, rebuild_interest_cache);
    }
}

fn run(mut seen: usize) {
    loop {
        let changes = CHANGES.load(Ordering::Acquire);
        if changes == seen {
            thread::park();
            continue;
        }
        seen = changes;
        rebuild();
        // A callsite that is just being registered asks for interest before it can be found, so the first time may miss it.
        thread::park_timeout(Duration::from_millis(100));
        rebuild();
    }
}
