//! Values as a program has them: texts, and arrays whose lengths may disagree; and their expected form in a payload.

use etw_provider::{AnsiText, DateTime, Guid, Sid, Text};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};

/// Returns a text, which is sometimes larger than any event.
///
/// # Errors
/// The engine has too few bytes.
pub fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    let times = if bytes.ratio(1, 50)? { 5_000 } else { 1 };
    Ok(bytes.arbitrary::<String>()?.repeat(times))
}

/// Returns whether a field that ends with a NUL has this text.
#[must_use]
pub fn is_before_nul(sent: &str, field: Text<'_>) -> bool {
    field == sent.replace('\0', "\u{FFFD}")
}

/// Returns whether an ANSI field that ends with a NUL has this text.
#[must_use]
pub fn is_ansi_before_nul(sent: &str, field: AnsiText<'_>) -> bool {
    field == sent.replace('\0', "?")
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
