//! Converts values of `tracing` to those of fields.

use crate::{Guid, InType, OutType, Payload, Port};

/// A value of `tracing`.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Integer(i128),
    Float(f64),
    Boolean(bool),
    Text(&'a str),
}

/// Writes a value in the encoding of a field. Returns `None` if it has another type or range.
pub(super) fn write(
    payload: &mut Payload<'_>,
    in_type: InType,
    out_type: OutType,
    value: Value<'_>,
) -> Option<()> {
    match value {
        Value::Integer(value) => integer(payload, in_type, out_type, value)?,
        Value::Float(value) => float(payload, in_type, value)?,
        Value::Boolean(value) => match in_type {
            InType::Boolean => payload.bool32(value),
            InType::Int8 | InType::UInt8 if out_type == OutType::Boolean => payload.bool8(value),
            _ => return None,
        },
        Value::Text(value) => match in_type {
            InType::UnicodeString => payload.unicode_string(value),
            InType::AnsiString => payload.ansi_string(value),
            InType::CountedUnicodeString => payload.counted_unicode_string(value),
            InType::CountedAnsiString => payload.counted_ansi_string(value),
            InType::Guid => payload.guid(value.parse::<Guid>().ok()?),
            _ => return None,
        },
    }
    Some(())
}

fn integer(
    payload: &mut Payload<'_>,
    in_type: InType,
    out_type: OutType,
    value: i128,
) -> Option<()> {
    match in_type {
        // These are shown by other names, or are not numbers at all.
        _ if matches!(out_type, OutType::Boolean | OutType::IPv4) => return None,
        InType::UInt16 if out_type == OutType::Port => payload.port(Port(value.try_into().ok()?)),
        InType::Int8 => payload.i8(value.try_into().ok()?),
        InType::UInt8 => payload.u8(value.try_into().ok()?),
        InType::Int16 => payload.i16(value.try_into().ok()?),
        InType::UInt16 => payload.u16(value.try_into().ok()?),
        InType::Int32 => payload.i32(value.try_into().ok()?),
        InType::UInt32 | InType::HexInt32 => payload.u32(value.try_into().ok()?),
        InType::Int64 => payload.i64(value.try_into().ok()?),
        InType::UInt64 | InType::HexInt64 => payload.u64(value.try_into().ok()?),
        InType::Pointer => payload.pointer(value.try_into().ok()?),
        _ => return None,
    }
    Some(())
}

fn float(payload: &mut Payload<'_>, in_type: InType, value: f64) -> Option<()> {
    match in_type {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the nearest number is meant"
        )]
        InType::Float => payload.f32(value as f32),
        InType::Double => payload.f64(value),
        _ => return None,
    }
    Some(())
}
