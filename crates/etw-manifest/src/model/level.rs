//! A level: how severe or how detailed.

use crate::model::{Origin, StringIndex};

/// A level of a provider.
#[derive(Clone, Debug)]
pub struct Level {
    /// The index of the file that declares or first uses it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    /// The qualified name as written; `win:` for the predefined ones.
    pub(crate) name: String,
    pub(crate) value: u8,
    pub(crate) symbol: Option<String>,
    pub(crate) message: Option<StringIndex>,
    pub(crate) origin: Origin,
}

impl Level {
    /// The qualified name as written; `win:` for the predefined ones.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number in event descriptors; 0 to 15 are Windows' own.
    #[must_use]
    pub const fn value(&self) -> u8 {
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
