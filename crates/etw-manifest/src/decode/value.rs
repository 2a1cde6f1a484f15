//! A value of a payload.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::error::DecodeError;
use super::reader::Reader;
use crate::guid::Guid;
use crate::model::{InType, OutType};

/// An item of the template and its value.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Item<'a> {
    /// The item's name.
    pub name: &'a str,
    /// Its value in the payload.
    pub value: Value<'a>,
}

/// A value of a payload.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A Unicode string; U+FFFD stands for half a character.
    Text(String),
    /// An ANSI string, in the encoding of the provider.
    Ansi(&'a [u8]),
    /// A signed integer of any width.
    Signed(i64),
    /// An unsigned integer of any width, also if it is shown as an error code or in hexadecimal.
    Unsigned(u64),
    /// A pointer.
    Pointer(u64),
    /// A `win:Float`.
    Float(f32),
    /// A `win:Double`.
    Double(f64),
    /// A boolean of either width.
    Boolean(bool),
    /// Bytes.
    Binary(&'a [u8]),
    /// A GUID.
    Guid(Guid),
    /// Steps of 100 ns since 1601.
    FileTime(u64),
    /// Year, month, day of the week, day, hour, minute, second, millisecond.
    SystemTime([u16; 8]),
    /// A security identifier in its binary form.
    Sid(&'a [u8]),
    /// A port.
    Port(u16),
    /// An IPv4 address.
    IPv4(Ipv4Addr),
    /// An IPv6 address.
    IPv6(Ipv6Addr),
    /// The items of a structure.
    Struct(Vec<Item<'a>>),
    /// The elements of an item with a count.
    Array(Vec<Value<'a>>),
}

impl<'a> Value<'a> {
    /// Reads a value; `length` is that of the item, if it has one.
    pub(super) fn read(
        in_type: InType,
        out_type: OutType,
        length: Option<usize>,
        reader: &mut Reader<'a>,
    ) -> Result<Self, DecodeError> {
        Ok(match in_type {
            InType::UnicodeString => Self::Text(utf16(match length {
                Some(units) => reader.bytes(units.saturating_mul(2))?,
                None => reader.unicode_string()?,
            })),
            InType::AnsiString => Self::Ansi(match length {
                Some(bytes) => reader.bytes(bytes)?,
                None => reader.ansi_string()?,
            }),
            InType::Binary if out_type == OutType::IPv6 && matches!(length, None | Some(16)) => {
                Self::IPv6(reader.array::<16>()?.into())
            }
            InType::Binary => Self::Binary(reader.bytes(length.unwrap_or(0))?),
            InType::CountedUnicodeString => Self::Text(utf16(reader.counted()?)),
            InType::CountedAnsiString => Self::Ansi(reader.counted()?),
            InType::CountedBinary => Self::Binary(reader.counted()?),
            InType::Sid => Self::Sid(reader.sid()?),
            _ => Self::read_fixed(in_type, out_type, reader)?,
        })
    }

    /// Reads a value of a type with a fixed size.
    fn read_fixed(
        in_type: InType,
        out_type: OutType,
        reader: &mut Reader<'a>,
    ) -> Result<Self, DecodeError> {
        Ok(match (in_type, out_type) {
            (InType::UInt8, OutType::Boolean) => Self::Boolean(reader.array()? != [0]),
            (InType::UInt16, OutType::Port) => Self::Port(u16::from_be_bytes(reader.array()?)),
            (InType::UInt32, OutType::IPv4) => Self::IPv4(reader.array::<4>()?.into()),
            (InType::Int8, _) => Self::Signed(i8::from_le_bytes(reader.array()?).into()),
            (InType::UInt8, _) => Self::Unsigned(u8::from_le_bytes(reader.array()?).into()),
            (InType::Int16, _) => Self::Signed(i16::from_le_bytes(reader.array()?).into()),
            (InType::UInt16, _) => Self::Unsigned(u16::from_le_bytes(reader.array()?).into()),
            (InType::Int32, _) => Self::Signed(i32::from_le_bytes(reader.array()?).into()),
            (InType::UInt32 | InType::HexInt32, _) => {
                Self::Unsigned(u32::from_le_bytes(reader.array()?).into())
            }
            (InType::Int64, _) => Self::Signed(i64::from_le_bytes(reader.array()?)),
            (InType::Float, _) => Self::Float(f32::from_le_bytes(reader.array()?)),
            (InType::Double, _) => Self::Double(f64::from_le_bytes(reader.array()?)),
            (InType::Boolean, _) => Self::Boolean(reader.array()? != [0; 4]),
            (InType::Guid, _) => Self::Guid(Guid::from_bytes(reader.array()?)),
            (InType::Pointer, _) => Self::Pointer(reader.pointer()?),
            (InType::FileTime, _) => Self::FileTime(u64::from_le_bytes(reader.array()?)),
            (InType::SystemTime, _) => Self::SystemTime(system_time(reader.array()?)),
            // UInt64 and HexInt64; `read` has dealt with the others.
            _ => Self::Unsigned(u64::from_le_bytes(reader.array()?)),
        })
    }

    /// Returns the value as the count or length of another item; manifests allow only unsigned integers there.
    pub(super) fn as_extent(&self) -> usize {
        match *self {
            Self::Unsigned(value) => usize::try_from(value).unwrap_or(usize::MAX),
            _ => 0,
        }
    }
}

/// UTF-16LE; an odd byte at the end is left out.
fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2);
    let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units)
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn system_time(bytes: [u8; 16]) -> [u16; 8] {
    std::array::from_fn(|at| u16::from_le_bytes([bytes[2 * at], bytes[2 * at + 1]]))
}
