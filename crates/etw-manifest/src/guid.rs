//! A 128-bit identifier as manifests write it and as Windows stores it.

use std::fmt;

/// A GUID. [`Display`](fmt::Display) writes it as Windows does: lower case, in braces.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Guid(u128);

impl Guid {
    /// All bits zero.
    pub const ZERO: Self = Self(0);

    /// From the digits as one number, in the order in which they are written.
    #[must_use]
    pub const fn from_u128(digits: u128) -> Self {
        Self(digits)
    }

    /// The digits as one number, in the order in which they are written.
    #[must_use]
    pub const fn to_u128(self) -> u128 {
        self.0
    }

    /// Reads `{8-4-4-4-12}` hexadecimal digits; the braces may be absent.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inner = match text.strip_prefix('{') {
            Some(rest) => rest.strip_suffix('}')?,
            None => text,
        };
        let well_formed = inner.len() == 36
            && inner.bytes().enumerate().all(|(index, byte)| match index {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            });
        let digits = well_formed.then(|| inner.replace('-', ""))?;
        u128::from_str_radix(&digits, 16).ok().map(Self)
    }

    /// The 16 bytes in Windows memory order: three little-endian numbers, then eight bytes as written.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        let b = self.0.to_be_bytes();
        [
            b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13],
            b[14], b[15],
        ]
    }

    /// The inverse of [`to_bytes`](Self::to_bytes).
    #[must_use]
    pub const fn from_bytes(b: [u8; 16]) -> Self {
        Self(u128::from_be_bytes([
            b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13],
            b[14], b[15],
        ]))
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:032x}", self.0);
        let groups = [
            &digits[..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..20],
            &digits[20..],
        ];
        write!(formatter, "{{{}}}", groups.join("-"))
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::Guid;

    const TEXT: &str = "{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}";

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(Guid::parse(TEXT).unwrap().to_string(), TEXT);
        assert_eq!(Guid::parse(&TEXT[1..37]), Guid::parse(TEXT));
    }

    #[test]
    fn memory_order_is_that_of_windows() {
        let bytes = Guid::parse(TEXT).unwrap().to_bytes();
        assert_eq!(bytes[..8], [0xf6, 0xf5, 0x51, 0xc6, 0x0d, 0x1c, 0x2e, 0x49]);
        assert_eq!(Guid::from_bytes(bytes), Guid::parse(TEXT).unwrap());
    }

    #[test]
    fn refuses_what_is_not_a_guid() {
        for text in [
            "",
            "{}",
            "c651f5f6",
            &TEXT[..37],
            &TEXT.replace('5', "g"),
            "{é}",
        ] {
            assert_eq!(Guid::parse(text), None, "{text}");
        }
    }
}
