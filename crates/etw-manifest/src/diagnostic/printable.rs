//! Makes text that comes from a manifest safe and short enough for a terminal.

use super::human::PLACEHOLDER;

/// More characters than this of one message help nobody.
const MAX_CHARACTERS: usize = 1000;

/// On one line: control characters become visible, what is too long is cut.
pub(crate) fn line(text: &str) -> String {
    shown(text, char::is_control)
}

/// The same, but line breaks stay.
pub(super) fn lines(text: &str) -> String {
    shown(text, |character| {
        character.is_control() && character != '\n'
    })
}

fn shown(text: &str, is_hidden: impl Fn(char) -> bool) -> String {
    let end = text
        .char_indices()
        .nth(MAX_CHARACTERS)
        .map_or(text.len(), |(at, _)| at);
    let mut shown: String = text[..end]
        .chars()
        .map(|character| match character {
            character if is_hidden(character) => picture(character),
            character if turns_text(character) || character == PLACEHOLDER => {
                char::REPLACEMENT_CHARACTER
            }
            character => character,
        })
        .collect();
    if end < text.len() {
        shown.push('…');
    }
    shown
}

/// A visible character that stands for a control character.
fn picture(control: char) -> char {
    match control {
        '\t' => ' ',
        '\0'..' ' => {
            char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7F}' => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// Whether a character changes the direction in which a terminal writes what follows.
const fn turns_text(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        assert_eq!(
            line("a\u{1B}[31m\r\n\tb\u{202E}\u{7F}\u{9B}"),
            "a␛[31m␍␊ b\u{FFFD}␡\u{FFFD}"
        );
        assert_eq!(lines("a\nb\0"), "a\nb␀");
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = "é".repeat(5000);
        assert_eq!(line(&text).chars().count(), MAX_CHARACTERS + 1);
        assert_eq!(line("short"), "short");
    }
}
