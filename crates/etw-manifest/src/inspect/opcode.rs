//! Writes opcodes.

use crate::inspect::declaration::{write_message, write_origin};
use crate::json::JsonWriter;
use crate::model::{Localization, Opcode, Provider};

pub(super) fn write(
    json: &mut JsonWriter,
    opcode: &Opcode,
    provider: &Provider,
    localization: &Localization,
) {
    json.field("name", opcode.name.as_str());
    json.field("symbol", opcode.symbol.as_deref());
    json.field("value", opcode.value);
    json.field(
        "task",
        opcode.task.map(|index| provider.tasks[index].name.as_str()),
    );
    json.field("mof_value", opcode.mof_value);
    write_origin(json, opcode.origin);
    write_message(json, opcode.message, localization);
}
