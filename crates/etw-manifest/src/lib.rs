//! A compiler for Windows instrumentation manifests.
#![forbid(unsafe_code)]

pub mod diagnostic;
#[allow(dead_code)]
mod did_you_mean;
pub mod guid;
pub mod model;
pub mod source;
#[allow(dead_code)]
mod xml;
