//! A keyword: a bit by which sessions choose events.

use crate::model::{Origin, StringIndex};

/// A keyword of a provider.
#[derive(Clone, Debug)]
pub struct Keyword {
    /// The index of the file that declares or first uses it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    /// The qualified name as written; `win:` for the predefined ones.
    pub(crate) name: String,
    /// Exactly one bit; 0 for `win:AnyKeyword`.
    pub(crate) mask: u64,
    pub(crate) symbol: Option<String>,
    pub(crate) message: Option<StringIndex>,
    pub(crate) origin: Origin,
}

impl Keyword {
    /// The qualified name as written; `win:` for the predefined ones.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Exactly one bit; 0 for `win:AnyKeyword`.
    #[must_use]
    pub const fn mask(&self) -> u64 {
        self.mask
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
