//! Payloads with the fields of an event and values from the engine's bytes.

#[path = "../../crates/etw-manifest/tests/round_trip/extent.rs"]
mod extent;

use etw_provider::{Extent, Field, FieldKind, InType, OutType};
use extent::{SID_SIZE, is, refers, size};
use libfuzzer_sys::arbitrary::{Result, Unstructured};

/// Returns a payload that the event's decoder must accept, and that encoding the decoded event must reproduce.
///
/// # Errors
/// The engine has too few bytes.
pub fn draw(fields: &[Field], bytes: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut payload = Vec::new();
    draw_fields(fields, bytes, &mut payload)?;
    Ok(payload)
}

fn draw_fields(
    fields: &[Field],
    bytes: &mut Unstructured<'_>,
    payload: &mut Vec<u8>,
) -> Result<()> {
    let counts = counts(fields, bytes)?;
    for (at, field) in fields.iter().enumerate() {
        let extent = |extent| match extent {
            Extent::None => None,
            Extent::Constant(number) => Some(usize::from(number)),
            Extent::Field(index) => Some(counts[usize::from(index)]),
        };
        let counter = fields
            .iter()
            .any(|field| refers(field, at))
            .then_some(counts[at]);
        for _ in 0..extent(field.count()).unwrap_or(1) {
            match (field.kind(), counter) {
                (FieldKind::Struct(members), _) => draw_fields(members, bytes, payload)?,
                (FieldKind::Value { in_type, .. }, Some(count)) => {
                    payload.extend(&count.to_le_bytes()[..size(in_type)]);
                }
                (
                    FieldKind::Value {
                        in_type, out_type, ..
                    },
                    None,
                ) => {
                    draw_value((in_type, out_type), extent(field.length()), bytes, payload)?;
                }
                (other, _) => panic!("{other:?} is new"),
            }
        }
    }
    Ok(())
}

/// Chooses the value of each counting item: small, or the length of a security identifier if it counts the bytes of one.
fn counts(fields: &[Field], bytes: &mut Unstructured<'_>) -> Result<Vec<usize>> {
    let mut counts = Vec::new();
    for at in 0..fields.len() {
        let is_sid = |field: &Field| {
            let sid = matches!(
                field.kind(),
                FieldKind::Value {
                    in_type: InType::Sid,
                    ..
                }
            );
            sid && is(field.length(), at)
        };
        let small = bytes.int_in_range(0..=5)?;
        counts.push(if fields.iter().any(is_sid) {
            SID_SIZE
        } else {
            small
        });
    }
    for at in 0..fields.len() {
        // Arrays without elements have the element length 0.
        let exists = |field: &Field| match field.count() {
            Extent::Field(index) => counts[usize::from(index)] > 0,
            _ => true,
        };
        let mut referring = fields.iter().filter(|field| refers(field, at));
        if !referring.any(|field| is(field.count(), at) || exists(field)) {
            counts[at] = 0;
        }
    }
    Ok(counts)
}

fn draw_value(
    (in_type, out_type): (InType, OutType),
    length: Option<usize>,
    bytes: &mut Unstructured<'_>,
    payload: &mut Vec<u8>,
) -> Result<()> {
    let few = bytes.int_in_range(0..=9)?;
    match (in_type, length) {
        (InType::UnicodeString, None) => {
            for _ in 0..few {
                payload.extend(bytes.arbitrary::<u16>()?.max(1).to_le_bytes());
            }
            payload.extend([0, 0]);
        }
        (InType::AnsiString, None) => {
            for _ in 0..few {
                payload.push(bytes.arbitrary::<u8>()?.max(1));
            }
            payload.push(0);
        }
        (InType::UnicodeString, Some(units)) => any(2 * units, bytes, payload)?,
        (InType::AnsiString | InType::Binary, Some(length)) => any(length, bytes, payload)?,
        (InType::CountedUnicodeString, _) => counted(2 * few, bytes, payload)?,
        (InType::CountedAnsiString | InType::CountedBinary, _) => counted(few, bytes, payload)?,
        (InType::Sid, _) => {
            payload.extend([1, 1, 0, 0, 0, 0, 0, 5]);
            any(SID_SIZE - 8, bytes, payload)?;
        }
        (InType::Boolean, _) => payload.extend([u8::from(few > 4), 0, 0, 0]),
        (InType::UInt8, _) if out_type == OutType::Boolean => payload.push(u8::from(few > 4)),
        _ => any(size(in_type), bytes, payload)?,
    }
    Ok(())
}

fn any(size: usize, bytes: &mut Unstructured<'_>, payload: &mut Vec<u8>) -> Result<()> {
    let at = payload.len();
    payload.resize(at + size, 0);
    bytes.fill_buffer(&mut payload[at..])
}

fn counted(size: usize, bytes: &mut Unstructured<'_>, payload: &mut Vec<u8>) -> Result<()> {
    payload.extend(&size.to_le_bytes()[..2]);
    any(size, bytes, payload)
}
