//! Numbers to literals as people write them.

use std::fmt::{self, Display};

use proc_macro2::Literal;

use crate::guid::Guid;

/// `0x2000_0000_0000_0800`, `0x800`.
pub(super) fn hex(value: u64) -> String {
    if value == 0 {
        return "0".to_owned();
    }
    format!("0x{}", grouped(&format!("{value:x}"), 4))
}

/// `4031`, `1_048_576`.
pub(super) fn decimal(value: u64) -> String {
    let digits = value.to_string();
    if digits.len() <= 5 {
        return digits;
    }
    grouped(&digits, 3)
}

/// Digits with an underscore between groups of so many, counted from the right.
fn grouped(digits: &str, size: usize) -> String {
    let mut text = String::with_capacity(2 * digits.len());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % size == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// `runtime::Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503)`.
pub(super) fn guid(guid: Guid) -> String {
    let text = guid.to_string();
    let digits = text[1..37].replace('-', "_");
    format!("runtime::Guid::from_u128(0x{digits})")
}

/// `Some(…)` or `None`, whatever the types around are called.
pub(super) fn optional(value: Option<impl Display>) -> String {
    match value {
        Some(value) => format!("::core::option::Option::Some({value})"),
        None => "::core::option::Option::None".to_owned(),
    }
}

/// A text as a string literal.
pub(super) fn string(text: &str) -> Text<'_> {
    Text(text)
}

/// See [`string`].
pub(super) struct Text<'t>(&'t str);

impl Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Most texts are plain, and `Literal` looks at each character for long.
        let plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
        if self.0.bytes().all(plain) {
            write!(formatter, "\"{}\"", self.0)
        } else {
            Literal::string(self.0).fmt(formatter)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(hex(0x2000_0000_0000_0800), "0x2000_0000_0000_0800");
        assert_eq!(hex(0x800), "0x800");
        assert_eq!(hex(0x1_0000), "0x1_0000");
        assert_eq!(hex(0), "0");
        assert_eq!(decimal(65535), "65535");
        assert_eq!(decimal(1_048_576), "1_048_576");
    }

    #[test]
    fn guids_keep_their_form() {
        let text = guid(Guid::from_u128(0x0651_f5f6_1c0d_492e_8ae1_b4ef_d7c9_d503));
        assert!(
            text.contains("0x0651f5f6_1c0d_492e_8ae1_b4efd7c9d503"),
            "{text}"
        );
    }
}
