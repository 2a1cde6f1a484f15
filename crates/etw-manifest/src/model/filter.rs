//! A filter: data that a session may pass to the provider when it enables it.

use crate::model::StringIndex;

/// `<filter>`.
#[derive(Clone, Debug)]
pub struct Filter {
    pub(crate) name: String,
    pub(crate) symbol: Option<String>,
    pub(crate) value: u8,
    pub(crate) version: u8,
    /// Index into the provider's templates.
    pub(crate) template: Option<usize>,
    pub(crate) message: Option<StringIndex>,
}
