//! Filters.

use super::context::Context;
use super::error::Result;
use super::message_id::MessageId;
use super::provider::Provider;
use super::reader::Reader;
use super::section::{List, Offsets};
use super::strings::{StringIndex, Strings};
use crate::xml::writer::Xml;

pub(super) const LIST: List = List {
    number: 9,
    what: "filter",
    header: 16,
    entry: 16,
};

pub(super) struct Filter {
    pub(super) name: String,
    value: u8,
    version: u8,
    template: Option<usize>,
    pub(super) message: Option<StringIndex>,
}

impl Filter {
    pub(super) fn read(
        reader: &Reader,
        at: usize,
        templates: &Offsets,
        strings: &mut Strings,
    ) -> Result<Self> {
        Ok(Self {
            name: reader.sized_utf16(reader.size(at + 8)?)?,
            value: reader.u8(at)?,
            version: reader.u8(at + 1)?,
            template: templates.find(reader, at + 12)?,
            message: strings.message(reader.u32(at + 4)?),
        })
    }

    pub(super) fn id(&self) -> MessageId {
        let version = u32::from(self.version) << 8;
        MessageId::Exact(0x5080_0000 | version | u32::from(self.value))
    }
}

pub(super) fn write(xml: &mut Xml, provider: &Provider, context: &Context) {
    xml.list("filters", &provider.filters, |xml, it| {
        let template = it
            .template
            .map(|index| provider.templates[index].tid.clone());
        let attributes = [
            ("name", Some(it.name.clone())),
            ("value", Some(it.value.to_string())),
            ("version", Some(it.version.to_string())),
            ("tid", template),
            ("message", context.message(it.message)),
        ];
        xml.leaf("filter", &attributes);
    });
}
