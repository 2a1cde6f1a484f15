//! What a crate pays that compiles a manifest in its build script: seconds, crates and bytes.

mod build;
mod consumer;
mod manifest;
mod measure;
#[cfg(feature = "comparisons")]
mod messages;
mod report;
mod shape;
mod usage;
pub mod wrapper;

pub use report::report;
