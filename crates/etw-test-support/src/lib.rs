//! What tests on Windows share: a stand-in for ETW that records real calls, and a reader of the program's resources.
//!
//! Wine answers ETW's functions with success and does nothing, and Windows shows a caller little of what it received. So
//! the tests change the import table of their own program: the calls are those that the runtime makes, their receiver is
//! ours. Empty on other systems.
#![cfg(windows)]

mod fake_etw;
mod import_table;
pub mod resources;

pub use fake_etw::{FakeEtw, Session, State, Write};
pub use import_table::repoint;
