//! Encodes a payload again as its description has it.

use core::mem::MaybeUninit;

use super::form::{Form, MAX_OPEN_FIELDS, constant_count};
use crate::buffer::Buffer;
use crate::{Extent, Field, FieldKind, FileTime, PayloadReader};

/// The reason why a payload cannot be encoded again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The result or a count is too large.
    TooLarge,
    /// The bytes are not a payload of the fields.
    Malformed,
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
    encoder.fields(fields, &mut [0; MAX_OPEN_FIELDS])?;
    Ok(encoder.buffer.into_bytes())
}

struct Encoder<'p, 's> {
    reader: PayloadReader<'p>,
    buffer: Buffer<'s>,
}

impl<'p> Encoder<'p, '_> {
    /// Encodes the fields of the event or of a struct. `numbers` has room for their values, which may be counts and lengths
    /// of later fields.
    fn fields(&mut self, fields: &[Field], numbers: &mut [u32]) -> Result<(), Problem> {
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
            let (count, length) = (extent(field.count())?, extent(field.length())?);
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
        let form = match field.kind() {
            FieldKind::Struct(inner) => return self.fields(inner, numbers),
            FieldKind::Value {
                in_type, out_type, ..
            } => Form::of(in_type, out_type, field.length()),
        };
        match form {
            Form::Fixed(size) => self.bytes(usize::from(size)),
            Form::Guid => {
                let guid = self.read(PayloadReader::guid)?;
                self.push(guid.to_u128().to_be_bytes())
            }
            Form::FileTime => {
                let time = self.read(PayloadReader::file_time)?;
                self.file_time(time)
            }
            Form::Terminated(1) => {
                let size = self.peek(PayloadReader::ansi_string)?.len() + 1;
                self.bytes(size)
            }
            Form::Terminated(_) => {
                let units = self.peek(PayloadReader::unicode_string)?.len() + 1;
                let size = 2 * units;
                self.bytes(size)
            }
            Form::Sized(unit) => self.counted(length, usize::from(unit)),
            Form::Counted(unit) => {
                let (size, unit) = (self.read(PayloadReader::count_u16)?, usize::from(unit));
                if size % unit != 0 {
                    return Err(Problem::Malformed);
                }
                self.counted(size / unit, unit)
            }
            Form::Address => self.counted(16, 1),
            Form::Sid => {
                let size = self.peek(PayloadReader::sid)?.as_bytes().len();
                self.counted(size, 1)
            }
        }
    }

    /// Writes the whole seconds since 1970, rounded down, and the rest in nanoseconds.
    fn file_time(&mut self, time: FileTime) -> Result<(), Problem> {
        const PER_SECOND: u64 = 10_000_000;
        const YEAR_1601: i64 = -11_644_473_600;
        // A 64-bit number of 100 ns is less than 2^41 seconds.
        let seconds = YEAR_1601.wrapping_add_unsigned(time.0 / PER_SECOND);
        let nanoseconds = (time.0 % PER_SECOND) as u32 * 100;
        self.push(seconds.to_le_bytes())?;
        self.push(nanoseconds.to_le_bytes())
    }

    /// Writes a count and copies this many units from the payload.
    fn counted(&mut self, count: usize, unit: usize) -> Result<(), Problem> {
        self.count(count)?;
        self.bytes(count.saturating_mul(unit))
    }

    fn count(&mut self, count: usize) -> Result<(), Problem> {
        let count = u16::try_from(count).map_err(|_| Problem::TooLarge)?;
        self.push(count.to_le_bytes())
    }

    /// Copies bytes of the payload.
    fn bytes(&mut self, size: usize) -> Result<(), Problem> {
        let bytes = self.read(|reader| reader.bytes(size))?;
        let done = self
            .buffer
            .append(|cursor| cursor.push_each(bytes, |byte| [byte]));
        done.ok_or(Problem::TooLarge)
    }

    /// Reads a value of the payload.
    fn read<T>(&mut self, read: impl FnOnce(&mut PayloadReader<'p>) -> T) -> Result<T, Problem> {
        let value = read(&mut self.reader);
        self.reader
            .error()
            .map_or(Ok(value), |_| Err(Problem::Malformed))
    }

    /// Reads a value and leaves it in the payload.
    fn peek<T>(&self, read: impl FnOnce(&mut PayloadReader<'p>) -> T) -> Result<T, Problem> {
        let mut reader = self.reader;
        let value = read(&mut reader);
        reader
            .error()
            .map_or(Ok(value), |_| Err(Problem::Malformed))
    }

    fn push<const N: usize>(&mut self, bytes: [u8; N]) -> Result<(), Problem> {
        let done = self.buffer.append(|cursor| cursor.push(bytes));
        done.ok_or(Problem::TooLarge)
    }
}

/// Returns the value at the front of the payload if the field is a single number of up to 32 bits, else 0.
fn number(payload: &[u8], field: &Field) -> u32 {
    let FieldKind::Value {
        in_type, out_type, ..
    } = field.kind()
    else {
        return 0;
    };
    match (field.count(), Form::of(in_type, out_type, field.length())) {
        (Extent::None, Form::Fixed(size @ 1..=4)) => {
            let mut bytes = [0; 4];
            let size = usize::from(size).min(payload.len());
            bytes[..size].copy_from_slice(&payload[..size]);
            u32::from_le_bytes(bytes)
        }
        _ => 0,
    }
}
