//! Opcodes, of a provider and of its tasks.

use std::collections::BTreeMap;

use super::context::Context;
use super::error::Result;
use super::message_id::MessageId;
use super::order;
use super::predefined;
use super::provider::Provider;
use super::reader::Reader;
use super::section::List;
use super::strings::{StringIndex, Strings};
use super::task::Task;
use crate::winmeta::{self, Predefined};
use crate::xml::writer::Xml;

pub(super) const LIST: List = List {
    number: 2,
    what: "opcode",
    header: 12,
    entry: 12,
};

pub(super) struct Opcode {
    pub(super) name: String,
    value: u8,
    pub(super) message: Option<StringIndex>,
    /// The index of its task, unless it belongs to the provider.
    task: Option<usize>,
    pub(super) predefined: Option<&'static Predefined>,
}

impl Opcode {
    /// Reads an opcode; `tasks` has the indexes of tasks by their values.
    pub(super) fn read(
        reader: &Reader,
        at: usize,
        tasks: &BTreeMap<u16, usize>,
        strings: &mut Strings,
    ) -> Result<Self> {
        let task = reader.u16(at)?;
        let value = reader.u8(at + 2)?;
        let name = reader.sized_utf16(reader.size(at + 8)?)?;
        Ok(Self {
            predefined: predefined::find(winmeta::OPCODES, &name, value.into()),
            name,
            value,
            message: strings.message(reader.u32(at + 4)?),
            task: tasks.get(&task).copied().filter(|_| task != 0),
        })
    }

    pub(super) fn id(&self, tasks: &[Task]) -> MessageId {
        let task = self.task.map_or(0, |task| tasks[task].value);
        let task = u32::from(task & 0xFF) << 16;
        MessageId::Exact(0x3000_0000 | task | u32::from(self.value))
    }

    pub(super) fn write_all(
        xml: &mut Xml,
        provider: &Provider,
        opcodes: &[&Self],
        context: &Context,
    ) {
        let declared = opcodes.iter().copied();
        let declared = declared.filter(|it| it.predefined.is_none());
        let id = |it: &Self| (it.message, it.id(&provider.tasks));
        let opcodes = order::owners_first(declared, id, provider.number, context);
        xml.list("opcodes", opcodes, |xml, it| {
            let attributes = [
                ("name", Some(it.name.clone())),
                ("value", Some(it.value.to_string())),
                ("message", context.message(it.message)),
            ];
            xml.leaf("opcode", &attributes);
        });
    }
}

/// Groups the opcodes of a provider by their tasks.
pub(super) fn by_task(provider: &Provider) -> BTreeMap<Option<usize>, Vec<&Opcode>> {
    let mut opcodes: BTreeMap<Option<usize>, Vec<&Opcode>> = BTreeMap::new();
    for opcode in &provider.opcodes {
        opcodes.entry(opcode.task).or_default().push(opcode);
    }
    opcodes
}
