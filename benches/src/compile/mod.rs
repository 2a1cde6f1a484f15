//! The cost of compiling a manifest, stage by stage, compared with one bare pass of the XML reader over the same bytes.

mod dotnet;
mod growth;
mod input;
mod measure;
mod report;
mod stage;

pub use input::Input;
pub use measure::{Measured, measure};
pub use report::report;
pub use stage::Stage;
