//! [`Sink`]: the way events reach the operating system. Each system has a file or folder with the same functions.

#[cfg(any(windows, loom))]
mod etw;
#[cfg(loom)]
pub use etw::Etw;
#[cfg(any(windows, loom))]
pub(crate) use etw::Sink;
#[cfg(all(windows, feature = "std"))]
pub(crate) use etw::set_thread_activity;

#[cfg(all(target_os = "linux", feature = "user-events"))]
mod user_events;
#[cfg(all(target_os = "linux", feature = "user-events"))]
pub(crate) use user_events::{Sink, Tracepoint};

#[cfg(not(any(windows, loom, all(target_os = "linux", feature = "user-events"))))]
mod none;
#[cfg(not(any(windows, loom, all(target_os = "linux", feature = "user-events"))))]
pub(crate) use none::Sink;
