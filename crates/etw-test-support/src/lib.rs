//! Shared parts of the tests on Windows: a replacement for ETW that records real calls, and a reader of the program's resources.
//!
//! ETW's functions do nothing and return success in Wine, and Windows shows a caller little of the result. So
//! the tests change the import table of the test program: the runtime makes its usual calls, and this crate receives
//! them. Empty on other systems.
#![cfg(windows)]

mod fake_etw;
mod import_table;
pub mod resources;

pub use fake_etw::{FakeEtw, Session, State, Write};
pub use import_table::repoint;
