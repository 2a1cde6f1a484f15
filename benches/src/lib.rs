//! Measures what etw-manifest costs against what the same could cost at best.

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

/// The events whose marshalling is measured.
pub mod events {
    etw_provider::include_manifest!("speed");
}
