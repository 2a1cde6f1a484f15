//! Maps, sets and sorting whose code is compiled once, and not once for each type that they hold.
//!
//! A build script is compiled without optimisation, and so is this crate. Each type in a map or sort of the standard library
//! adds a thousand lines to it.

mod ordered_map;
mod ordered_set;
pub(crate) mod sort;
mod table;

pub(crate) use ordered_map::OrderedMap;
pub(crate) use ordered_set::OrderedSet;
