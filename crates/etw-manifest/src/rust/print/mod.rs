//! Rust code as text that is made of tokens only.
//!
//! [`Code`] can be made from an identifier, a literal, documentation, or a [`Skeleton`] whose holes are filled with `Code`.
//! There is no way from a `String` to it, so nothing that a manifest says can become code.

mod code;
mod printer;
mod skeleton;
mod tokens;

pub(super) use code::Code;
pub(super) use skeleton::{Skeleton, skeleton};
