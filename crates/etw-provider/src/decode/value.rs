//! [`Value`]: one value of a payload, of any type.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

use super::{DecodeError, Elements, Fields, PayloadReader};
use crate::{AnsiText, DateTime, FileTime, Guid, InType, OutType, Port, Sid, Text};

/// A value of a payload. `Display` shows it plainly, for logs and tests; for messages see [`Renderer`](crate::Renderer).
#[derive(Clone)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A Unicode string.
    Unicode(Text<'a>),
    /// An ANSI string.
    Ansi(AnsiText<'a>),
    /// A signed integer of any width.
    Signed(i64),
    /// An unsigned integer of any width.
    Unsigned(u64),
    /// An unsigned integer that is shown in hexadecimal, or a pointer.
    Hex(u64),
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
    /// A `FILETIME`.
    FileTime(FileTime),
    /// A `SYSTEMTIME`.
    DateTime(DateTime),
    /// A security identifier.
    Sid(Sid<'a>),
    /// A port.
    Port(Port),
    /// An IPv4 address.
    IPv4(Ipv4Addr),
    /// An IPv6 address.
    IPv6(Ipv6Addr),
    /// The fields of a structure.
    Struct(Fields<'a>),
    /// The elements of a field with a count.
    Array(Elements<'a>),
}

impl<'a> Value<'a> {
    /// Reads one value of a field with this length, or without one.
    pub(crate) fn read(
        reader: &mut PayloadReader<'a>,
        in_type: InType,
        out_type: OutType,
        length: Option<usize>,
    ) -> Self {
        match (in_type, out_type) {
            (InType::UnicodeString, _) => Self::Unicode(match length {
                Some(length) => reader.unicode_counted(length),
                None => reader.unicode_string(),
            }),
            (InType::AnsiString, _) => Self::Ansi(match length {
                Some(length) => reader.ansi_counted(length),
                None => reader.ansi_string(),
            }),
            // "If the length of a field is unspecified … but the field's InType is BINARY and its OutType is IPV6,
            // the field's length should be assumed to be 16 bytes." (tdh.h)
            (InType::Binary, OutType::IPv6) if matches!(length, None | Some(16)) => {
                Self::IPv6(reader.ipv6())
            }
            (InType::Binary, _) => Self::Binary(match length {
                Some(length) => reader.bytes(length),
                None => reader.fail_with(DecodeError::UnknownExtent, &[]),
            }),
            (InType::CountedUnicodeString, _) => Self::Unicode(reader.counted_unicode_string()),
            (InType::CountedAnsiString, _) => Self::Ansi(reader.counted_ansi_string()),
            (InType::CountedBinary, _) => Self::Binary(reader.counted_binary()),
            (InType::Sid, _) => Self::Sid(reader.sid()),
            _ => Self::read_fixed(reader, in_type, out_type),
        }
    }

    /// Reads a value whose type has a fixed size.
    fn read_fixed(reader: &mut PayloadReader<'a>, in_type: InType, out_type: OutType) -> Self {
        match (in_type, out_type) {
            (InType::UInt8, OutType::Boolean) => Self::Boolean(reader.bool8()),
            (InType::UInt16, OutType::Port) => Self::Port(reader.port()),
            (InType::UInt32, OutType::IPv4) => Self::IPv4(reader.ipv4()),
            (InType::Int8, _) => Self::Signed(reader.i8().into()),
            (InType::UInt8, _) => Self::unsigned(reader.u8(), out_type),
            (InType::Int16, _) => Self::Signed(reader.i16().into()),
            (InType::UInt16, _) => Self::unsigned(reader.u16(), out_type),
            (InType::Int32, _) => Self::Signed(reader.i32().into()),
            (InType::UInt32, _) => Self::unsigned(reader.u32(), out_type),
            (InType::Int64, _) => Self::Signed(reader.i64()),
            (InType::UInt64, _) => Self::unsigned(reader.u64(), out_type),
            (InType::Float, _) => Self::Float(reader.f32()),
            (InType::Double, _) => Self::Double(reader.f64()),
            (InType::Boolean, _) => Self::Boolean(reader.bool32()),
            (InType::Guid, _) => Self::Guid(reader.guid()),
            (InType::Pointer, _) => Self::Hex(reader.pointer()),
            (InType::FileTime, _) => Self::FileTime(reader.file_time()),
            (InType::SystemTime, _) => Self::DateTime(reader.date_time()),
            (InType::HexInt32, _) => Self::Hex(reader.u32().into()),
            (InType::HexInt64, _) => Self::Hex(reader.u64()),
            // `read` has read the other types.
            _ => reader.fail_with(DecodeError::UnknownExtent, Self::Unsigned(0)),
        }
    }

    fn unsigned(value: impl Into<u64>, out_type: OutType) -> Self {
        match out_type {
            OutType::HexInt8
            | OutType::HexInt16
            | OutType::HexInt32
            | OutType::HexInt64
            | OutType::NtStatus
            | OutType::CodePointer => Self::Hex(value.into()),
            _ => Self::Unsigned(value.into()),
        }
    }

    /// Returns the value as a count or length of another field.
    pub(crate) fn as_extent(&self) -> Option<usize> {
        match *self {
            Self::Unsigned(value) | Self::Hex(value) => usize::try_from(value).ok(),
            _ => None,
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unicode(text) => text.fmt(formatter),
            Self::Ansi(text) => text.fmt(formatter),
            Self::Signed(value) => value.fmt(formatter),
            Self::Unsigned(value) => value.fmt(formatter),
            Self::Hex(value) => write!(formatter, "{value:#X}"),
            Self::Float(value) => value.fmt(formatter),
            Self::Double(value) => value.fmt(formatter),
            Self::Boolean(value) => value.fmt(formatter),
            Self::Binary(bytes) => bytes
                .iter()
                .try_for_each(|byte| write!(formatter, "{byte:02X}")),
            Self::Guid(guid) => guid.fmt(formatter),
            Self::FileTime(time) => time.fmt(formatter),
            Self::DateTime(time) => time.fmt(formatter),
            Self::Sid(sid) => sid.fmt(formatter),
            Self::Port(Port(port)) => port.fmt(formatter),
            Self::IPv4(address) => address.fmt(formatter),
            Self::IPv6(address) => address.fmt(formatter),
            Self::Struct(fields) => fields.fmt(formatter),
            Self::Array(elements) => elements.fmt(formatter),
        }
    }
}

/// Shows texts in quotes, and other values as `Display` does.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unicode(text) => text.fmt(formatter),
            Self::Ansi(text) => text.fmt(formatter),
            Self::Struct(fields) => fields.fmt(formatter),
            Self::Array(elements) => elements.fmt(formatter),
            _ => fmt::Display::fmt(self, formatter),
        }
    }
}
