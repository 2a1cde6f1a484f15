//! Writes tasks.

use crate::inspect::declaration::{write_message, write_origin};
use crate::json::JsonWriter;
use crate::model::{Localization, Task};

pub(super) fn write(json: &mut JsonWriter, task: &Task, localization: &Localization) {
    json.field("name", task.name.as_str());
    json.field("symbol", task.symbol.as_deref());
    json.field("value", task.value);
    json.field("event_guid", task.event_guid.to_string().as_str());
    write_origin(json, task.origin);
    write_message(json, task.message, localization);
}
