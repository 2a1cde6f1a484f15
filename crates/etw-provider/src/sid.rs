//! [`Sid`]: a borrowed Windows security identifier.

use core::fmt;

/// A security identifier in its binary form: 8 bytes, then 4 for each sub-authority.
///
/// ```
/// use etw_provider::Sid;
///
/// let local_system = Sid::new(&[1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0]).unwrap();
/// assert_eq!(local_system.to_string(), "S-1-5-18");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sid<'a>(&'a [u8]);

impl<'a> Sid<'a> {
    /// The largest number of sub-authorities.
    pub const MAX_SUB_AUTHORITIES: usize = 15;

    /// The identifier that a [`PayloadReader`](crate::PayloadReader) returns after an error.
    pub(crate) const EMPTY: Self = Self(&[Self::REVISION, 0, 0, 0, 0, 0, 0, 0]);

    const REVISION: u8 = 1;
    const HEADER: usize = 8;

    /// Checks that the bytes are exactly one security identifier; `None` if they are not.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Option<Self> {
        match Self::size_at_start(bytes) {
            Some(size) if size == bytes.len() => Some(Self(bytes)),
            _ => None,
        }
    }

    /// Splits off the security identifier that `bytes` begin with, and returns it with the rest.
    #[must_use]
    pub const fn split_from(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        match Self::size_at_start(bytes) {
            Some(size) if size <= bytes.len() => {
                let (sid, rest) = bytes.split_at(size);
                Some((Self(sid), rest))
            }
            _ => None,
        }
    }

    /// Returns the binary form.
    #[must_use]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    const fn size_at_start(bytes: &[u8]) -> Option<usize> {
        match bytes {
            [Self::REVISION, count, ..] if *count as usize <= Self::MAX_SUB_AUTHORITIES => {
                Some(Self::HEADER + *count as usize * 4)
            }
            _ => None,
        }
    }

    fn authority(&self) -> u64 {
        self.0[2..Self::HEADER]
            .iter()
            .fold(0, |value, &byte| value << 8 | u64::from(byte))
    }

    fn sub_authorities(&self) -> impl Iterator<Item = u32> {
        let groups = self.0[Self::HEADER..].chunks_exact(4);
        groups.map(|group| u32::from_le_bytes([group[0], group[1], group[2], group[3]]))
    }
}

impl fmt::Display for Sid<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Windows writes an authority of more than 32 bits in hexadecimal.
        match u32::try_from(self.authority()) {
            Ok(authority) => write!(formatter, "S-1-{authority}")?,
            Err(_) => write!(formatter, "S-1-0x{:012X}", self.authority())?,
        }
        self.sub_authorities()
            .try_for_each(|value| write!(formatter, "-{value}"))
    }
}

impl fmt::Debug for Sid<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sid({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::Sid;
    use std::string::ToString;

    const ADMINISTRATORS: [u8; 16] = *b"\x01\x02\0\0\0\0\0\x05\x20\0\0\0\x20\x02\0\0";

    #[test]
    fn it_is_written_as_windows_writes_it() {
        assert_eq!(
            Sid::new(&ADMINISTRATORS).unwrap().to_string(),
            "S-1-5-32-544"
        );
        let large = Sid::new(&[1, 0, 1, 0, 0, 0, 0, 0]).unwrap();
        assert_eq!(large.to_string(), "S-1-0x010000000000");
    }

    #[test]
    fn the_bytes_must_be_exactly_one_identifier() {
        assert_eq!(Sid::new(&ADMINISTRATORS[..15]), None);
        assert_eq!(Sid::new(&[]), None);
        assert_eq!(Sid::new(&[2, 0, 0, 0, 0, 0, 0, 0]), None);
        assert_eq!(Sid::new(&[1; 100]), None);
        assert_eq!(Sid::new(&[[1, 16].as_slice(), &[0; 70]].concat()), None);
    }

    #[test]
    fn the_first_of_several_is_split_off() {
        let bytes = [ADMINISTRATORS.as_slice(), &[7, 8]].concat();
        let (sid, rest) = Sid::split_from(&bytes).unwrap();
        assert_eq!(
            (sid.as_bytes(), rest),
            (ADMINISTRATORS.as_slice(), [7, 8].as_slice())
        );
        assert!(Sid::split_from(&ADMINISTRATORS[..9]).is_none());
    }
}
