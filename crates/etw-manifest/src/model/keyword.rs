//! A keyword: a bit by which sessions choose events.

use crate::model::declared::declared;
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

declared!(Keyword);

impl Keyword {
    /// Exactly one bit; 0 for `win:AnyKeyword`.
    #[must_use]
    pub const fn mask(&self) -> u64 {
        self.mask
    }
}
