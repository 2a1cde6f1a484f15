//! An opcode: the step within a task.

use crate::model::{Origin, StringIndex};

/// An opcode of a provider, or of one of its tasks.
#[derive(Clone, Debug)]
pub struct Opcode {
    /// The qualified name as written; `win:` for the predefined ones.
    pub(crate) name: String,
    pub(crate) value: u8,
    pub(crate) symbol: Option<String>,
    pub(crate) message: Option<StringIndex>,
    /// Index into the provider's tasks for an opcode that is local to a task.
    pub(crate) task: Option<usize>,
    /// `mofValue`: only classic tracing reads it.
    pub(crate) mof_value: Option<u8>,
    pub(crate) origin: Origin,
}
