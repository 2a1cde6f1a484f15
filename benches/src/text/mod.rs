//! UTF-8 to UTF-16: ours, what one writes by hand, and the crates that do it fastest.

mod convert;
mod report;
mod samples;

pub use convert::{Convert, bytes, standard, terminated, widen};
pub use report::report;
