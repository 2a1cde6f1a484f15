//! Makes the description of a template at compile time: the names and types of its fields.

#![allow(
    clippy::cast_possible_truncation,
    reason = "constant expressions; `Layout` and `written` check the numbers"
)]

use super::form::{Form, Layout, constant_count, encoding, encoding_of, format, format_of};
use crate::{Field, FieldKind, InType};

/// The fields of the struct that a `SYSTEMTIME` becomes.
const SYSTEM_TIME: [&str; 8] = [
    "Year",
    "Month",
    "DayOfWeek",
    "Day",
    "Hour",
    "Minute",
    "Second",
    "Milliseconds",
];

/// Returns the size of the description of fields.
pub(crate) const fn size(fields: &[Field]) -> usize {
    written::<0>(fields).len
}

/// Returns the description of fields, which follows the name of the event.
pub(crate) const fn describe<const SIZE: usize>(fields: &[Field]) -> [u8; SIZE] {
    written::<SIZE>(fields).bytes
}

const fn written<const SIZE: usize>(fields: &[Field]) -> Writer<SIZE> {
    let mut writer = Writer::new();
    match Layout::of(fields) {
        Layout::Opaque => writer.item("Payload", encoding::BINARY, format::DEFAULT),
        Layout::Same | Layout::Different => writer.fields(fields),
    }
    assert!(
        writer.len <= u16::MAX as usize,
        "the names of the fields take more than 64 KB"
    );
    writer
}

/// Counts bytes, and keeps as many as there is room for.
struct Writer<const SIZE: usize> {
    bytes: [u8; SIZE],
    len: usize,
}

impl<const SIZE: usize> Writer<SIZE> {
    const fn new() -> Self {
        Self {
            bytes: [0; SIZE],
            len: 0,
        }
    }

    const fn u8(&mut self, byte: u8) {
        if self.len < SIZE {
            self.bytes[self.len] = byte;
        }
        self.len += 1;
    }

    const fn u16(&mut self, value: u16) {
        let [low, high] = value.to_le_bytes();
        self.u8(low);
        self.u8(high);
    }

    /// Writes a name and its end. A character that would end it early becomes an underscore.
    const fn name(&mut self, name: &str) {
        let name = name.as_bytes();
        let mut at = 0;
        while at < name.len() {
            self.u8(match name[at] {
                0 | b';' => b'_',
                byte => byte,
            });
            at += 1;
        }
        self.u8(0);
    }

    const fn item(&mut self, name: &str, encoding: u8, format: u8) {
        self.name(name);
        self.kind(encoding, format);
    }

    const fn kind(&mut self, encoding: u8, format: u8) {
        if format == format::DEFAULT {
            self.u8(encoding);
        } else {
            self.u8(encoding | encoding::HAS_FORMAT);
            self.u8(format);
        }
    }

    const fn fields(&mut self, fields: &[Field]) {
        let mut at = 0;
        while at < fields.len() {
            self.field(&fields[at]);
            at += 1;
        }
    }

    const fn field(&mut self, field: &Field) {
        self.name(field.name());
        match field.kind() {
            FieldKind::Struct(inner) => {
                self.array(field, encoding::STRUCT, inner.len() as u8);
                self.fields(inner);
            }
            FieldKind::Value {
                in_type: InType::FileTime,
                ..
            } => {
                self.array(field, encoding::STRUCT, 2);
                self.item("Time", encoding::VALUE_64, format::TIME);
                self.item("Nanoseconds", encoding::VALUE_32, format::DEFAULT);
            }
            FieldKind::Value {
                in_type: InType::SystemTime,
                ..
            } => {
                self.array(field, encoding::STRUCT, SYSTEM_TIME.len() as u8);
                let mut at = 0;
                while at < SYSTEM_TIME.len() {
                    self.item(SYSTEM_TIME[at], encoding::VALUE_16, format::DEFAULT);
                    at += 1;
                }
            }
            FieldKind::Value {
                in_type,
                out_type,
                map,
            } => {
                let kind = match map {
                    Some(map) => Some(map.kind()),
                    None => None,
                };
                let form = Form::of(in_type, out_type, field.length());
                let format = format_of(in_type, out_type, kind);
                self.array(field, encoding_of(in_type, form), format);
            }
        }
    }

    /// Writes the type of a field whose elements have this encoding and format.
    const fn array(&mut self, field: &Field, encoding: u8, format: u8) {
        match (field.count(), constant_count(field)) {
            (crate::Extent::None, _) => self.kind(encoding, format),
            (_, None) => self.kind(encoding | encoding::VARIABLE_ARRAY, format),
            (_, Some(count)) => {
                self.kind(encoding | encoding::CONSTANT_ARRAY, format);
                self.u16(count);
            }
        }
    }
}
