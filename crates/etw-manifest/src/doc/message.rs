//! Resolves the escapes of messages; inserts stay.

/// Resolves the escapes of `FormatMessage`: `%n` and `%r` break the line, `%t` is a tab, `%b` a space, `%%` a percent
/// sign, `%0` ends the text, and any other character is itself. Inserts (`%1`) and parameter strings (`%%1`)
/// stay, because their values are known only when an event occurs.
pub(super) fn readable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '%' {
            shown.push(character);
            continue;
        }
        let Some(next) = rest.next() else {
            shown.push('%');
            break;
        };
        match next {
            '0' => break,
            '1'..='9' => shown.extend(['%', next]),
            '%' if rest.peek().is_some_and(char::is_ascii_digit) => shown.push_str("%%"),
            'n' | 'r' => shown.push('\n'),
            't' => shown.push('\t'),
            'b' => shown.push(' '),
            other => shown.push(other),
        }
    }
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn escapes_become_what_they_stand_for() {
        assert_eq!(readable("is at 70%%."), "is at 70%.");
        assert_eq!(readable("%1 a%nb%tc%0d"), "%1 a\nb\tc");
        assert_eq!(readable("%%1 %! %. %"), "%%1 ! . %");
        assert_eq!(readable("\r\na  \r\n\r\nb%r%n"), "a\n\nb");
        assert_eq!(readable("%12!s!"), "%12!s!");
    }
}
