//! A task: the part of the program that an event belongs to.

use crate::guid::Guid;
use crate::model::declared::declared;
use crate::model::{Origin, StringIndex};

/// A task of a provider.
#[derive(Clone, Debug)]
pub struct Task {
    /// The index of the file that declares or first uses it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    /// The qualified name as written; `win:` for the predefined one.
    pub(crate) name: String,
    pub(crate) value: u16,
    pub(crate) symbol: Option<String>,
    /// `eventGUID`; zero where the manifest gives none.
    pub(crate) event_guid: Guid,
    pub(crate) message: Option<StringIndex>,
    pub(crate) origin: Origin,
}

declared!(Task);

impl Task {
    /// The number in event descriptors; 0 is “no task”.
    #[must_use]
    pub const fn value(&self) -> u16 {
        self.value
    }
}
