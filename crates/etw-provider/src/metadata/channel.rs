//! [`Channel`]: a log that events are delivered to.

use core::convert::identity;

use crate::LocalizedText;

description! {
    /// A channel: a log for one audience.
    pub struct Channel {
        /// Returns the name under which the Event Log knows the channel.
        name: &'static str,
        /// Returns the number in event descriptors.
        value: u8,
        /// Returns the audience.
        kind: ChannelKind,
    }
    optional {
        /// Returns the symbol; empty if the manifest gives none.
        symbol: &'static str = "", with_symbol(&'static str) = identity;
        /// Returns the bit that the channel adds to the keyword of its events; 0 if it adds none.
        keyword_bit: u64 = 0, with_keyword_bit(u64) = identity;
        /// Returns the display name.
        text: LocalizedText = LocalizedText::EMPTY, with_text(&'static [&'static str]) = LocalizedText::new;
    }
}

/// The audience of a [`Channel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChannelKind {
    /// Administrators: a problem and how to solve it.
    Admin,
    /// Operators, who analyse a problem or an occurrence.
    Operational,
    /// Tools: events in high volume. Disabled until somebody enables it.
    Analytic,
    /// Developers. Disabled until somebody enables it.
    Debug,
    /// Declared by another provider, such as `System` or `Application`.
    Imported,
}
