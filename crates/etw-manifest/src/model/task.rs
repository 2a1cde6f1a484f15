//! A task: the part of the program that an event belongs to.

use crate::guid::Guid;
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

impl Task {
    /// The qualified name as written; `win:` for the predefined ones.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number in event descriptors; 0 is “no task”.
    #[must_use]
    pub const fn value(&self) -> u16 {
        self.value
    }

    /// The name of the generated constant, if the manifest gives one.
    #[must_use]
    pub fn symbol(&self) -> Option<&str> {
        self.symbol.as_deref()
    }

    /// Whether the manifest declares it, or it is one of Windows' own that an event uses.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }
}
