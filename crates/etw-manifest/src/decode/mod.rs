//! The bytes of an event to values, by the manifest alone: no code is generated, nothing is compiled.
//!
//! The runtime has the same for programs, by the metadata of generated code. The compiler does not depend on it, so that
//! no build pays for it; a test holds the two against each other, byte for byte.

mod reader;
mod value;

pub use value::{Item, Value};

use std::fmt;

use crate::model::{self, Event, Extent, ItemKind, Provider};
use reader::Reader;

/// How wide the pointers of the process are that wrote an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PointerWidth {
    /// 4 bytes: a 32-bit process.
    Four,
    /// 8 bytes: a 64-bit process.
    Eight,
}

/// Why bytes are not the payload of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum DecodeError {
    /// The payload ends within a value.
    Truncated,
    /// The payload goes on behind the last item.
    TrailingBytes,
    /// The bytes of a security identifier are not one.
    InvalidSid,
    /// The items claim more than 65,535 elements that have no bytes.
    TooMany,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Truncated => "the payload ends within a value",
            Self::TrailingBytes => "the payload goes on behind the last item",
            Self::InvalidSid => "not a security identifier",
            Self::TooMany => "more empty elements than there can be",
        })
    }
}

impl std::error::Error for DecodeError {}

impl Provider {
    /// The event with this id and version.
    #[must_use]
    pub fn event(&self, id: u16, version: u8) -> Option<&Event> {
        let mut events = self.events.iter();
        events.find(|event| event.id == id && event.version == version)
    }

    /// The values of an event's items, in order. Any bytes will do: what is not a payload is an error.
    ///
    /// # Errors
    /// Why the bytes are not the payload of this event.
    pub fn decode<'a>(
        &'a self,
        event: &Event,
        payload: &'a [u8],
        pointers: PointerWidth,
    ) -> Result<Vec<Item<'a>>, DecodeError> {
        let items = event
            .template
            .map_or(&[][..], |template| &self.templates[template].items);
        let mut reader = Reader::new(payload, pointers);
        let decoded = decode_items(items, &mut reader)?;
        reader.finish()?;
        Ok(decoded)
    }
}

fn decode_items<'a>(
    items: &'a [model::Item],
    reader: &mut Reader<'a>,
) -> Result<Vec<Item<'a>>, DecodeError> {
    let mut decoded: Vec<Item<'a>> = Vec::with_capacity(items.len());
    for item in items {
        let extent = |extent| match extent {
            Extent::None => None,
            Extent::Constant(number) => Some(usize::from(number)),
            Extent::Item(at) => Some(decoded[at].value.as_extent()),
        };
        let length = extent(item.length);
        let value = match extent(item.count) {
            Some(count) => Value::Array(elements(item, count, length, reader)?),
            None => element(item, length, reader)?,
        };
        let name = item.name.as_str();
        decoded.push(Item { name, value });
    }
    Ok(decoded)
}

fn elements<'a>(
    item: &'a model::Item,
    count: usize,
    length: Option<usize>,
    reader: &mut Reader<'a>,
) -> Result<Vec<Value<'a>>, DecodeError> {
    let mut elements = Vec::new();
    for _ in 0..count {
        let before = reader.remaining();
        elements.push(element(item, length, reader)?);
        if reader.remaining() == before {
            reader.count_empty()?;
        }
    }
    Ok(elements)
}

fn element<'a>(
    item: &'a model::Item,
    length: Option<usize>,
    reader: &mut Reader<'a>,
) -> Result<Value<'a>, DecodeError> {
    match &item.kind {
        ItemKind::Struct(items) => decode_items(items, reader).map(Value::Struct),
        ItemKind::Value {
            in_type, out_type, ..
        } => Value::read(*in_type, *out_type, length, reader),
    }
}
