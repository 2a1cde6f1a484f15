//! [`EventDescriptor`]: the numbers that identify an event and decide who sees it.

/// The standard properties of an event, in the layout of the Windows `EVENT_DESCRIPTOR`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EventDescriptor {
    /// Identifies the event within its provider, together with `version`.
    pub id: u16,
    /// Counts revisions of the event's fields.
    pub version: u8,
    /// The channel that the event is delivered to; 0 if none.
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
