//! What is known of the 31 shipped events without asking the compiler.
#![allow(dead_code, reason = "each test binary uses a part of this module")]

pub(crate) mod facts;
pub(crate) mod payloads;
