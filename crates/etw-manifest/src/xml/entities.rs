//! Resolves references (`&amp;`, `&#10;`) and line ends in text and attribute values.

use std::borrow::Cow;

use super::characters::{continues_name, is_allowed, not_allowed};
use super::problems::Problems;
use crate::diagnostic::{Applicability, Suggestion};
use crate::source::Span;

/// The entities of XML. Without a document type there are no others.
const PREDEFINED: [(&str, char); 5] = [
    ("amp", '&'),
    ("apos", '\''),
    ("gt", '>'),
    ("lt", '<'),
    ("quot", '"'),
];

/// Resolves the text `raw` at `offset`. A reference with a fault is reported and kept as written.
pub(super) fn resolve<'s>(raw: &'s str, offset: usize, problems: &mut Problems) -> Cow<'s, str> {
    let is_special = |byte: u8| byte == b'&' || byte == b'\r';
    if !raw.bytes().any(is_special) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(length) = raw[at..].bytes().position(is_special) {
        text.push_str(&raw[at..at + length]);
        at += length;
        at += match raw.as_bytes()[at] {
            b'\r' => line_end(&raw[at..], &mut text),
            _ => reference(&raw[at..], offset + at, &mut text, problems),
        };
    }
    text.push_str(&raw[at..]);
    Cow::Owned(text)
}

/// Does the same for CDATA sections, which have no references.
pub(super) fn normalize_line_ends(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    }
}

/// Reads CR LF or a lone CR as one LF. Returns the number of bytes read.
fn line_end(rest: &str, text: &mut String) -> usize {
    text.push('\n');
    if rest.starts_with("\r\n") { 2 } else { 1 }
}

/// Reads from `&` to `;`. Returns the number of bytes read.
fn reference(rest: &str, offset: usize, text: &mut String, problems: &mut Problems) -> usize {
    let number = rest.starts_with("&#");
    let start = if number { 2 } else { 1 };
    let length = rest[start..].find(|character| !continues_name(character));
    let end = length.map_or(rest.len(), |length| start + length);
    let name = &rest[start..end];
    if name.is_empty() || !rest[end..].starts_with(';') {
        unterminated(name, number, Span::new(offset, offset + end), problems);
        text.push_str(&rest[..end]);
        return end;
    }
    let span = Span::new(offset, offset + end + 1);
    let meaning = if number {
        numbered(name, span, problems)
    } else {
        named(name, span, problems)
    };
    match meaning {
        Some(character) => text.push(character),
        None => text.push_str(&rest[..=end]),
    }
    end + 1
}

fn unterminated(name: &str, number: bool, span: Span, problems: &mut Problems) {
    if name.is_empty() && !number {
        problems.recoverable(span, "a lone `&`", |diagnostic| {
            diagnostic.fix("write it as `&amp;`", span, "&amp;")
        });
        return;
    }
    problems.recoverable(span, "the reference does not end with `;`", |diagnostic| {
        let help = "add `;`, or write a literal `&` as `&amp;`";
        let start = Span::new(span.start(), span.start() + 1);
        let edits = vec![(start, "&amp;".to_owned())];
        diagnostic.suggest(Suggestion::new(help, edits, Applicability::MaybeIncorrect))
    });
}

fn named(name: &str, span: Span, problems: &mut Problems) -> Option<char> {
    let known = PREDEFINED.iter().find(|(known, _)| *known == name);
    if known.is_none() {
        let known = PREDEFINED.iter().map(|(known, _)| *known);
        let meant = problems.closest(name, known);
        let meant = meant.map(|known| format!("did you mean `&{known};`?"));
        problems.recoverable(span, format!("the entity `{name}` is not defined"), |diagnostic| {
            diagnostic
                .maybe_help(meant)
                .help("XML has only `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`; write other characters as they are, or as numbers: `&#xA0;`")
        });
    }
    known.map(|(_, character)| *character)
}

fn numbered(name: &str, span: Span, problems: &mut Problems) -> Option<char> {
    let (digits, radix) = name
        .strip_prefix('x')
        .map_or((name, 10), |digits| (digits, 16));
    let written = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    // The parser of numbers rejects leading zeros that make the number too long; XML allows them.
    let digits = digits.trim_start_matches('0');
    let number = if digits.is_empty() {
        Ok(0)
    } else {
        u32::from_str_radix(digits, radix)
    };
    let character = number.ok().and_then(char::from_u32);
    let message = match character {
        _ if !written => "a character reference is `&#`, decimal digits and `;`, or `&#x`, hexadecimal digits and `;`".to_owned(),
        None => "there is no character with this number".to_owned(),
        Some(character) if !is_allowed(character) => not_allowed(character),
        Some(_) => return character,
    };
    problems.recoverable(span, message, |diagnostic| diagnostic);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;

    fn resolved(raw: &str) -> (String, Vec<(usize, usize)>) {
        let mut problems = Problems::new(Diagnostics::default());
        let text = resolve(raw, 100, &mut problems).into_owned();
        let spans = problems
            .into_diagnostics()
            .iter()
            .map(|d| (d.span().start(), d.span().end()))
            .collect();
        (text, spans)
    }

    #[test]
    fn references_become_characters() {
        let (text, faults) = resolved("&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;&#xA;&#13;&#0065;");
        assert_eq!(text, "<>&\"'A😀\n\rA");
        assert_eq!(faults, []);
    }

    #[test]
    fn line_breaks_stay_and_become_one_character() {
        assert_eq!(resolved("a\r\nb\rc\nd\t\r\r\n").0, "a\nb\nc\nd\t\n\n");
        assert_eq!(normalize_line_ends("a\r\n&amp;\r"), "a\n&amp;\n");
    }

    #[test]
    fn text_without_references_is_not_copied() {
        let mut problems = Problems::new(Diagnostics::default());
        assert!(matches!(
            resolve("a\nb", 0, &mut problems),
            Cow::Borrowed("a\nb")
        ));
    }

    #[test]
    fn each_fault_has_its_place_and_the_text_stays() {
        for (raw, span) in [
            ("a & b", (102, 103)),
            ("a&", (101, 102)),
            ("&nbsp;", (100, 106)),
            ("x&amp y", (101, 105)),
            ("&#;", (100, 102)),
            ("&#x;", (100, 104)),
            ("&#xG;", (100, 105)),
            ("&#1a;", (100, 105)),
            ("&#+1;", (100, 102)),
            ("&#0;", (100, 104)),
            ("&#xFFFF;", (100, 108)),
            ("&#xD800;", (100, 108)),
            ("&#99999999999999999999;", (100, 123)),
            ("&é", (100, 103)),
        ] {
            assert_eq!(resolved(raw), (raw.to_owned(), vec![span]), "{raw}");
        }
    }
}
