//! [`Guid`]: the 128-bit identifier of providers, activities and tasks.

use core::fmt;

/// A GUID in the layout of the Windows `GUID` structure.
///
/// ```
/// use etw_provider::Guid;
///
/// const ID: Guid = Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503);
/// assert_eq!(ID.to_string(), "{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}");
/// assert_eq!("{C651F5F6-1C0D-492E-8AE1-B4EFD7C9D503}".parse(), Ok(ID));
/// assert_eq!(ID.to_bytes()[..4], [0xf6, 0xf5, 0x51, 0xc6]);
/// ```
#[repr(C, align(4))]
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Guid([u8; 16]);

impl Guid {
    /// The GUID of zeros, which ETW reads as "no activity".
    pub const ZERO: Self = Self([0; 16]);

    /// Takes the digits in the order in which a GUID is written.
    #[must_use]
    pub const fn from_u128(digits: u128) -> Self {
        Self(swap_fields(digits.to_be_bytes()))
    }

    /// Takes the fields of the Windows structure.
    #[must_use]
    pub const fn from_fields(data1: u32, data2: u16, data3: u16, data4: [u8; 8]) -> Self {
        let head = (data1 as u128) << 96 | (data2 as u128) << 80 | (data3 as u128) << 64;
        Self::from_u128(head | u64::from_be_bytes(data4) as u128)
    }

    /// Takes the 16 bytes of the Windows structure in memory, as an event payload holds them.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Returns the digits in the order in which a GUID is written.
    #[must_use]
    pub const fn to_u128(self) -> u128 {
        u128::from_be_bytes(swap_fields(self.0))
    }

    /// Returns the 16 bytes of the Windows structure in memory, where the first three fields are little endian.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }

    /// Reads the written form, with or without braces, in either case; `None` for any other text.
    #[must_use]
    pub const fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let digits = if let [b'{', inner @ .., b'}'] = bytes {
            inner
        } else {
            bytes
        };
        if digits.len() != 36 {
            return None;
        }
        let (mut value, mut index) = (0, 0);
        while index < digits.len() {
            value = match (index, digits[index]) {
                (8 | 13 | 18 | 23, b'-') => value,
                (8 | 13 | 18 | 23, _) => return None,
                (_, digit) => match (digit as char).to_digit(16) {
                    Some(digit) => value << 4 | digit as u128,
                    None => return None,
                },
            };
            index += 1;
        }
        Some(Self::from_u128(value))
    }
}

/// Converts the written order of bytes to the memory order of Windows, and back.
const fn swap_fields(mut bytes: [u8; 16]) -> [u8; 16] {
    bytes.swap(0, 3);
    bytes.swap(1, 2);
    bytes.swap(4, 5);
    bytes.swap(6, 7);
    bytes
}

/// Writes the GUID as Windows does: lower case, in braces.
impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("{")?;
        for (index, byte) in swap_fields(self.0).iter().enumerate() {
            let separator = if matches!(index, 4 | 6 | 8 | 10) {
                "-"
            } else {
                ""
            };
            write!(formatter, "{separator}{byte:02x}")?;
        }
        formatter.write_str("}")
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// The error for a text that is not a [`Guid`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseGuidError;

impl fmt::Display for ParseGuidError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a GUID has 32 hexadecimal digits in groups of 8-4-4-4-12")
    }
}

impl core::error::Error for ParseGuidError {}

impl core::str::FromStr for Guid {
    type Err = ParseGuidError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or(ParseGuidError)
    }
}

#[cfg(test)]
mod tests {
    use super::Guid;

    const ID: Guid = Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503);

    #[test]
    fn memory_order_swaps_the_first_three_fields() {
        let bytes = *b"\xf6\xf5\x51\xc6\x0d\x1c\x2e\x49\x8a\xe1\xb4\xef\xd7\xc9\xd5\x03";
        assert_eq!(ID.to_bytes(), bytes);
        assert_eq!(Guid::from_bytes(bytes), ID);
        assert_eq!(Guid::from_u128(ID.to_u128()), ID);
        let data4 = [0x8a, 0xe1, 0xb4, 0xef, 0xd7, 0xc9, 0xd5, 0x03];
        assert_eq!(Guid::from_fields(0xc651_f5f6, 0x1c0d, 0x492e, data4), ID);
    }

    #[test]
    fn parse_takes_braces_and_either_case() {
        assert_eq!(
            Guid::parse("c651f5f6-1c0d-492e-8ae1-b4efd7c9d503"),
            Some(ID)
        );
        assert_eq!(
            Guid::parse("{C651F5F6-1C0D-492E-8AE1-B4EFD7C9D503}"),
            Some(ID)
        );
    }

    #[test]
    fn parse_refuses_what_is_not_a_guid() {
        for text in [
            "",
            "{}",
            "{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503",
            "c651f5f61c0d492e8ae1b4efd7c9d503",
            "c651f5f6-1c0d-492e-8ae1-b4efd7c9d50",
            "c651f5f6-1c0d-492e-8ae1-b4efd7c9d50g",
            "c651f5f6+1c0d-492e-8ae1-b4efd7c9d503",
            "+651f5f6-1c0d-492e-8ae1-b4efd7c9d503",
        ] {
            assert_eq!(Guid::parse(text), None, "{text}");
        }
    }
}
