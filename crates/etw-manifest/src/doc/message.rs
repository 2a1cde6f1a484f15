//! Resolves the escapes and inserts of messages.

use crate::model::{Item, insert};

/// Resolves the escapes of `FormatMessage`: `%n` and `%r` break the line, `%t` is a tab, `%b` a space, `%%` a percent
/// sign, `%0` ends the text, and any other character is itself. An insert (`%1`) becomes the name of its item in braces. An insert
/// without an item and a parameter string (`%%1`) stay.
pub(super) fn readable(text: &str, items: &[Item]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        shown.push_str(before);
        if let Some((item, after)) = insert(after, items) {
            shown.extend(["{", &item.name, "}"]);
            rest = after;
            continue;
        }
        let mut characters = after.chars();
        let mark = characters.next();
        rest = characters.as_str();
        match mark {
            None => shown.push('%'),
            Some('0') => rest = "",
            Some(digit @ '1'..='9') => shown.extend(['%', digit]),
            Some('%') if rest.starts_with(|it: char| it.is_ascii_digit()) => shown.push_str("%%"),
            Some('n' | 'r') => shown.push('\n'),
            Some('t') => shown.push('\t'),
            Some('b') => shown.push(' '),
            Some(other) => shown.push(other),
        }
    }
    shown.push_str(rest);
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::readable;

    fn readable_text(text: &str) -> String {
        readable(text, &[])
    }

    #[test]
    fn escapes_become_what_they_stand_for() {
        assert_eq!(readable_text("is at 70%%."), "is at 70%.");
        assert_eq!(readable_text("%1 a%nb%tc%0d"), "%1 a\nb\tc");
        assert_eq!(readable_text("%%1 %! %. %"), "%%1 ! . %");
        assert_eq!(readable_text("\r\na  \r\n\r\nb%r%n"), "a\n\nb");
        assert_eq!(readable_text("%12!s!"), "%12!s!");
    }
}
