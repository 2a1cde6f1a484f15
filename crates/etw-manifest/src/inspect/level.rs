//! Writes levels.

use crate::inspect::declaration::{write_message, write_origin};
use crate::json::JsonWriter;
use crate::model::{Level, Localization};

pub(super) fn write(json: &mut JsonWriter, level: &Level, localization: &Localization) {
    json.field("name", level.name.as_str());
    json.field("symbol", level.symbol.as_deref());
    json.field("value", level.value);
    write_origin(json, level.origin);
    write_message(json, level.message, localization);
}
