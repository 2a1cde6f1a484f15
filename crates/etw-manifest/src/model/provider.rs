//! A provider: the source of events, with all their definitions.

use crate::guid::Guid;
use crate::model::{
    Channel, Event, Filter, Keyword, Level, Map, Opcode, PatternMap, StringIndex, Task, Template,
};
use crate::source::Span;

/// `<traits>`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Traits {
    /// The provider group to join.
    pub(crate) group_guid: Option<Guid>,
    /// Whether the generated code hands the provider's name to ETW.
    pub(crate) include_name: bool,
}

/// A provider.
#[derive(Clone, Debug)]
pub struct Provider {
    pub(crate) name: String,
    pub(crate) guid: Guid,
    pub(crate) symbol: String,
    pub(crate) resource_file: Option<String>,
    pub(crate) message_file: Option<String>,
    pub(crate) parameter_file: Option<String>,
    pub(crate) help_link: Option<String>,
    pub(crate) control_guid: Option<Guid>,
    pub(crate) traits: Option<Traits>,
    pub(crate) message: Option<StringIndex>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) levels: Vec<Level>,
    pub(crate) tasks: Vec<Task>,
    /// The provider's own first, then task by task, then predefined ones.
    pub(crate) opcodes: Vec<Opcode>,
    pub(crate) keywords: Vec<Keyword>,
    /// Value maps and bit maps, in document order.
    pub(crate) maps: Vec<Map>,
    pub(crate) pattern_maps: Vec<PatternMap>,
    pub(crate) templates: Vec<Template>,
    pub(crate) filters: Vec<Filter>,
    pub(crate) events: Vec<Event>,
    /// The start tag.
    pub(crate) span: Span,
    /// The values of `resourceFileName` and `messageFileName`, which a registration replaces.
    pub(crate) resource_file_span: Option<Span>,
    pub(crate) message_file_span: Option<Span>,
}

impl Provider {
    /// The name under which sessions and Event Viewer know it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The identifier with which it registers.
    #[must_use]
    pub const fn guid(&self) -> Guid {
        self.guid
    }

    /// The name of the provider in generated code.
    #[must_use]
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// The channels: declared ones and imported ones in document order, then those that events name without importing them.
    #[must_use]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The levels: declared ones in document order, then those of Windows that events use.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The tasks: declared ones in document order, then that of Windows if events use it.
    #[must_use]
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The opcodes: the provider's own, then task by task, then those of Windows that events use.
    #[must_use]
    pub fn opcodes(&self) -> &[Opcode] {
        &self.opcodes
    }

    /// The keywords: declared ones in document order, then those of Windows that events use.
    #[must_use]
    pub fn keywords(&self) -> &[Keyword] {
        &self.keywords
    }

    /// The events, in document order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }
}
