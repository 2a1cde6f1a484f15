//! Converts UTF-8 to UTF-16 with our code, with code written by hand, and with the fastest crates.

mod convert;
mod report;
mod samples;

pub use convert::{Convert, bytes, standard, terminated, widen};
pub use report::report;
