//! The payload that Windows gets to the payload that a description speaks of.

use core::mem::MaybeUninit;

use super::form::{Form, MAX_OPEN_FIELDS, constant_count};
use crate::buffer::Buffer;
use crate::{DecodeError, Extent, Field, FieldKind, FileTime, PayloadReader};

/// Why a payload cannot be encoded again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The result does not fit, or a count does not.
    TooLarge,
    /// The bytes are not those of the fields.
    Malformed,
}

impl From<DecodeError> for Problem {
    fn from(_: DecodeError) -> Self {
        Self::Malformed
    }
}

/// Encodes a payload again, field by field, into memory of the caller.
pub(crate) fn reencode<'s>(
    fields: &[Field],
    payload: &[u8],
    storage: &'s mut [MaybeUninit<u8>],
) -> Result<&'s [u8], Problem> {
    let mut encoder = Encoder {
        reader: PayloadReader::new(payload),
        buffer: Buffer::new(storage),
    };
    encoder.record(fields, &mut [0; MAX_OPEN_FIELDS])?;
    Ok(encoder.buffer.into_bytes())
}

struct Encoder<'p, 's> {
    reader: PayloadReader<'p>,
    buffer: Buffer<'s>,
}

impl Encoder<'_, '_> {
    /// Encodes the fields of the event or of a struct. `numbers` holds their values as far as they are
    /// numbers, because some are the counts and lengths of others.
    fn record(&mut self, fields: &[Field], numbers: &mut [u32]) -> Result<(), Problem> {
        let (own, inner) = numbers
            .split_at_mut_checked(fields.len())
            .ok_or(Problem::TooLarge)?;
        for (at, field) in fields.iter().enumerate() {
            let extent = |extent| match extent {
                Extent::None => Ok(1),
                Extent::Constant(value) => Ok(u32::from(value)),
                Extent::Field(index) => own[..at]
                    .get(usize::from(index))
                    .copied()
                    .ok_or(Problem::Malformed),
            };
            let (count, length) = (extent(field.count)?, extent(field.length)?);
            if constant_count(field).is_none() {
                self.count(count as usize)?;
            }
            own[at] = number(self.reader.rest(), field);
            for _ in 0..count {
                self.element(field, length as usize, inner)?;
            }
        }
        Ok(())
    }

    fn element(
        &mut self,
        field: &Field,
        length: usize,
        numbers: &mut [u32],
    ) -> Result<(), Problem> {
        let form = match field.kind {
            FieldKind::Struct(members) => return self.record(members, numbers),
            FieldKind::Value {
                in_type, out_type, ..
            } => Form::of(in_type, out_type, field.length),
        };
        match form {
            Form::Fixed(size) => self.bytes(usize::from(size)),
            Form::Guid => {
                let guid = self.reader.guid()?;
                self.push(guid.to_u128().to_be_bytes())
            }
            Form::FileTime => {
                let time = self.reader.file_time()?;
                self.file_time(time)
            }
            Form::Terminated(1) => {
                let size = self.reader.clone().ansi_string()?.len() + 1;
                self.bytes(size)
            }
            Form::Terminated(_) => {
                let size = self.reader.clone().unicode_string()?.as_bytes().len() + 2;
                self.bytes(size)
            }
            Form::Sized(unit) => self.counted(length, usize::from(unit)),
            Form::Counted(unit) => {
                let (size, unit) = (usize::from(self.reader.u16()?), usize::from(unit));
                if size % unit != 0 {
                    return Err(Problem::Malformed);
                }
                self.counted(size / unit, unit)
            }
            Form::Address => self.counted(16, 1),
            Form::Sid => {
                let size = self.reader.clone().sid()?.as_bytes().len();
                self.counted(size, 1)
            }
        }
    }

    /// Seconds since 1970, rounded down, and what is left of the second in nanoseconds.
    fn file_time(&mut self, time: FileTime) -> Result<(), Problem> {
        const PER_SECOND: u64 = 10_000_000;
        const YEAR_1601: i64 = -11_644_473_600;
        // A 64-bit number of 100 ns is less than 2^41 seconds.
        let seconds = YEAR_1601.wrapping_add_unsigned(time.0 / PER_SECOND);
        let nanoseconds = (time.0 % PER_SECOND) as u32 * 100;
        self.push(seconds.to_le_bytes())?;
        self.push(nanoseconds.to_le_bytes())
    }

    /// A count and this many units, taken from the payload.
    fn counted(&mut self, count: usize, unit: usize) -> Result<(), Problem> {
        self.count(count)?;
        self.bytes(count.saturating_mul(unit))
    }

    fn count(&mut self, count: usize) -> Result<(), Problem> {
        let count = u16::try_from(count).map_err(|_| Problem::TooLarge)?;
        self.push(count.to_le_bytes())
    }

    /// Bytes of the payload, as they are.
    fn bytes(&mut self, size: usize) -> Result<(), Problem> {
        let bytes = self.reader.bytes(size)?;
        let done = self
            .buffer
            .append(|cursor| cursor.push_each(bytes, |byte| [byte]));
        done.ok_or(Problem::TooLarge)
    }

    fn push<const N: usize>(&mut self, bytes: [u8; N]) -> Result<(), Problem> {
        let done = self.buffer.append(|cursor| cursor.push(bytes));
        done.ok_or(Problem::TooLarge)
    }
}

/// The value of a field that is a single small number, at the front of the payload; 0 for any other.
fn number(payload: &[u8], field: &Field) -> u32 {
    let FieldKind::Value {
        in_type, out_type, ..
    } = field.kind
    else {
        return 0;
    };
    match (field.count, Form::of(in_type, out_type, field.length)) {
        (Extent::None, Form::Fixed(size @ 1..=4)) => {
            let mut bytes = [0; 4];
            let size = usize::from(size).min(payload.len());
            bytes[..size].copy_from_slice(&payload[..size]);
            u32::from_le_bytes(bytes)
        }
        _ => 0,
    }
}
