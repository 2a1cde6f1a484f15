//! A compiler for Windows instrumentation manifests.
#![forbid(unsafe_code)]

pub mod diagnostic;
#[allow(dead_code)]
mod did_you_mean;
pub mod guid;
#[allow(dead_code)]
mod json;
pub mod model;
pub mod source;
#[allow(dead_code, unused_imports)]
mod xml;
