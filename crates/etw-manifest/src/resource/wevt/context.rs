//! [`Context`]: the strings of the manifest, and the selected generation of resources.

use crate::model::{LocalizedString, StringIndex};
use crate::resource::McVersion;

/// The value of a message-id field where there is no message.
const NO_MESSAGE: u32 = 0xFFFF_FFFF;

#[derive(Clone, Copy)]
pub(super) struct Context<'m> {
    pub(super) strings: &'m [LocalizedString],
    pub(super) version: McVersion,
    pub(super) bug_compatible: bool,
}

impl Context<'_> {
    pub(super) fn message_id(self, message: Option<StringIndex>) -> u32 {
        let id = message.and_then(|index| self.strings[index].message_id);
        id.unwrap_or(NO_MESSAGE)
    }
}
