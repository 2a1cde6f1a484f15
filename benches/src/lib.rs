//! Measures the cost of etw-manifest, and compares it with other crates and with the lowest possible cost.

pub mod allocation;
pub mod assembly;

pub mod compile;
pub mod contender;
pub mod disabled;
pub mod downstream;
pub mod effort;
pub mod instructions;
pub mod markdown;
pub mod marshalling;
pub mod race;
pub mod report;
pub mod synthetic;
pub mod text;

/// The events that the benchmarks encode.
pub mod events {
    etw_provider::include_manifest!("speed");
}
