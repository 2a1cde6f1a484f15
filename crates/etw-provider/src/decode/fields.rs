//! [`Fields`]: reads the fields of an event by its metadata.

use core::fmt;
use std::vec::Vec;

use super::{DecodeError, PayloadReader, Value};
use crate::{Extent, Field, FieldKind};

/// The fields of an event, or of a structure in it, with their values.
///
/// Any bytes are accepted. If they are not a payload of these fields, the last item is an error.
///
/// ```
/// use etw_provider::{Extent, Field, Fields, InType, OutType};
///
/// static FIELDS: [Field; 2] = [
///     Field::new("Count", InType::UInt8, OutType::UnsignedByte),
///     Field::new("Names", InType::UnicodeString, OutType::String).with_count(Extent::Field(0)),
/// ];
/// let fields = Fields::new(&FIELDS, b"\x02a\0\0\0b\0\0\0");
/// assert_eq!(fields.to_string(), "{Count: 2, Names: [a, b]}");
/// ```
#[derive(Clone)]
pub struct Fields<'a> {
    siblings: &'static [Field],
    reader: PayloadReader<'a>,
    /// The values of the fields so far, as far as they can be a count or length.
    extents: Vec<Option<usize>>,
    failed: bool,
}

/// A field and its value.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FieldValue<'a> {
    /// The metadata of the field.
    pub field: &'static Field,
    /// The value in the payload.
    pub value: Value<'a>,
}

impl<'a> Fields<'a> {
    /// Reads the fields of an event from its payload.
    #[must_use]
    pub const fn new(fields: &'static [Field], payload: &'a [u8]) -> Self {
        Self::with_reader(fields, PayloadReader::new(payload))
    }

    /// Reads the fields from a reader, which knows the width of pointers.
    #[must_use]
    pub const fn with_reader(fields: &'static [Field], reader: PayloadReader<'a>) -> Self {
        Self {
            siblings: fields,
            reader,
            extents: Vec::new(),
            failed: false,
        }
    }

    /// Returns the bytes after the fields that have been read so far.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.reader.rest()
    }

    fn read(&mut self, field: &'static Field) -> Result<Value<'a>, DecodeError> {
        let length = self.extent(field.length())?;
        let mut elements = Elements {
            field,
            length,
            remaining: 1,
            reader: self.reader,
        };
        if let Some(count) = self.extent(field.count())? {
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
    /// Reads one element and stops after it.
    fn read_one(&mut self) -> Result<Value<'a>, DecodeError> {
        let value = match self.field.kind() {
            FieldKind::Value {
                in_type, out_type, ..
            } => Value::read(&mut self.reader, in_type, out_type, self.length),
            FieldKind::Struct(fields) => {
                let value = Fields::with_reader(fields, self.reader);
                let mut inner = value.clone();
                inner.try_for_each(|field| field.map(drop))?;
                self.reader = inner.reader;
                Value::Struct(value)
            }
        };
        self.reader.error().map_or(Ok(value), Err)
    }

    /// Reads all elements and returns the reader after the last.
    fn skip_all(mut self) -> Result<PayloadReader<'a>, DecodeError> {
        while self.remaining > 0 {
            let before = self.reader.rest().len();
            self.read_one()?;
            // If one element has no bytes, the others have none either.
            if self.reader.rest().len() == before {
                self.reader.count_empty(self.remaining);
                break;
            }
            self.remaining -= 1;
        }
        self.reader.error().map_or(Ok(self.reader), Err)
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

/// `{Name: Aurora, Weights: [1, 2]}`
impl fmt::Display for Fields<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.clone();
        list(formatter, ["{", "}"], fields, |formatter, field| {
            write!(formatter, "{}: {}", field.field.name(), field.value)
        })
    }
}

/// `[1, 2]`
impl fmt::Display for Elements<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let elements = self.clone();
        list(formatter, ["[", "]"], elements, |formatter, value| {
            value.fmt(formatter)
        })
    }
}

/// `{ Name: "Aurora", Weights: [1, 2] }`
impl fmt::Debug for Fields<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.clone();
        list(formatter, ["{ ", " }"], fields, |formatter, field| {
            write!(formatter, "{}: {:?}", field.field.name(), field.value)
        })
    }
}

/// `["one", "two"]`
impl fmt::Debug for Elements<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let elements = self.clone();
        list(formatter, ["[", "]"], elements, |formatter, value| {
            fmt::Debug::fmt(&value, formatter)
        })
    }
}

/// Writes items between brackets, separated by commas, and an error in angle brackets.
fn list<T>(
    formatter: &mut fmt::Formatter<'_>,
    [open, close]: [&str; 2],
    items: impl Iterator<Item = Result<T, DecodeError>>,
    write: impl Fn(&mut fmt::Formatter<'_>, T) -> fmt::Result,
) -> fmt::Result {
    formatter.write_str(open)?;
    for (index, item) in items.enumerate() {
        if index > 0 {
            formatter.write_str(", ")?;
        }
        match item {
            Ok(item) => write(formatter, item)?,
            Err(error) => write!(formatter, "<{error}>")?,
        }
    }
    formatter.write_str(close)
}
