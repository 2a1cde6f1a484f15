//! [`Form`] and [`Layout`]: the encoding of each type, which descriptions and payloads share.

use crate::{Extent, Field, FieldKind, InType, MapKind, OutType};

/// The encoding of an element, and the change that its bytes need.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// This many bytes, unchanged.
    Fixed(u8),
    /// 16 bytes, with the bytes of the first three fields reversed.
    Guid,
    /// 8 bytes that become 12.
    FileTime,
    /// Units of this size up to a NUL, unchanged.
    Terminated(u8),
    /// Units of this size; their number, the length of the field, is written before them.
    Sized(u8),
    /// Units of this size after a count of bytes that becomes one of units.
    Counted(u8),
    /// 16 bytes of an address; their number is written before them. The format also has values of 16 bytes, but decoders do
    /// not show those as addresses.
    Address,
    /// Bytes that contain their number; it is also written before them.
    Sid,
}

impl Form {
    pub(super) const fn of(in_type: InType, out_type: OutType, length: Extent) -> Self {
        let has_length = !matches!(length, Extent::None);
        match in_type {
            InType::UnicodeString if has_length => Self::Sized(2),
            InType::UnicodeString => Self::Terminated(2),
            InType::AnsiString if has_length => Self::Sized(1),
            InType::AnsiString => Self::Terminated(1),
            InType::Binary if matches!(out_type, OutType::IPv6) => Self::Address,
            InType::Binary => Self::Sized(1),
            InType::CountedUnicodeString => Self::Counted(2),
            InType::CountedAnsiString | InType::CountedBinary => Self::Counted(1),
            InType::Sid => Self::Sid,
            InType::Guid => Self::Guid,
            InType::FileTime => Self::FileTime,
            InType::Int8 | InType::UInt8 => Self::Fixed(1),
            InType::Int16 | InType::UInt16 => Self::Fixed(2),
            InType::Int32 | InType::UInt32 | InType::Float | InType::Boolean | InType::HexInt32 => {
                Self::Fixed(4)
            }
            InType::Int64 | InType::UInt64 | InType::Double | InType::HexInt64 => Self::Fixed(8),
            InType::Pointer => Self::Fixed(if size_of::<usize>() == 4 { 4 } else { 8 }),
            InType::SystemTime => Self::Fixed(16),
        }
    }

    /// Returns `true` if the bytes are those that Windows gets.
    const fn stays(self) -> bool {
        matches!(
            self,
            Self::Fixed(_) | Self::Terminated(_) | Self::Counted(1)
        )
    }
}

/// The change that the payload of an event needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The payload matches the description.
    Same,
    /// The payload is encoded again, field by field.
    Different,
    /// The payload becomes one binary field.
    Opaque,
}

/// The largest number of fields of a description, and of a struct in it.
const MAX_FIELDS: usize = 255;
const MAX_STRUCT_FIELDS: usize = 127;
/// The largest depth of structs, without the one level that times need.
const MAX_DEPTH: usize = 7;
/// The largest number of fields of the event and of a chain of nested structs together.
pub(super) const MAX_OPEN_FIELDS: usize = 512;

impl Layout {
    pub(crate) const fn of(fields: &[Field]) -> Self {
        if fields.len() > MAX_FIELDS || !is_expressible(fields, 0, 0) {
            Self::Opaque
        } else if all_stay(fields) {
            Self::Same
        } else {
            Self::Different
        }
    }
}

const fn is_expressible(fields: &[Field], depth: usize, open: usize) -> bool {
    let open = open + fields.len();
    let mut expressible = depth <= MAX_DEPTH && open <= MAX_OPEN_FIELDS;
    let mut at = 0;
    while expressible && at < fields.len() {
        if let FieldKind::Struct(inner) = fields[at].kind() {
            let fits = !inner.is_empty() && inner.len() <= MAX_STRUCT_FIELDS;
            expressible = fits && is_expressible(inner, depth + 1, open);
        }
        at += 1;
    }
    expressible
}

const fn all_stay(fields: &[Field]) -> bool {
    let mut stay = true;
    let mut at = 0;
    while stay && at < fields.len() {
        let field = &fields[at];
        stay = constant_count(field).is_some()
            && match field.kind() {
                FieldKind::Value {
                    in_type, out_type, ..
                } => Form::of(in_type, out_type, field.length()).stays(),
                FieldKind::Struct(inner) => all_stay(inner),
            };
        at += 1;
    }
    stay
}

/// Returns the number of elements if it is in the description; `None` if it is in the payload.
///
/// A description cannot have a count of 0. It could have the count of an array of structs, but the decoder
/// (`tracepoint_decode` 0.5) then misreads the description from the second struct on.
pub(super) const fn constant_count(field: &Field) -> Option<u16> {
    match field.count() {
        Extent::None => Some(1),
        Extent::Constant(count @ 1..) if !becomes_struct(field) => Some(count),
        Extent::Constant(_) | Extent::Field(_) => None,
    }
}

const fn becomes_struct(field: &Field) -> bool {
    matches!(
        field.kind(),
        FieldKind::Struct(_)
            | FieldKind::Value {
                in_type: InType::FileTime | InType::SystemTime,
                ..
            }
    )
}

/// The numbers of encodings.
pub(super) mod encoding {
    pub(in crate::event_header) const STRUCT: u8 = 1;
    pub(in crate::event_header) const VALUE_8: u8 = 2;
    pub(in crate::event_header) const VALUE_16: u8 = 3;
    pub(in crate::event_header) const VALUE_32: u8 = 4;
    pub(in crate::event_header) const VALUE_64: u8 = 5;
    pub(in crate::event_header) const VALUE_128: u8 = 6;
    pub(in crate::event_header) const TERMINATED_8: u8 = 7;
    pub(in crate::event_header) const TERMINATED_16: u8 = 8;
    pub(in crate::event_header) const STRING_8: u8 = 10;
    pub(in crate::event_header) const STRING_16: u8 = 11;
    pub(in crate::event_header) const BINARY: u8 = 13;
    /// The count of an array follows in the description.
    pub(in crate::event_header) const CONSTANT_ARRAY: u8 = 0x20;
    /// The count of an array is in the payload.
    pub(in crate::event_header) const VARIABLE_ARRAY: u8 = 0x40;
    /// A format follows.
    pub(in crate::event_header) const HAS_FORMAT: u8 = 0x80;
}

/// The numbers of formats.
pub(super) mod format {
    pub(in crate::event_header) const DEFAULT: u8 = 0;
    pub(in crate::event_header) const SIGNED: u8 = 2;
    pub(in crate::event_header) const HEXADECIMAL: u8 = 3;
    pub(in crate::event_header) const PROCESS_ID: u8 = 5;
    pub(in crate::event_header) const TIME: u8 = 6;
    pub(in crate::event_header) const BOOLEAN: u8 = 7;
    pub(in crate::event_header) const FLOAT: u8 = 8;
    pub(in crate::event_header) const CHARACTER_8: u8 = 10;
    pub(in crate::event_header) const TEXT: u8 = 11;
    pub(in crate::event_header) const XML: u8 = 13;
    pub(in crate::event_header) const JSON: u8 = 14;
    pub(in crate::event_header) const UUID: u8 = 15;
    pub(in crate::event_header) const PORT: u8 = 16;
    pub(in crate::event_header) const ADDRESS: u8 = 17;
}

/// Returns the encoding of an element that is not a struct.
pub(super) const fn encoding_of(in_type: InType, form: Form) -> u8 {
    match form {
        Form::Fixed(1) => encoding::VALUE_8,
        Form::Fixed(2) => encoding::VALUE_16,
        Form::Fixed(4) => encoding::VALUE_32,
        Form::Fixed(8) => encoding::VALUE_64,
        Form::Fixed(_) | Form::Guid => encoding::VALUE_128,
        Form::Terminated(1) => encoding::TERMINATED_8,
        Form::Terminated(_) => encoding::TERMINATED_16,
        Form::Sized(2) | Form::Counted(2) => encoding::STRING_16,
        Form::Sized(_) | Form::Counted(_) => match in_type {
            InType::AnsiString | InType::CountedAnsiString => encoding::STRING_8,
            _ => encoding::BINARY,
        },
        Form::Address | Form::Sid => encoding::BINARY,
        Form::FileTime => encoding::STRUCT,
    }
}

/// Returns the format of an element that is not a struct.
pub(super) const fn format_of(in_type: InType, out_type: OutType, map: Option<MapKind>) -> u8 {
    match in_type {
        InType::UnicodeString
        | InType::AnsiString
        | InType::CountedUnicodeString
        | InType::CountedAnsiString => match out_type {
            OutType::Xml => format::XML,
            OutType::Json => format::JSON,
            _ => format::DEFAULT,
        },
        InType::Binary | InType::CountedBinary => match out_type {
            OutType::IPv6 => format::ADDRESS,
            _ => format::DEFAULT,
        },
        InType::Guid => format::UUID,
        InType::Pointer => match out_type {
            OutType::Long => format::SIGNED,
            OutType::UnsignedLong => format::DEFAULT,
            _ => format::HEXADECIMAL,
        },
        InType::HexInt32 | InType::HexInt64 => format::HEXADECIMAL,
        InType::Float | InType::Double => format::FLOAT,
        InType::Boolean => format::BOOLEAN,
        InType::Int8 | InType::Int16 | InType::Int32 | InType::Int64 => {
            signed_format(in_type, out_type)
        }
        InType::UInt8 | InType::UInt16 | InType::UInt32 | InType::UInt64 => match map {
            Some(MapKind::Bit) => format::HEXADECIMAL,
            _ => unsigned_format(in_type, out_type),
        },
        InType::Sid | InType::FileTime | InType::SystemTime => format::DEFAULT,
    }
}

const fn signed_format(in_type: InType, out_type: OutType) -> u8 {
    match (in_type, out_type) {
        (InType::Int8, OutType::String) => format::CHARACTER_8,
        (_, OutType::HResult) => format::HEXADECIMAL,
        _ => format::SIGNED,
    }
}

const fn unsigned_format(in_type: InType, out_type: OutType) -> u8 {
    match (in_type, out_type) {
        (InType::UInt8, OutType::String) => format::CHARACTER_8,
        (InType::UInt16, OutType::String) => format::TEXT,
        (InType::UInt8, OutType::Boolean) => format::BOOLEAN,
        (InType::UInt16, OutType::Port) => format::PORT,
        (InType::UInt32, OutType::IPv4) => format::ADDRESS,
        (InType::UInt32, OutType::ProcessId) => format::PROCESS_ID,
        (
            _,
            OutType::HexInt8
            | OutType::HexInt16
            | OutType::HexInt32
            | OutType::HexInt64
            | OutType::NtStatus
            | OutType::HResult
            | OutType::CodePointer,
        ) => format::HEXADECIMAL,
        _ => format::DEFAULT,
    }
}
