//! Writes pattern maps.

use crate::inspect::declaration::list;
use crate::json::JsonWriter;
use crate::model::PatternMap;

pub(super) fn write(json: &mut JsonWriter, map: &PatternMap) {
    json.field("name", map.name.as_str());
    json.field("symbol", map.symbol.as_deref());
    json.field("format", map.format.as_str());
    list(json, "items", &map.items, |json, (name, value)| {
        json.field("name", name.as_str());
        json.field("value", value.as_str());
    });
}
