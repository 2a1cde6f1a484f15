//! Values as a program has them: text in every encoding and arrays whose lengths may disagree; and their expected form in a
//! payload.

use etw_provider::{AnsiText, DateTime, Guid, Sid, Text, UnicodeText, Utf16Le};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};

/// Text in one of the encodings that string fields accept.
#[derive(Debug)]
pub enum AnyText {
    Utf8(String),
    Utf16(Vec<u16>),
    Utf16Le(Vec<u8>),
}

impl UnicodeText for AnyText {
    fn as_text(&self) -> Text<'_> {
        match self {
            Self::Utf8(text) => text.as_str().into(),
            Self::Utf16(units) => units.as_slice().into(),
            Self::Utf16Le(bytes) => Utf16Le::new(bytes).into(),
        }
    }
}

impl AnyText {
    /// # Errors
    /// The engine has too few bytes.
    pub fn draw(bytes: &mut Unstructured<'_>) -> Result<Self> {
        // Sometimes the text is larger than any event.
        let times = if bytes.ratio(1, 50)? { 5_000 } else { 1 };
        Ok(match bytes.int_in_range(0..=2)? {
            0 => Self::Utf8(bytes.arbitrary::<String>()?.repeat(times)),
            1 => Self::Utf16(bytes.arbitrary::<Vec<u16>>()?.repeat(times)),
            _ => Self::Utf16Le(bytes.arbitrary::<Vec<u8>>()?.repeat(times)),
        })
    }

    fn units(&self) -> Vec<u16> {
        match self {
            Self::Utf8(text) => text.encode_utf16().collect(),
            Self::Utf16(units) => units.clone(),
            Self::Utf16Le(bytes) => Utf16Le::new(bytes).units().collect(),
        }
    }

    /// Returns whether a field that ends with a NUL has this text.
    #[must_use]
    pub fn is_before_nul(&self, field: &Utf16Le) -> bool {
        let replaced = |unit: &u16| if *unit == 0 { 0xFFFD } else { *unit };
        field.units().eq(self.units().iter().map(replaced))
    }

    /// Returns whether a field with a length has this text.
    #[must_use]
    pub fn is_counted(&self, field: &Utf16Le) -> bool {
        field.units().eq(self.units())
    }
}

/// Returns whether an ANSI field that ends with a NUL has these bytes.
#[must_use]
pub fn is_ansi_before_nul(sent: &[u8], field: &[u8]) -> bool {
    let replaced = sent
        .iter()
        .map(|byte| if *byte == 0 { b'?' } else { *byte });
    field.as_ansi().iter().copied().eq(replaced)
}

/// Returns the given number of values.
///
/// # Errors
/// The engine has too few bytes.
pub fn list<X>(
    len: usize,
    bytes: &mut Unstructured<'_>,
    draw: impl Fn(&mut Unstructured<'_>) -> Result<X>,
) -> Result<Vec<X>> {
    (0..len).map(|_| draw(bytes)).collect()
}

/// Returns any value of a type.
///
/// # Errors
/// The engine has too few bytes.
pub fn any<X: for<'b> Arbitrary<'b>>(bytes: &mut Unstructured<'_>) -> Result<X> {
    bytes.arbitrary()
}

/// # Errors
/// The engine has too few bytes.
pub fn guid(bytes: &mut Unstructured<'_>) -> Result<Guid> {
    bytes.arbitrary().map(Guid::from_bytes)
}

/// # Errors
/// The engine has too few bytes.
pub fn date_time(bytes: &mut Unstructured<'_>) -> Result<DateTime> {
    bytes.arbitrary().map(DateTime::from_bytes)
}

/// Returns the bytes of a security identifier with up to 15 sub-authorities.
///
/// # Errors
/// The engine has too few bytes.
pub fn sid(bytes: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let count: u8 = bytes.int_in_range(0..=15)?;
    let mut sid = vec![1, count, 0, 0, 0, 0, 0, 5];
    for _ in 0..count {
        sid.extend(bytes.arbitrary::<[u8; 4]>()?);
    }
    Ok(sid)
}

/// # Panics
/// If the bytes are not a security identifier.
#[must_use]
pub fn as_sid(bytes: &[u8]) -> Sid<'_> {
    Sid::new(bytes).expect("a security identifier")
}
