//! What the benchmarks share: manifests to measure on, and how a measurement is taken.

pub mod synthetic;
