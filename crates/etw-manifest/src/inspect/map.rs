//! Writes maps.

use crate::inspect::declaration::{list, write_message};
use crate::json::JsonWriter;
use crate::model::{Localization, Map, MapKind};

pub(super) fn write(json: &mut JsonWriter, map: &Map, localization: &Localization) {
    json.field("name", map.name.as_str());
    json.field("symbol", map.symbol.as_deref());
    let kind = match map.kind {
        MapKind::Value => "value",
        MapKind::Bit => "bit",
    };
    json.field("kind", kind);
    list(json, "items", &map.items, |json, item| {
        json.field("value", item.value);
        json.field("symbol", item.symbol.as_deref());
        write_message(json, Some(item.message), localization);
    });
}
