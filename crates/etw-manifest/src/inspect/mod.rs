//! The resolved manifest as text: JSON for tools, a table for people.

mod event;
mod items;
mod json;
mod template;
mod text;

use crate::model::Manifest;

impl Manifest {
    /// The resolved manifest as JSON: one object with `providers` and `localization`. Numbers are those of
    /// `EVENT_DESCRIPTOR`; masks and message ids are hexadecimal strings, because JSON numbers end at 2⁵³.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    /// The resolved manifest as a table of events for each provider.
    #[must_use]
    pub fn to_text(&self) -> String {
        text::write(self)
    }
}
