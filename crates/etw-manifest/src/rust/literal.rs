//! Numbers to literals as people write them.

use std::fmt::{self, Display};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::guid::Guid;

/// `0x2000_0000_0000_0800`, `0x800`.
pub(super) fn hex(value: u64) -> Literal {
    if value == 0 {
        return Literal::u64_unsuffixed(0);
    }
    let digits = format!("{value:x}");
    let groups = digits.as_bytes().rchunks(4).rev();
    let groups: Vec<&str> = groups
        .filter_map(|it| std::str::from_utf8(it).ok())
        .collect();
    literal(&format!("0x{}", groups.join("_")))
}

/// `4031`, `1_048_576`.
pub(super) fn decimal(value: u64) -> Literal {
    let digits = value.to_string();
    if digits.len() <= 5 {
        return Literal::u64_unsuffixed(value);
    }
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<&str> = groups
        .filter_map(|it| std::str::from_utf8(it).ok())
        .collect();
    literal(&groups.join("_"))
}

/// `runtime::Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503)`.
pub(super) fn guid(guid: Guid) -> TokenStream {
    let text = guid.to_string();
    let digits = literal(&format!("0x{}", text[1..37].replace('-', "_")));
    quote!(runtime::Guid::from_u128(#digits))
}

/// `Some(…)` or `None`, whatever the types around are called.
pub(super) fn optional(tokens: Option<TokenStream>) -> TokenStream {
    tokens.map_or_else(
        || quote!(::core::option::Option::None),
        |tokens| quote!(::core::option::Option::Some(#tokens)),
    )
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

fn literal(digits: &str) -> Literal {
    digits
        .parse()
        .expect("digits with underscores between them are a literal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(
            hex(0x2000_0000_0000_0800).to_string(),
            "0x2000_0000_0000_0800"
        );
        assert_eq!(hex(0x800).to_string(), "0x800");
        assert_eq!(hex(0x1_0000).to_string(), "0x1_0000");
        assert_eq!(hex(0).to_string(), "0");
        assert_eq!(decimal(65535).to_string(), "65535");
        assert_eq!(decimal(1_048_576).to_string(), "1_048_576");
    }

    #[test]
    fn guids_keep_their_form() {
        let text = guid(Guid::from_u128(0x0651_f5f6_1c0d_492e_8ae1_b4ef_d7c9_d503)).to_string();
        assert!(
            text.contains("0x0651f5f6_1c0d_492e_8ae1_b4efd7c9d503"),
            "{text}"
        );
    }
}
