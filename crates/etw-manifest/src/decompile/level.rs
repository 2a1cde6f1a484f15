//! Levels.

use super::context::Context;
use super::error::Result;
use super::message_id::MessageId;
use super::order;
use super::predefined;
use super::provider::Provider;
use super::reader::Reader;
use super::section::List;
use super::strings::{StringIndex, Strings};
use crate::winmeta::{self, Predefined};
use crate::xml::writer::Xml;

pub(super) const LIST: List = List {
    number: 0,
    what: "level",
    header: 12,
    entry: 12,
};

pub(super) struct Level {
    pub(super) name: String,
    value: u8,
    pub(super) message: Option<StringIndex>,
    pub(super) predefined: Option<&'static Predefined>,
}

impl Level {
    pub(super) fn read(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Self> {
        let value = reader.u8(at)?;
        let name = reader.sized_utf16(reader.size(at + 8)?)?;
        Ok(Self {
            predefined: predefined::find(winmeta::LEVELS, &name, value.into()),
            name,
            value,
            message: strings.message(reader.u32(at + 4)?),
        })
    }

    pub(super) fn id(&self) -> MessageId {
        MessageId::Exact(0x5000_0000 | u32::from(self.value))
    }
}

/// Writes the declared levels.
pub(super) fn write(xml: &mut Xml, provider: &Provider, context: &Context) {
    let levels = provider.levels.iter();
    let declared = levels.filter(|it| it.predefined.is_none());
    let id = |it: &Level| (it.message, it.id());
    let levels = order::owners_first(declared, id, provider.number, context);
    xml.list("levels", levels, |xml, it| {
        let attributes = [
            ("name", Some(it.name.clone())),
            ("value", Some(it.value.to_string())),
            ("message", context.message(it.message)),
        ];
        xml.leaf("level", &attributes);
    });
}
