//! [`EventDescriptor`]: the numbers that identify an event and that sessions filter by.

/// The standard properties of an event, in the layout of the Windows `EVENT_DESCRIPTOR`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EventDescriptor {
    /// Identifies the event within its provider, together with `version`.
    pub id: u16,
    /// Counts revisions of the event's fields.
    pub version: u8,
    /// The channel that the event is delivered to; 0 for no channel.
    pub channel: u8,
    /// Severity: 1 critical, 2 error, 3 warning, 4 informational, 5 verbose; 0 passes every filter.
    pub level: u8,
    /// The step of the task, such as 1 start or 2 stop.
    pub opcode: u8,
    /// The component or piece of work that the event belongs to.
    pub task: u16,
    /// The categories that sessions filter by, and the bit of the channel.
    pub keyword: u64,
}

macro_rules! setters {
    ($($field:ident, $setter:ident: $type:ty;)*) => {$(
        #[doc = concat!("Sets the ", stringify!($field), ".")]
        #[must_use]
        pub const fn $setter(self, $field: $type) -> Self {
            Self { $field, ..self }
        }
    )*};
}

/// For generated code.
impl EventDescriptor {
    /// Makes the descriptor of an event whose other numbers are 0.
    #[must_use]
    pub const fn new(id: u16, version: u8) -> Self {
        Self {
            id,
            version,
            channel: 0,
            level: 0,
            opcode: 0,
            task: 0,
            keyword: 0,
        }
    }

    setters! {
        channel, with_channel: u8;
        level, with_level: u8;
        opcode, with_opcode: u8;
        task, with_task: u16;
        keyword, with_keyword: u64;
    }
}

#[cfg(test)]
mod tests {
    use super::EventDescriptor;
    use core::mem::{offset_of, size_of};

    #[test]
    fn the_layout_is_that_of_the_windows_structure() {
        assert_eq!(size_of::<EventDescriptor>(), 16);
        assert_eq!(offset_of!(EventDescriptor, task), 6);
        assert_eq!(offset_of!(EventDescriptor, keyword), 8);
    }
}
