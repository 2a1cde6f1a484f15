//! The strings and the file name that elements of the manifest mention.

use super::strings::{LocalizedString, StringIndex};

pub(super) struct Context<'r> {
    pub(super) strings: &'r [LocalizedString],
    pub(super) file_name: &'r str,
}

impl Context<'_> {
    /// Returns the value of a `message` attribute.
    pub(super) fn message(&self, index: Option<StringIndex>) -> Option<String> {
        let string = &self.strings[index?];
        (!string.is_predefined).then(|| format!("$(string.{})", string.name))
    }
}
