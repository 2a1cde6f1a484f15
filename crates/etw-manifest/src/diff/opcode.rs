//! Compares opcodes, those of a task by the task's name too.

use crate::diff::comparison::Comparison;
use crate::diff::declaration::{Declaration, Family};
use crate::diff::kind::Kind;
use crate::model::{Opcode, Origin, Provider};

const FAMILY: Family = Family {
    what: "opcode",
    number: "the value",
    removed: Kind::OpcodeRemoved,
    added: Kind::OpcodeAdded,
    renamed: Kind::OpcodeRenamed,
    renumbered: Kind::OpcodeValueChanged,
};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let declaration = |provider: &Provider, it: &Opcode| {
        let task = it.task.map(|index| &provider.tasks[index].name);
        Declaration {
            name: task.map_or_else(|| it.name.clone(), |task| format!("{task}/{}", it.name)),
            number: it.value.to_string(),
            declared: it.origin == Origin::Declared,
            message: it.message,
        }
    };
    FAMILY.compare(
        comparison,
        |it| it.opcodes.clone(),
        |it| {
            it.opcodes
                .iter()
                .map(|opcode| declaration(it, opcode))
                .collect()
        },
    );
}
