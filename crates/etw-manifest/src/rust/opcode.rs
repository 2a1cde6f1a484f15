//! Opcodes to constants and metadata.

use std::collections::HashMap;

use super::constant::{self, Constant};
use super::context::Context;
use super::layout::Layout;
use super::literal;
use super::metadata::{self, List};
use crate::model::{Opcode, Provider};

/// Prints the module `opcode`. An opcode of a task is named with the task where its own name is not the only one.
pub(super) fn constants(context: &Context<'_>, layout: &mut Layout) {
    let provider = context.provider;
    let mut uses: HashMap<String, usize> = HashMap::new();
    for opcode in &provider.opcodes {
        *uses.entry(label(opcode)).or_default() += 1;
    }
    let opcodes = provider.opcodes.iter().map(|opcode| Constant {
        name: &opcode.name,
        label: match task(opcode, provider) {
            Some(task) if uses[&label(opcode)] > 1 => format!("{task}_{}", label(opcode)),
            _ => label(opcode),
        },
        value: opcode.value,
        message: opcode.message,
    });
    let docs = "The numbers of the opcodes.";
    constant::print("opcode", "u8", docs, &context.texts, opcodes, layout);
}

fn label(opcode: &Opcode) -> String {
    constant::label(&opcode.name, opcode.symbol.as_ref(), opcode.origin)
}

/// The label of the task that an opcode belongs to.
fn task(opcode: &Opcode, provider: &Provider) -> Option<String> {
    let task = &provider.tasks[opcode.task?];
    Some(constant::label(
        &task.name,
        task.symbol.as_ref(),
        task.origin,
    ))
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> String {
    let mut list = List::new("opcodes", "Opcode", context);
    for opcode in &context.provider.opcodes {
        let name = literal::string(&opcode.name);
        let symbol = metadata::symbol(opcode.symbol.as_deref());
        let task = opcode.task.map(|task| context.provider.tasks[task].value);
        let (value, task) = (opcode.value, literal::optional(task));
        list.push(
            format_args!(
                "                name: {name},
                symbol: {symbol},
                value: {value},
                task: {task},
"
            ),
            opcode.message,
        );
    }
    list.finish()
}
