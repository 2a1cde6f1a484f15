//! [`Level`]: the severity or verbosity of events.

use crate::LocalizedText;

description! {
    /// A level: the severity or verbosity of events.
    pub struct Level {
        /// Returns the name, such as `win:Error`.
        name: &'static str,
        /// Returns the number. A session asks for a number and gets all levels up to it.
        value: u8,
    }
    optional {
        /// Returns the display name.
        text: LocalizedText = LocalizedText::EMPTY, with_text(&'static [&'static str]) = LocalizedText::new;
    }
}
