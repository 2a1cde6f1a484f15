//! The unsigned numbers that counts and maps are stored as.

use crate::model::InType;

/// How wide an unsigned number is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Width {
    U8,
    U16,
    U32,
}

impl Width {
    pub(super) const ALL: [Self; 3] = [Self::U8, Self::U16, Self::U32];

    /// The width of an inType that counts or has a map.
    pub(super) const fn of(in_type: InType) -> Self {
        match in_type {
            InType::UInt8 => Self::U8,
            InType::UInt16 => Self::U16,
            _ => Self::U32,
        }
    }

    /// The Rust type, which is also the name of the method that writes it.
    pub(super) const fn primitive(self) -> &'static str {
        match self {
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
        }
    }

    /// Whether a number fits.
    pub(super) const fn holds(self, value: u32) -> bool {
        match self {
            Self::U8 => value <= 0xFF,
            Self::U16 => value <= 0xFFFF,
            Self::U32 => true,
        }
    }
}
