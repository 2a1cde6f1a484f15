//! The seven numbers by which Windows knows an event.

use crate::model::{Event, Provider};

/// `EVENT_DESCRIPTOR`, as mc.exe writes it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EventDescriptor {
    /// `event/@value`.
    pub id: u16,
    /// `event/@version`.
    pub version: u8,
    /// The channel's number; 0 without a channel, unless the provider has a `controlGuid`.
    pub channel: u8,
    /// 0 without a level.
    pub level: u8,
    /// 0 without an opcode.
    pub opcode: u8,
    /// 0 without a task.
    pub task: u16,
    /// The masks of all keywords, and the channel's bit.
    pub keyword: u64,
}

/// The channel of events without one that must carry the traits of their provider: with a `controlGuid`, a reader
/// knows only by them whose event it is. Observed in headers by mc.exe; in its resources such events have no channel.
const PROVIDER_METADATA: u8 = 12;

impl Provider {
    /// The descriptor with which generated code writes one of this provider's events.
    #[must_use]
    pub fn descriptor(&self, event: &Event) -> EventDescriptor {
        EventDescriptor {
            id: event.id,
            version: event.version,
            channel: match event.channel {
                Some(index) => self.channels[index].value,
                None if self.control_guid.is_some() => PROVIDER_METADATA,
                None => 0,
            },
            level: event.level.map_or(0, |index| self.levels[index].value),
            opcode: event.opcode.map_or(0, |index| self.opcodes[index].value),
            task: event.task.map_or(0, |index| self.tasks[index].value),
            keyword: event.keyword_mask,
        }
    }

    /// Returns the name of an event in the header that mc.exe writes: its symbol, or else one of its numbers.
    #[must_use]
    pub fn header_symbol(&self, event: &Event) -> String {
        let it = self.descriptor(event);
        let numbered = || {
            format!(
                "{}_EVENT_{:#x}_{:x}_{:x}_{:x}_{:x}_{:x}_{:x}",
                self.symbol,
                it.id,
                it.version,
                it.channel,
                it.level,
                it.opcode,
                it.task,
                it.keyword
            )
        };
        event.symbol.clone().unwrap_or_else(numbered)
    }
}
