//! [`Keyword`]: a category that sessions filter by.

use core::convert::identity;

use crate::LocalizedText;

description! {
    /// A keyword: a category that sessions filter by.
    pub struct Keyword {
        /// Returns the name.
        name: &'static str,
        /// Returns the bit.
        mask: u64,
    }
    optional {
        /// Returns the symbol; empty if the manifest gives none.
        symbol: &'static str = "", with_symbol(&'static str) = identity;
        /// Returns the display name.
        text: LocalizedText = LocalizedText::EMPTY, with_text(&'static [&'static str]) = LocalizedText::new;
    }
}
