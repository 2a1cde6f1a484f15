//! Opcodes: constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::metadata::{self, symbol, text};
use super::print::{Code, skeleton};
use crate::collection::OrderedMap;
use crate::model::{Opcode, Provider};

skeleton!(OPCODE(__name, __value, __calls) => runtime::Opcode::new(__name, __value).__calls);
skeleton!(TASK(__task) => .with_task(__task));

/// The module `opcode`. An opcode of a task is named with the task where its own name is not the only one.
pub(super) fn constants(context: &Context<'_>) -> Code {
    let provider = context.provider;
    let mut uses: OrderedMap<String, usize> = OrderedMap::new();
    for opcode in &provider.opcodes {
        *uses.get_or_insert(label(opcode), 0) += 1;
    }
    let opcodes = own(context).map(|opcode| Constant {
        name: &opcode.name,
        label: match task(opcode, provider) {
            Some(task) if uses[&label(opcode)] > 1 => format!("{task}_{}", label(opcode)),
            _ => label(opcode),
        },
        value: Code::number(opcode.value.into()),
        message: opcode.message,
    });
    let docs = "The numbers of the opcodes.";
    constant::module("opcode", "u8", docs, &context.texts, opcodes)
}

fn label(opcode: &Opcode) -> String {
    constant::label(&opcode.name, opcode.symbol.as_ref(), opcode.origin)
}

/// The label of the task that an opcode belongs to.
fn task(opcode: &Opcode, provider: &Provider) -> Option<String> {
    let task = &provider.tasks[opcode.task?];
    let label = constant::label(&task.name, task.symbol.as_ref(), task.origin);
    Some(label)
}

/// The call that gives them to `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> Code {
    let opcodes = own(context).map(|opcode| {
        let task = opcode.task.map(|task| context.provider.tasks[task].value);
        let task = task.map(|task| TASK.fill([&Code::number(task.into())]));
        let calls = [
            symbol(opcode.symbol.as_deref()),
            task.unwrap_or_default(),
            text(opcode.message, context),
        ];
        let (name, value) = (
            Code::string(&opcode.name),
            Code::number(opcode.value.into()),
        );
        OPCODE.fill([&name, &value, &Code::chain(calls)])
    });
    metadata::list("with_opcodes", opcodes)
}

fn own<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Opcode> {
    let opcodes = context.provider.opcodes.iter();
    opcodes.filter(|it| context.is_own(it.source))
}
