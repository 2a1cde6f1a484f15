//! [`Task`]: a component or a piece of work that events belong to.

use core::convert::identity;

use crate::{Guid, LocalizedText};

description! {
    /// A task: a component or a piece of work that events belong to.
    pub struct Task {
        /// Returns the name.
        name: &'static str,
        /// Returns the number.
        value: u16,
    }
    optional {
        /// Returns the symbol; empty if the manifest gives none.
        symbol: &'static str = "", with_symbol(&'static str) = identity;
        /// Returns the GUID under which classic event tracing knows the task.
        event_guid: Option<Guid> = None, with_event_guid(Guid) = Some;
        /// Returns the display name.
        text: LocalizedText = LocalizedText::EMPTY, with_text(&'static [&'static str]) = LocalizedText::new;
    }
}
