//! The message ids that mc.exe derives from the uses of a string, and names for strings derived from their ids.

/// The message id that a use gives its string, without the bits of the provider.
#[derive(Clone, Copy)]
pub(super) enum MessageId {
    Exact(u32),
    /// The top byte; the rest counts up.
    Counted(u32),
    /// Of a classic event, or an event in a global log: with its version, or just the id of the event.
    Event(u32, u32),
}

/// The bits of the provider.
const PROVIDER: u32 = 0x0F00_0000;

impl MessageId {
    /// Returns `true` if this use gives the id `id` in the provider with this index.
    pub(super) fn gives(self, id: u32, provider: usize) -> bool {
        let bare = id & !PROVIDER;
        let own = match self {
            Self::Exact(exact) => bare == exact,
            Self::Counted(kind) => bare >> 24 == kind,
            Self::Event(full, short) => bare == full || bare == short,
        };
        own && (id & PROVIDER) >> 24 == u32::try_from(provider % 16).unwrap_or(0)
    }
}

/// Returns a name for the string with this id. No predefined item's string has such a name.
pub(super) fn string_name(id: u32) -> String {
    let provider = (id & PROVIDER) >> 24;
    let low = id & 0xFFFF;
    let middle = id >> 16 & 0xFF;
    let name = match (id & !PROVIDER) >> 24 {
        0x10 => format!("keyword.{low}"),
        0x30 if middle == 0 => format!("opcode.{low}"),
        0x30 => format!("task{middle}.opcode.{low}"),
        0x50 if middle == 0x80 => format!("filter.{}.{}", id & 0xFF, id >> 8 & 0xFF),
        0x50 => format!("level.{low}"),
        0x70 => format!("task.{low}"),
        0x90 if low == 1 => "provider.1".to_owned(),
        0x90 => format!("channel.{low}"),
        0xB0 if middle == 0 => format!("event.{low}"),
        0xB0 => format!("event.{low}.{middle}"),
        0xD0 => format!("value.{low}"),
        0xF0 => format!("bit.{low}"),
        _ => return format!("message.{id:08X}"),
    };
    match provider {
        0 => name,
        _ => format!("provider{}.{name}", provider + 1),
    }
}
