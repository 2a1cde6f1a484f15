//! Shared by tests on Windows: a stand-in for ETW that records calls, and a reader of the program's resources. Empty on other
//! systems.
//!
//! In Wine, ETW's functions succeed and do nothing, and Windows shows a caller little of what it received. So the tests change the
//! import table of their program: the runtime calls the functions as usual, and the stand-in receives the calls.
#![cfg(windows)]

mod fake_etw;
mod import_table;
pub mod resources;

pub use fake_etw::{FakeEtw, Session, State, Write};
pub use import_table::repoint;
