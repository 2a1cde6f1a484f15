//! A provider whose code is among the sources: `cargo build --features regenerate` writes it.

pub use etw_provider;

include!("events.rs");
