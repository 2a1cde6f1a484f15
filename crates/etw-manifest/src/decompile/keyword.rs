//! Keywords.

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
    number: 3,
    what: "keyword",
    header: 12,
    entry: 16,
};

pub(super) struct Keyword {
    pub(super) name: String,
    pub(super) mask: u64,
    pub(super) message: Option<StringIndex>,
    pub(super) predefined: Option<&'static Predefined>,
}

impl Keyword {
    pub(super) fn read(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Self> {
        let mask = reader.u64(at)?;
        let name = reader.sized_utf16(reader.size(at + 12)?)?;
        Ok(Self {
            predefined: predefined::find(winmeta::KEYWORDS, &name, mask),
            name,
            mask,
            message: strings.message(reader.u32(at + 8)?),
        })
    }

    pub(super) fn id(&self) -> MessageId {
        MessageId::Exact(0x1000_0000 | (64 - self.mask.leading_zeros()))
    }
}

/// Writes the declared keywords.
pub(super) fn write(xml: &mut Xml, provider: &Provider, context: &Context) {
    let keywords = provider.keywords.iter();
    let declared = keywords.filter(|it| it.predefined.is_none());
    let id = |it: &Keyword| (it.message, it.id());
    let keywords = order::owners_first(declared, id, provider.number, context);
    xml.list("keywords", keywords, |xml, it| {
        let attributes = [
            ("name", Some(it.name.clone())),
            ("mask", Some(format!("{:#018x}", it.mask))),
            ("message", context.message(it.message)),
        ];
        xml.leaf("keyword", &attributes);
    });
}
