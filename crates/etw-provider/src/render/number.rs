//! Formats numbers, bytes and times.

use core::fmt::{LowerHex, Write as _};
use std::format;
use std::string::{String, ToString};

use crate::DateTime;

/// Formats “a hexadecimal number that is preceded by "0x". The formatted value is not padded with leading zeros” (documentation
/// of `OutputType`), in lower case as in Event XML.
pub(super) fn hex(value: impl LowerHex) -> String {
    format!("{value:#x}")
}

/// Formats each byte as two digits, in upper case as in Event XML.
pub(super) fn hex_binary(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02X}");
    }
    text
}

/// Formats a number by its shortest digits, and infinities and NaN as in XML Schema.
pub(super) fn float(value: f64, shortest: String) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "INF" } else { "-INF" }.to_string();
    }
    match shortest.strip_suffix(".0") {
        Some(integer) => integer.to_string(),
        None => shortest,
    }
}

/// `2026-11-23T04:00:00.000Z`: a `SYSTEMTIME` has milliseconds.
pub(super) fn date_time(time: DateTime) -> String {
    format!("{time}Z")
}

#[cfg(test)]
mod tests {
    use super::{date_time, float, hex, hex_binary};
    use crate::{DateTime, FileTime};
    use std::format;

    #[test]
    fn hexadecimal_numbers_are_not_padded_and_bytes_are() {
        assert_eq!(hex(0_u64), "0x0");
        assert_eq!(hex(0x3E7_u64), "0x3e7");
        assert_eq!(hex(u64::MAX), "0xffffffffffffffff");
        assert_eq!(hex(-1_i32), "0xffffffff");
        assert_eq!(hex_binary(&[0, 0xAB, 7]), "00AB07");
        assert_eq!(hex_binary(&[]), "");
    }

    #[test]
    fn floating_point_numbers_are_short() {
        let double = |value: f64| float(value, format!("{value:?}"));
        assert_eq!(double(1.0), "1");
        assert_eq!(double(-0.5), "-0.5");
        assert_eq!(double(1e300), "1e300");
        assert_eq!(double(f64::NAN), "NaN");
        assert_eq!(double(f64::NEG_INFINITY), "-INF");
        assert_eq!(float(0.1, format!("{:?}", 0.1_f32)), "0.1");
    }

    #[test]
    fn system_times_have_milliseconds() {
        let time = FileTime(134_083_440_000_000_000);
        assert_eq!(date_time(DateTime::from(time)), "2025-11-23T04:00:00.000Z");
    }
}
