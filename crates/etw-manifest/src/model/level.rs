//! A level: how severe or how detailed.

use crate::model::{Origin, StringIndex};

/// A level of a provider.
#[derive(Clone, Debug)]
pub struct Level {
    /// The qualified name as written; `win:` for the predefined ones.
    pub(crate) name: String,
    pub(crate) value: u8,
    pub(crate) symbol: Option<String>,
    pub(crate) message: Option<StringIndex>,
    pub(crate) origin: Origin,
}
