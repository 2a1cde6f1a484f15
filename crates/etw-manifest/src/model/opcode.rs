//! An opcode: the step within a task.

use crate::model::declared::declared;
use crate::model::{Origin, StringIndex};

/// An opcode of a provider, or of one of its tasks.
#[derive(Clone, Debug)]
pub struct Opcode {
    /// The index of the file that declares or first uses it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
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

declared!(Opcode);

impl Opcode {
    /// The number in event descriptors.
    #[must_use]
    pub const fn value(&self) -> u8 {
        self.value
    }

    /// Index into the provider's tasks, for an opcode that belongs to a task.
    #[must_use]
    pub const fn task(&self) -> Option<usize> {
        self.task
    }
}
