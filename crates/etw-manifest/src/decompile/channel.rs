//! Channels, declared, imported, or named by events.

use super::context::Context;
use super::error::Result;
use super::message_id::MessageId;
use super::provider::Provider;
use super::reader::Reader;
use super::section::List;
use super::strings::{StringIndex, Strings};
use crate::winmeta::{self, Predefined};
use crate::xml::writer::Xml;

pub(super) const LIST: List = List {
    number: 5,
    what: "channel",
    header: 12,
    entry: 16,
};

pub(super) struct Channel {
    pub(super) name: String,
    pub(super) value: u8,
    pub(super) message: Option<StringIndex>,
    pub(super) origin: Origin,
    /// The channel of Windows with this name, unless the provider declares it.
    pub(super) predefined: Option<&'static Predefined>,
}

/// Tells people and `diff` which attributes are not known. Programs other than ours skip it like a comment.
const NOT_IN_RESOURCES: &str =
    "<?guessed type: resources hold neither the type nor enabled, isolation and access?>";

/// Where a channel comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Declared,
    Imported,
    /// A predefined channel that an event names without importing it.
    Implicit,
}

impl Channel {
    pub(super) fn read(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Self> {
        let name = reader.sized_utf16(reader.size(at + 4)?)?;
        let origin = match reader.u32(at)? & 1 {
            0 => Origin::Declared,
            _ => Origin::Imported,
        };
        let predefined = winmeta::find(winmeta::CHANNELS, &name);
        Ok(Self {
            name,
            value: reader.u8(at + 8)?,
            message: strings.message(reader.u32(at + 12)?),
            origin,
            predefined: predefined.filter(|_| origin == Origin::Imported),
        })
    }

    pub(super) fn id() -> MessageId {
        MessageId::Counted(0x90)
    }

    /// Returns the part of the name before the slash, which is usually the name of the provider.
    pub(super) fn stem(&self) -> Option<&str> {
        let (stem, _) = self.name.split_once('/')?;
        (self.origin == Origin::Declared).then_some(stem)
    }

    /// Resources have no channel types; the last part of the name usually is one. Admin channels have rules that events may
    /// break.
    fn kind(&self) -> &'static str {
        match self.name.rsplit('/').next() {
            Some("Analytic") => "Analytic",
            Some("Debug") => "Debug",
            _ => "Operational",
        }
    }
}

/// An imported channel adds a keyword bit to its events; a predefined one that events just name does not.
pub(super) fn mark_implicit(provider: &mut Provider) {
    for event in &provider.events {
        let Some(index) = event.channel else { continue };
        let channel = &mut provider.channels[index];
        let bit = (1 << 63) >> index.min(63);
        if channel.predefined.is_some() && event.keyword_mask & bit == 0 {
            channel.origin = Origin::Implicit;
        }
    }
}

/// Writes the channels that are declared or imported.
pub(super) fn write(xml: &mut Xml, provider: &Provider, context: &Context) {
    let channels = provider.channels.iter();
    let written = channels.filter(|it| it.origin != Origin::Implicit);
    xml.list("channels", written, |xml, channel| {
        if channel.origin == Origin::Declared {
            let attributes = [
                ("name", Some(channel.name.clone())),
                ("type", Some(channel.kind().to_owned())),
                ("value", Some(channel.value.to_string())),
                ("message", context.message(channel.message)),
            ];
            xml.element("channel", &attributes, |xml| xml.raw(NOT_IN_RESOURCES));
        } else {
            let name = || Some(channel.name.clone());
            xml.leaf("importChannel", &[("name", name()), ("chid", name())]);
        }
    });
}
