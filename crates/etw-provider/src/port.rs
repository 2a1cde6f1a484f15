//! [`Port`]: a network port.

/// A TCP or UDP port in the byte order of the host; the payload carries it big endian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port(pub u16);

impl From<u16> for Port {
    fn from(port: u16) -> Self {
        Self(port)
    }
}
