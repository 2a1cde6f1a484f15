//! OPCO: the opcodes of the provider and of its tasks together, by value and then by task.

use super::context::Context;
use super::list;
use crate::collection::sort;
use crate::model::{Opcode, Provider};
use crate::resource::bytes::{Bytes, Offset, Text};
use crate::resource::structure::structures;

structures! {
    Entry {
        /// 0 for an opcode that belongs to no task.
        task: u16,
        value: u16,
        message_id: u32,
        name: Offset<Text>,
    }
}

pub(super) fn write(
    bytes: &mut Bytes,
    provider: &Provider,
    context: Context,
) -> Vec<Offset<Opcode>> {
    let opcodes = &provider.opcodes;
    let task = |opcode: &Opcode| opcode.task.map_or(0, |index| provider.tasks[index].value);
    let order = sort::indexes(opcodes, |opcode| (opcode.value, task(opcode)));
    let entry = |opcode: &Opcode, name| Entry {
        task: task(opcode),
        value: opcode.value.into(),
        message_id: context.message_id(opcode.message),
        name,
    };
    list::write(bytes, *b"OPCO", opcodes, &order, Opcode::name, entry)
}
