//! The offsets of items, which other sections refer to.

use crate::model::{Channel, Keyword, Level, Map, Opcode, Task, Template};
use crate::resource::bytes::Offset;

/// The offsets of a provider's items, in the order of the model, for the sections that refer to them.
#[derive(Default)]
pub(super) struct Offsets {
    pub(super) channels: Vec<Offset<Channel>>,
    pub(super) maps: Vec<Offset<Map>>,
    pub(super) templates: Vec<Offset<Template>>,
    pub(super) opcodes: Vec<Offset<Opcode>>,
    pub(super) levels: Vec<Offset<Level>>,
    pub(super) tasks: Vec<Offset<Task>>,
    pub(super) keywords: Vec<Offset<Keyword>>,
}
