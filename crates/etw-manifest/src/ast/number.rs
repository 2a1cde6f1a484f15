//! Reads numbers: decimal, or hexadecimal after `0x`.

use std::fmt;

/// An error of reading a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NumberError {
    /// The text is not a number.
    Malformed,
    /// The number does not fit the type.
    OutOfRange,
    /// mc.exe reads a number with a leading zero as an octal one.
    Octal,
}

/// An unsigned integer that an attribute can hold.
pub(super) trait Number: TryFrom<u64> + fmt::Display {
    const MAX: u64;
}

impl Number for u8 {
    const MAX: u64 = u8::MAX as u64;
}
impl Number for u16 {
    const MAX: u64 = u16::MAX as u64;
}
impl Number for u32 {
    const MAX: u64 = u32::MAX as u64;
}
impl Number for u64 {
    const MAX: u64 = u64::MAX;
}

/// Reads a number. The schema allows white space around it.
pub(super) fn parse<N: Number>(text: &str) -> Result<N, NumberError> {
    let text = text.trim_ascii();
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let (radix, negative, body) = match (hexadecimal, text.strip_prefix('-')) {
        (Some(digits), _) => (16, false, digits),
        (None, Some(digits)) => (10, true, digits),
        (None, None) => (10, false, text),
    };
    if body.is_empty() || !body.chars().all(|digit| digit.is_digit(radix)) {
        return Err(NumberError::Malformed);
    }
    if radix == 10 && body.len() > 1 && body.starts_with('0') {
        return Err(NumberError::Octal);
    }
    let value = u64::from_str_radix(body, radix).map_err(|_| NumberError::OutOfRange)?;
    // `-0` is a number of the schema's unsigned types.
    if negative && value != 0 {
        return Err(NumberError::OutOfRange);
    }
    N::try_from(value).map_err(|_| NumberError::OutOfRange)
}

/// Returns the number that mc.exe reads: that of the C function `wcstoul`, which ignores everything after the digits.
pub(super) fn as_mc_reads(text: &str) -> u32 {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let hexadecimal = body.strip_prefix("0x").or_else(|| body.strip_prefix("0X"));
    let (radix, digits) = match hexadecimal {
        Some(digits) => (16, digits),
        None if body.starts_with('0') => (8, body),
        None => (10, body),
    };
    let digits = digits.chars().map_while(|it| it.to_digit(radix));
    let value = digits.fold(0_u64, |value, digit| {
        value
            .saturating_mul(radix.into())
            .saturating_add(digit.into())
    });
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    match negative {
        true => value.wrapping_neg(),
        false => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_and_hexadecimal() {
        assert_eq!(parse::<u16>("4031"), Ok(4031));
        assert_eq!(parse::<u64>(" 0x8000000000000000 "), Ok(1 << 63));
        assert_eq!(parse::<u8>("0XfF"), Ok(255));
        assert_eq!(parse::<u8>("-0"), Ok(0));
    }

    #[test]
    fn what_does_not_fit_and_what_is_no_number() {
        assert_eq!(parse::<u8>("256"), Err(NumberError::OutOfRange));
        assert_eq!(parse::<u8>("-1"), Err(NumberError::OutOfRange));
        assert_eq!(
            parse::<u64>("99999999999999999999"),
            Err(NumberError::OutOfRange)
        );
        for text in ["", "0x", "abc", "1 2", "0x-1", "+5", "１"] {
            assert_eq!(parse::<u8>(text), Err(NumberError::Malformed), "{text}");
        }
        assert_eq!(parse::<u8>("010"), Err(NumberError::Octal));
    }

    #[test]
    fn mc_reads_as_c_does() {
        let cases = [
            ("010", 8),
            ("09", 0),
            ("5x", 5),
            ("1.5", 1),
            ("-1", u32::MAX),
            ("0x10001", 0x10001),
            ("4294967297", u32::MAX),
            ("abc", 0),
        ];
        for (text, number) in cases {
            assert_eq!(as_mc_reads(text), number, "{text}");
        }
    }
}
