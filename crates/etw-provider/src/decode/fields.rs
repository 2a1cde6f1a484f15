//! [`Fields`]: the fields of an event with their values, as the manifest's metadata says to read them.

use core::fmt;
use std::vec::Vec;

use super::{DecodeError, PayloadReader, Value};
use crate::{Extent, Field, FieldKind};

/// The fields of an event, or of a structure in it, with their values.
///
/// It works on any bytes: where they are not what the fields describe, the last item is an error.
///
/// ```
/// use etw_provider::{Extent, Field, FieldKind, Fields, InType, OutType};
///
/// static FIELDS: [Field; 2] = [
///     Field {
///         name: "Count",
///         kind: FieldKind::Value { in_type: InType::UInt8, out_type: OutType::UnsignedByte, map: None },
///         count: Extent::None,
///         length: Extent::None,
///     },
///     Field {
///         name: "Names",
///         kind: FieldKind::Value { in_type: InType::UnicodeString, out_type: OutType::String, map: None },
///         count: Extent::Field(0),
///         length: Extent::None,
///     },
/// ];
/// let fields = Fields::new(&FIELDS, b"\x02a\0\0\0b\0\0\0");
/// assert_eq!(fields.to_string(), "{Count: 2, Names: [a, b]}");
/// ```
#[derive(Clone)]
pub struct Fields<'a> {
    siblings: &'static [Field],
    reader: PayloadReader<'a>,
    /// For each field so far, its value if that can be a count or length.
    extents: Vec<Option<usize>>,
    failed: bool,
}

/// A field and its value.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FieldValue<'a> {
    /// What the manifest says about the field.
    pub field: &'static Field,
    /// What the payload says.
    pub value: Value<'a>,
}

impl<'a> Fields<'a> {
    /// The fields of an event with this payload.
    #[must_use]
    pub const fn new(fields: &'static [Field], payload: &'a [u8]) -> Self {
        Self::with_reader(fields, PayloadReader::new(payload))
    }

    /// The fields that a reader is in front of, for one that knows the width of pointers.
    #[must_use]
    pub const fn with_reader(fields: &'static [Field], reader: PayloadReader<'a>) -> Self {
        Self {
            siblings: fields,
            reader,
            extents: Vec::new(),
            failed: false,
        }
    }

    /// What follows the fields that have been read so far.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.reader.rest()
    }

    fn read(&mut self, field: &'static Field) -> Result<Value<'a>, DecodeError> {
        let length = self.extent(field.length)?;
        let mut elements = Elements {
            field,
            length,
            remaining: 1,
            reader: self.reader.clone(),
        };
        if let Some(count) = self.extent(field.count)? {
            elements.remaining = count;
            self.reader = elements.clone().skip_all()?;
            return Ok(Value::Array(elements));
        }
        let value = elements.read_one()?;
        self.reader = elements.reader;
        Ok(value)
    }

    fn extent(&self, extent: Extent) -> Result<Option<usize>, DecodeError> {
        match extent {
            Extent::None => Ok(None),
            Extent::Constant(value) => Ok(Some(value.into())),
            Extent::Field(index) => {
                let known = self.extents.get(usize::from(index)).copied().flatten();
                known.map(Some).ok_or(DecodeError::UnknownExtent)
            }
        }
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<FieldValue<'a>, DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        let field = self
            .siblings
            .get(self.extents.len())
            .filter(|_| !self.failed)?;
        let value = self.read(field);
        self.failed = value.is_err();
        self.extents
            .push(value.as_ref().ok().and_then(Value::as_extent));
        Some(value.map(|value| FieldValue { field, value }))
    }
}

/// The elements of a field with a count.
#[derive(Clone)]
pub struct Elements<'a> {
    field: &'static Field,
    length: Option<usize>,
    remaining: usize,
    reader: PayloadReader<'a>,
}

impl<'a> Elements<'a> {
    /// Reads one element and goes on behind it.
    fn read_one(&mut self) -> Result<Value<'a>, DecodeError> {
        match self.field.kind {
            FieldKind::Value {
                in_type, out_type, ..
            } => Value::read(&mut self.reader, in_type, out_type, self.length),
            FieldKind::Struct(fields) => {
                let value = Fields::with_reader(fields, self.reader.clone());
                let mut members = value.clone();
                members.try_for_each(|member| member.map(drop))?;
                self.reader = members.reader;
                Ok(Value::Struct(value))
            }
        }
    }

    /// Goes behind the last element.
    fn skip_all(mut self) -> Result<PayloadReader<'a>, DecodeError> {
        while self.remaining > 0 {
            let before = self.reader.rest().len();
            self.read_one()?;
            // An element without bytes: all others are like it.
            if self.reader.rest().len() == before {
                self.reader.count_empty(self.remaining)?;
                break;
            }
            self.remaining -= 1;
        }
        Ok(self.reader)
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Result<Value<'a>, DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.remaining = self.remaining.checked_sub(1)?;
        Some(self.read_one())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.remaining, Some(self.remaining))
    }
}

impl ExactSizeIterator for Elements<'_> {}

impl fmt::Display for Fields<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("{")?;
        for (index, field) in self.clone().enumerate() {
            separate(formatter, index)?;
            match field {
                Ok(FieldValue { field, value }) => write!(formatter, "{}: {value}", field.name)?,
                Err(error) => write!(formatter, "<{error}>")?,
            }
        }
        formatter.write_str("}")
    }
}

impl fmt::Display for Elements<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[")?;
        for (index, value) in self.clone().enumerate() {
            separate(formatter, index)?;
            match value {
                Ok(value) => write!(formatter, "{value}")?,
                Err(error) => write!(formatter, "<{error}>")?,
            }
        }
        formatter.write_str("]")
    }
}

impl fmt::Debug for Fields<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Debug for Elements<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

fn separate(formatter: &mut fmt::Formatter<'_>, index: usize) -> fmt::Result {
    if index == 0 {
        Ok(())
    } else {
        formatter.write_str(", ")
    }
}
