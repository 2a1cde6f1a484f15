//! Writes the resolved manifest as JSON for tools, or as a table for people.

mod channel;
mod declaration;
mod event;
mod filter;
mod keyword;
mod level;
mod localization;
mod map;
mod opcode;
mod pattern_map;
mod provider;
mod task;
mod template;
mod text;

use crate::json::JsonWriter;
use crate::model::Manifest;
use declaration::list;

/// The version of the JSON. It changes when a key is removed, or when its meaning or type changes.
const SCHEMA: u32 = 1;

impl Manifest {
    /// Returns the resolved manifest as JSON, in the form of `docs/inspect.schema.json`: `schema` (1), `providers` and
    /// `localization`. Masks and message ids are hexadecimal strings, because numbers in JSON end at 2⁵³.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = JsonWriter::pretty();
        json.object(|json| {
            json.field("schema", SCHEMA);
            list(json, "providers", &self.providers, |json, it| {
                provider::write(json, it, &self.localization);
            });
            json.key("localization")
                .object(|json| localization::write(json, &self.localization));
        });
        json.finish() + "\n"
    }

    /// Returns the resolved manifest as a table of events for each provider.
    #[must_use]
    pub fn to_text(&self) -> String {
        text::write(self)
    }
}
