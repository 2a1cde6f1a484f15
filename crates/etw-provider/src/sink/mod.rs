//! The operating system's way to take events: one file for each system, the same three functions in each.

#[cfg(windows)]
mod etw;
#[cfg(windows)]
pub(crate) use etw::Sink;

#[cfg(not(windows))]
mod none;
#[cfg(not(windows))]
pub(crate) use none::Sink;
