//! Writes filters.

use crate::inspect::declaration::write_message;
use crate::json::JsonWriter;
use crate::model::{Filter, Localization, Provider};

pub(super) fn write(
    json: &mut JsonWriter,
    filter: &Filter,
    provider: &Provider,
    localization: &Localization,
) {
    json.field("name", filter.name.as_str());
    json.field("symbol", filter.symbol.as_deref());
    json.field("value", filter.value);
    json.field("version", filter.version);
    json.field(
        "template",
        filter
            .template
            .map(|index| provider.templates[index].tid.as_str()),
    );
    write_message(json, filter.message, localization);
}
