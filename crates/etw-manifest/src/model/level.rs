//! A level: how severe or how detailed.

use crate::model::declared::declared;
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

declared!(Level);

impl Level {
    /// The number in event descriptors; 0 to 15 are Windows' own.
    #[must_use]
    pub const fn value(&self) -> u8 {
        self.value
    }
}
