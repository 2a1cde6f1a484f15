//! [`Opcode`]: a step of a task.

use core::convert::identity;

use crate::LocalizedText;

description! {
    /// An opcode: a step of a task.
    pub struct Opcode {
        /// Returns the name, such as `win:Start`.
        name: &'static str,
        /// Returns the number.
        value: u8,
    }
    optional {
        /// Returns the symbol; empty if the manifest gives none.
        symbol: &'static str = "", with_symbol(&'static str) = identity;
        /// Returns the task that the opcode is defined in; `None` if any task may use it.
        task: Option<u16> = None, with_task(u16) = Some;
        /// Returns the display name.
        text: LocalizedText = LocalizedText::EMPTY, with_text(&'static [&'static str]) = LocalizedText::new;
    }
}
