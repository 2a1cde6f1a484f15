//! Makes text that comes from a manifest safe and short enough for a terminal.

/// Replaces the name of the file while lines are drawn, because the columns of an excerpt are not those of the file. A
/// private use character that is kept out of all other text.
pub(super) const PLACEHOLDER: char = '\u{E000}';

/// The longest message in characters.
const MAX_LENGTH: usize = 1000;

/// Returns the text on one line, cut if it is too long, with visible characters instead of control characters.
pub(crate) fn line(text: &str) -> String {
    shown(text, char::is_control)
}

/// Does the same but keeps line breaks.
pub(super) fn lines(text: &str) -> String {
    shown(text, |character| {
        character.is_control() && character != '\n'
    })
}

fn shown(text: &str, is_hidden: impl Fn(char) -> bool) -> String {
    let end = text
        .char_indices()
        .nth(MAX_LENGTH)
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

/// Returns the visible symbol for a control character.
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

/// Returns `true` if a character changes the direction in which a terminal shows text.
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
        assert_eq!(line(&text).chars().count(), MAX_LENGTH + 1);
        assert_eq!(line("short"), "short");
    }
}
