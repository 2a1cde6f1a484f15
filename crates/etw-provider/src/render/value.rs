//! Formats the values of fields by their outTypes.
//!
//! The rules are those of `OutputType` in the documentation of the event manifest schema. Event XML has numbers, JSON also has the
//! texts of maps, and messages have the texts of maps and error codes instead of numbers. In a message, arrays and structures are JSON, as in Microsoft's decoder `EtwEnumerator`.
//! `EvtRender` is documented to show their bytes, which cannot be read.

use std::format;
use std::string::{String, ToString};

use super::json::Json;
use super::number::{date_time, float, hex, hex_binary};
use super::{NoTexts, StatusCode, SystemTexts, map, socket_address};
use crate::{Extent, Field, FieldKind, HResult, Map, NtStatus, OutType, Value, Win32Error};

/// The readers of a value.
#[derive(Clone, Copy)]
pub(super) enum Style<'r> {
    /// Tools: numbers.
    Raw,
    /// JSON: numbers, beside them the texts of maps in the locale with this index.
    Named(usize),
    /// People: the texts of maps and error codes, in the locale with this index.
    Message(usize, Option<&'r dyn SystemTexts>),
}

/// A value as text.
pub(super) enum Shown {
    /// Text, which is in quotes in JSON.
    Text(String),
    /// A number or boolean.
    Literal(String),
}

impl Shown {
    pub(super) fn into_string(self) -> String {
        match self {
            Self::Text(text) | Self::Literal(text) => text,
        }
    }
}

/// Formats a value of any kind as text.
pub(super) fn text(field: &Field, value: &Value<'_>, style: Style<'_>) -> String {
    match value {
        Value::Struct(_) | Value::Array(_) => {
            let mut output = Json::new();
            json(field, value, style, &mut output);
            output.finish()
        }
        _ => scalar(field, value, style).into_string(),
    }
}

/// Writes a value of any kind as JSON.
pub(super) fn json(field: &Field, value: &Value<'_>, style: Style<'_>, output: &mut Json) {
    match value {
        Value::Struct(fields) => output.object(|output| {
            for field in fields.clone().flatten() {
                output.key(field.field.name());
                json(field.field, &field.value, style, output);
            }
        }),
        Value::Array(elements) => output.array(|output| {
            for element in elements.clone().flatten() {
                json(field, &element, style, output);
            }
        }),
        _ => {
            let shown = |output: &mut Json| match scalar(field, value, style) {
                Shown::Text(text) => output.string(&text),
                Shown::Literal(text) => output.literal(&text),
            };
            match (style, map_of(field)) {
                (Style::Named(locale), Some(map)) => output.object(|output| {
                    shown(output.key("value"));
                    if let Some(name) = name(map, value, locale) {
                        output.key("name").string(&name);
                    }
                }),
                _ => shown(output),
            }
        }
    }
}

fn map_of(field: &Field) -> Option<&'static Map> {
    match field.kind() {
        FieldKind::Value { map, .. } => map,
        FieldKind::Struct(_) => None,
    }
}

/// A single value.
pub(super) fn scalar(field: &Field, value: &Value<'_>, style: Style<'_>) -> Shown {
    let FieldKind::Value { out_type, map, .. } = field.kind() else {
        return Shown::Text(String::new());
    };
    if let (Some(map), Style::Message(locale, _)) = (map, style) {
        if let Some(name) = name(map, value, locale) {
            return Shown::Text(name);
        }
    }
    match *value {
        Value::Unicode(text) => Shown::Text(without_padding(field, text.to_string())),
        // The code page of the provider is not known; most use UTF-8 or ASCII.
        Value::Ansi(text) => Shown::Text(without_padding(field, text.to_string())),
        Value::Signed(value) => signed(value, out_type, style),
        Value::Unsigned(value) => unsigned(value, out_type, style),
        Value::Hex(value) => hexadecimal(value, out_type, style),
        Value::Float(value) => number(value.into(), format!("{value:?}")),
        Value::Double(value) => number(value, format!("{value:?}")),
        Value::Boolean(value) => Shown::Literal(value.to_string()),
        Value::Binary(bytes) => Shown::Text(binary(bytes, out_type)),
        Value::FileTime(time) => Shown::Text(time.to_string()),
        Value::DateTime(time) => Shown::Text(date_time(time)),
        Value::Port(port) => Shown::Literal(port.0.to_string()),
        _ => Shown::Text(value.to_string()),
    }
}

/// Returns the text that a map has for a value.
fn name(map: &Map, value: &Value<'_>, locale: usize) -> Option<String> {
    let (Value::Unsigned(value) | Value::Hex(value)) = *value else {
        return None;
    };
    map::text(map, u32::try_from(value).ok()?, locale)
}

/// Removes the NULs that fill a field of fixed length.
fn without_padding(field: &Field, mut text: String) -> String {
    if matches!(field.length(), Extent::Constant(_)) {
        text.truncate(text.trim_end_matches('\0').len());
    }
    text
}

fn signed(value: i64, out_type: OutType, style: Style<'_>) -> Shown {
    match (out_type, i32::try_from(value)) {
        (OutType::HResult, Ok(value)) => {
            let number = hex(value);
            status(
                StatusCode::HResult(HResult(value)),
                &number,
                Shown::Text(number.clone()),
                style,
            )
        }
        (OutType::String, _) => Shown::Text(character(value.to_le_bytes()[0].into())),
        _ => Shown::Literal(value.to_string()),
    }
}

fn unsigned(value: u64, out_type: OutType, style: Style<'_>) -> Shown {
    let number = Shown::Literal(value.to_string());
    match (out_type, u32::try_from(value)) {
        (OutType::String, _) => Shown::Text(character(value)),
        (OutType::ErrorCode, _) => Shown::Text(hex(value)),
        (OutType::Win32Error, Ok(code)) => status(
            StatusCode::Win32Error(Win32Error(code)),
            &hex(value),
            number,
            style,
        ),
        _ => number,
    }
}

fn hexadecimal(value: u64, out_type: OutType, style: Style<'_>) -> Shown {
    let digits = hex(value);
    let number = Shown::Text(digits.clone());
    match (out_type, u32::try_from(value)) {
        // A pointer that the manifest shows in decimal.
        (OutType::Long, _) => Shown::Literal(i64::from_ne_bytes(value.to_ne_bytes()).to_string()),
        (OutType::UnsignedLong, _) => Shown::Literal(value.to_string()),
        (OutType::Win32Error, Ok(code)) => status(
            StatusCode::Win32Error(Win32Error(code)),
            &digits,
            number,
            style,
        ),
        (OutType::NtStatus, Ok(code)) => {
            status(StatusCode::NtStatus(NtStatus(code)), &digits, number, style)
        }
        _ => number,
    }
}

/// Formats an error code: “The service retrieves and renders the message string associated with the … error code if it exists;
/// otherwise, the service renders a string in the form "Unknown … Error code: 0x"” with the code. Without [`SystemTexts`] the
/// result is the number alone.
fn status(code: StatusCode, digits: &str, number: Shown, style: Style<'_>) -> Shown {
    let Style::Message(_, Some(texts)) = style else {
        return number;
    };
    let text = texts.status(code);
    Shown::Text(match text {
        Some(text) => text.trim_end_matches(['\r', '\n']).to_string(),
        None => code.unknown().to_string() + digits,
    })
}

/// Formats an integer that is a character: a byte of an ANSI code page, or a UTF-16 code unit.
fn character(value: u64) -> String {
    let character = u32::try_from(value).ok().and_then(char::from_u32);
    character.unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
}

fn number(value: f64, shortest: String) -> Shown {
    let text = float(value, shortest);
    if value.is_finite() {
        Shown::Literal(text)
    } else {
        Shown::Text(text)
    }
}

fn binary(bytes: &[u8], out_type: OutType) -> String {
    match (out_type, <[u8; 16]>::try_from(bytes)) {
        (OutType::SocketAddress, _) => socket_address::text(bytes),
        (OutType::IPv6, Ok(octets)) => core::net::Ipv6Addr::from(octets).to_string(),
        _ => hex_binary(bytes),
    }
}

impl Style<'_> {
    /// Returns the text of a parameter string; `None` for tools.
    pub(super) fn parameter(self, id: u32) -> Option<String> {
        match self {
            Style::Message(_, Some(texts)) => texts.parameter(id),
            _ => NoTexts.parameter(id),
        }
    }
}
