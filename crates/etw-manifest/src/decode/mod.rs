//! Decodes the payload of an event with the manifest alone, without generated code.
//!
//! The runtime decodes with the metadata of generated code. The compiler does not depend on it, so that no build pays for
//! it; a test compares the two.

mod error;
mod reader;
mod value;

pub use error::DecodeError;
pub use reader::PointerWidth;
pub use value::{Item, Value};

use crate::model::{self, Event, Extent, ItemKind, Provider};
use reader::Reader;

impl Provider {
    /// Returns the event with this id and version.
    #[must_use]
    pub fn event(&self, id: u16, version: u8) -> Option<&Event> {
        let mut events = self.events.iter();
        events.find(|event| event.id == id && event.version == version)
    }

    /// Decodes the payload of an event to the values of its items, in order. Any bytes are safe to pass.
    ///
    /// # Errors
    /// The bytes are not a payload of this event.
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
