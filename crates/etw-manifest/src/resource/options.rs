//! Options for writing resources.

use super::McVersion;

/// The output to write.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Options {
    /// The generation of mc.exe whose layout is written.
    pub mc_version: McVersion,
    /// Writes the bytes of mc.exe where ours are better on purpose: its tables announce messages that a locale lacks and
    /// then answer with another message.
    pub bug_compatible: bool,
}
