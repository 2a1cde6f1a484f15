//! A compiler for Windows instrumentation manifests.
#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod guid;
pub mod model;
pub mod resource;
pub mod source;
