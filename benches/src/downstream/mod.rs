//! The cost of a manifest in a build script for the crate that has it: seconds, crates and bytes.

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
