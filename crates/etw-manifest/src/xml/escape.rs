//! Text inside markup.

/// Returns the reference for a character that markup gives a meaning.
pub(crate) const fn entity(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    }
}

/// Escapes text for an attribute or element. Characters that XML does not allow become U+FFFD.
#[cfg(feature = "tools")]
pub(crate) fn escape(out: &mut String, text: &str) {
    use std::fmt::Write as _;

    for character in text.chars() {
        match (entity(character), character) {
            (Some(entity), _) => out.push_str(entity),
            (None, '\t' | '\n' | '\r') => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
            (None, '\0'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}') => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            (None, other) => out.push(other),
        }
    }
}
