//! OPCO: the opcodes of the provider and of its tasks together, by value and then by task.

use super::{Context, list};
use crate::model::{Opcode, Provider};
use crate::resource::bytes::{Bytes, Offset};

pub(super) fn write<'m>(
    bytes: &mut Bytes,
    provider: &'m Provider,
    context: Context<'m>,
) -> Vec<Offset<Opcode>> {
    let opcodes = &provider.opcodes;
    // 0 stands for an opcode that belongs to no task.
    let task = |opcode: &Opcode| opcode.task.map_or(0, |index| provider.tasks[index].value);
    let order = list::sorted(opcodes, |opcode| (opcode.value, task(opcode)));
    list::write(
        bytes,
        *b"OPCO",
        opcodes,
        &order,
        |opcode| &opcode.name,
        |bytes, opcode| {
            bytes.u16(task(opcode));
            bytes.u16(opcode.value.into());
            bytes.u32(context.message_id(opcode.message));
            bytes.reserve()
        },
    )
}
