//! Tests whether characters are allowed in XML, and in its names.

use super::problems::Problems;
use crate::source::Span;

/// Returns `true` for the four white space characters of XML.
pub(crate) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// Returns `true` if a document may contain a character, literally or by its number.
pub(super) const fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => character >= ' ',
    }
}

/// Returns `true` if a text is a name of XML. Callers check colons.
pub(crate) fn is_name(text: &str) -> bool {
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return true; // Nearly every name.
    }
    let mut characters = text.chars();
    characters.next().is_some_and(starts_name) && characters.all(continues_name)
}

/// Returns `true` if a text is a name with at most one prefix.
pub(crate) fn is_qualified_name(text: &str) -> bool {
    let is_part = |part: &str| is_name(part) && !part.contains(':');
    match text.split_once(':') {
        Some((prefix, local)) => is_part(prefix) && is_part(local),
        None => is_name(text),
    }
}

fn starts_name(character: char) -> bool {
    matches!(character,
        ':' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Returns `true` if a name may contain a character after the first.
pub(super) fn continues_name(character: char) -> bool {
    starts_name(character)
        || matches!(character,
            '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Reports every character that XML does not allow.
pub(super) fn check(text: &str, problems: &mut Problems) {
    // Nearly every document ends here. A loop without an early exit is vectorized.
    let has_suspect = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(false, |any, byte| any | is_suspect(*byte))
    };
    if !text.as_bytes().chunks(4096).any(has_suspect) {
        return;
    }
    for (at, _) in text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| is_suspect(*byte))
    {
        // Only the first byte of a character counts: 0xEF is never a continuation byte.
        let Some(character) = text[at..].chars().next() else {
            continue;
        };
        if !is_allowed(character) {
            let span = Span::new(at, at + character.len_utf8());
            problems.recoverable(span, not_allowed(character), |diagnostic| {
                diagnostic.help("remove it; `&#…;` is not allowed for it either")
            });
        }
        if problems.stopped() {
            return;
        }
    }
}

/// Returns `true` if a byte may start a character that XML does not allow.
const fn is_suspect(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0xEF
}

/// Describes a character that XML does not allow.
pub(super) fn not_allowed(character: char) -> String {
    format!(
        "the character U+{:04X} is not allowed in XML",
        u32::from(character)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_xml() {
        for name in ["a", "_", "win:Info", "é-1.x", "名"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1a", "-a", ".a", "a b", "a$", "a\u{0}"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_prefix_is_a_name_and_what_follows_is_another() {
        for name in ["a", "a:b"] {
            assert!(is_qualified_name(name), "{name}");
        }
        for name in [":a", "a:", "a:b:c", "a:1", "a:\u{342}", ""] {
            assert!(!is_qualified_name(name), "{name}");
        }
    }

    #[test]
    fn control_characters_are_not_allowed() {
        for character in ['\0', '\u{1B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert!(!is_allowed(character));
        }
        for character in ['\t', '\n', '\r', ' ', '\u{7F}', '\u{FFFD}', '\u{10FFFF}'] {
            assert!(is_allowed(character));
        }
    }
}
