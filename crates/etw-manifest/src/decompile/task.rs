//! Tasks.

use super::context::Context;
use super::error::Result;
use super::message_id::MessageId;
use super::opcode::{self, Opcode};
use super::predefined;
use super::provider::Provider;
use super::reader::Reader;
use super::section::List;
use super::strings::{StringIndex, Strings};
use crate::guid::Guid;
use crate::winmeta::{self, Predefined};
use crate::xml::writer::Xml;

pub(super) const LIST: List = List {
    number: 1,
    what: "task",
    header: 12,
    entry: 28,
};

pub(super) struct Task {
    pub(super) name: String,
    pub(super) value: u16,
    event_guid: Guid,
    pub(super) message: Option<StringIndex>,
    pub(super) predefined: Option<&'static Predefined>,
}

impl Task {
    pub(super) fn read(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Self> {
        let value = reader.u16(at)?;
        let name = reader.sized_utf16(reader.size(at + 24)?)?;
        Ok(Self {
            predefined: predefined::find(winmeta::TASKS, &name, value.into()),
            name,
            value,
            event_guid: reader.guid(at + 8)?,
            message: strings.message(reader.u32(at + 4)?),
        })
    }

    pub(super) fn id(&self) -> MessageId {
        MessageId::Exact(0x7000_0000 | u32::from(self.value))
    }
}

/// Writes the declared tasks, each with its own opcodes.
pub(super) fn write(xml: &mut Xml, provider: &Provider, context: &Context) {
    let tasks = provider.tasks.iter().enumerate();
    let declared = tasks.filter(|(_, it)| it.predefined.is_none());
    let opcodes = opcode::by_task(provider);
    xml.list("tasks", declared, |xml, (index, it)| {
        let guid = Some(it.event_guid).filter(|guid| *guid != Guid::ZERO);
        let attributes = [
            ("name", Some(it.name.clone())),
            ("value", Some(it.value.to_string())),
            ("eventGUID", guid.map(|it| it.to_string())),
            ("message", context.message(it.message)),
        ];
        if let Some(own) = opcodes.get(&Some(index)) {
            xml.element("task", &attributes, |xml| {
                Opcode::write_all(xml, provider, own, context);
            });
        } else {
            xml.leaf("task", &attributes);
        }
    });
    if let Some(global) = opcodes.get(&None) {
        Opcode::write_all(xml, provider, global, context);
    }
}
