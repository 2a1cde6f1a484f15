//! Reads the values of attributes: numbers, GUIDs, symbols, names and references to strings.

use std::ops::RangeInclusive;

use crate::ast::name::QName;
use crate::ast::number::{self, Number, NumberError};
use crate::ast::{Spanned, Text};
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, codes};
use crate::guid::Guid;
use crate::xml::Scope;

pub(super) const BOOLEANS: &[(&str, bool)] =
    &[("true", true), ("false", false), ("1", true), ("0", false)];

pub(super) fn number<N: Number>(
    name: &str,
    text: Text<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<N>> {
    match number::parse(text.value) {
        Ok(value) => Some(Spanned::new(value, text.span)),
        Err(error) => {
            diagnostics.push(not_a_number::<N>(name, text, error));
            None
        }
    }
}

/// Reads the id of a message, of which mc.exe reads any text as a number.
pub(super) fn message_id(text: Text<'_>, diagnostics: &mut Diagnostics) -> Option<Spanned<u32>> {
    match number::parse(text.value) {
        Ok(value) => Some(Spanned::new(value, text.span)),
        Err(error) => {
            let read = number::as_mc_reads(text.value.trim_ascii());
            let diagnostic = not_a_number::<u32>("value", text, error);
            diagnostics.push(diagnostic.note(format!("mc.exe reads this as {read}")));
            None
        }
    }
}

fn not_a_number<N: Number>(name: &str, text: Text<'_>, error: NumberError) -> Diagnostic {
    let shown = shorten(text.value);
    match error {
        NumberError::Malformed => {
            let message = format!("`{name}` is `{shown}`, which is not a number");
            Diagnostic::new(codes::INVALID_NUMBER, text.span, message)
                .label("expected a decimal number, or `0x` and a hexadecimal one")
        }
        NumberError::OutOfRange => {
            let message = format!("`{name}` is `{shown}`, which is out of range");
            Diagnostic::new(codes::NUMBER_RANGE, text.span, message)
                .label(format!("expected 0 to {}", N::MAX))
        }
        NumberError::Octal => octal(name, text),
    }
}

/// Reports a number with a leading zero.
pub(super) fn octal(name: &str, text: Text<'_>) -> Diagnostic {
    let read = number::as_mc_reads(text.value.trim_ascii());
    let decimal = text.value.trim_ascii().trim_start_matches('0');
    let decimal = if decimal.is_empty() { "0" } else { decimal };
    let message = format!("`{name}` starts with a zero");
    Diagnostic::new(codes::INVALID_NUMBER, text.span, message)
        .label(format!("mc.exe reads this as {read}"))
        .note("mc.exe takes a number with a leading zero for an octal one")
        .rewrite(
            format!("write `{decimal}`, or `{read}` if that is meant"),
            text.value,
            decimal,
            Applicability::MaybeIncorrect,
        )
}

pub(super) fn guid(
    name: &str,
    text: Text<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Guid>> {
    let trimmed = text.value.trim_ascii();
    // `Guid::parse` also reads a GUID without braces, which mc.exe rejects.
    let guid = Guid::parse(trimmed).filter(|_| trimmed.starts_with('{'));
    if guid.is_none() {
        let message = format!("`{name}` is `{}`, which is not a GUID", shorten(text.value));
        let diagnostic = Diagnostic::new(codes::INVALID_GUID, text.span, message)
            .label("expected 8, 4, 4, 4 and 12 hexadecimal digits in braces")
            .note("example: `{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}`");
        diagnostics.push(match Guid::parse(trimmed) {
            Some(guid) => diagnostic.rewrite(
                "write the GUID in braces",
                text.value,
                &guid.to_string(),
                Applicability::MachineApplicable,
            ),
            None => diagnostic,
        });
    }
    guid.map(|guid| Spanned::new(guid, text.span))
}

/// Reads one of a few words.
pub(super) fn choice<T: Copy>(
    name: &str,
    text: Text<'_>,
    choices: &[(&'static str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<T>> {
    let word = text.value.trim_ascii();
    let found = choices.iter().find(|(choice, _)| *choice == word);
    if found.is_none() {
        let words = choices.iter().map(|(choice, _)| *choice);
        let quoted: Vec<String> = words.clone().map(|it| format!("`{it}`")).collect();
        let meant = diagnostics.closest(word, words);
        let message = format!("`{name}` cannot be `{}`", shorten(word));
        let diagnostic = Diagnostic::new(codes::INVALID_CHOICE, text.span, message)
            .label(format!("expected one of {}", quoted.join(", ")));
        diagnostics.push(match meant {
            Some(meant) => diagnostic.rewrite(
                format!("did you mean `{meant}`?"),
                text.value,
                meant,
                Applicability::of_word(word, meant),
            ),
            None => diagnostic,
        });
    }
    found.map(|(_, value)| Spanned::new(*value, text.span))
}

/// Reports a symbol that cannot become a name in generated code.
pub(super) fn check_symbol(text: Text<'_>, diagnostics: &mut Diagnostics) {
    if is_identifier(text.value) {
        return;
    }
    let message = match text.value.trim_ascii() {
        "" => "the symbol is empty".to_owned(),
        symbol => format!("the symbol `{}` is not an identifier", shorten(symbol)),
    };
    let diagnostic = Diagnostic::new(codes::INVALID_SYMBOL, text.span, message)
        .label("expected letters, digits and `_`, not starting with a digit")
        .note("symbols become names in generated code");
    diagnostics.push(match text.value.trim_ascii() {
        "" => diagnostic
            .help("leave `symbol` out if nothing needs the name")
            .repair("the item has no symbol"),
        symbol => diagnostic
            .rewrite(
                format!("write `{}`", shorten(&identifier(symbol))),
                text.value,
                &identifier(symbol),
                Applicability::MachineApplicable,
            )
            .repair("other characters became `_`"),
    });
}

fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    first.is_some_and(|it| it == '_' || it.is_alphabetic())
        && characters.all(|it| it == '_' || it.is_alphanumeric())
}

/// Returns the text as an identifier, with `_` for characters that identifiers do not have.
pub(crate) fn identifier(text: &str) -> String {
    let trimmed = text.trim_ascii();
    let letter = |it: char| if it.is_alphanumeric() { it } else { '_' };
    let body: String = trimmed.chars().map(letter).collect();
    match body.chars().next() {
        Some(first) if !first.is_alphabetic() && first != '_' => format!("_{body}"),
        _ => body,
    }
}

/// Reads a name with an optional prefix.
pub(super) fn qname<'t>(
    name: &str,
    text: Text<'t>,
    scope: &'t Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<QName<'t>> {
    if text.value.trim_ascii().is_empty() {
        let message = format!("`{name}` is empty");
        let diagnostic = Diagnostic::new(codes::INVALID_NAME, text.span, message)
            .label("expected a name")
            .help(format!("leave `{name}` out if there is nothing to name"));
        diagnostics.push(diagnostic);
        return None;
    }
    check_characters(name, text, diagnostics);
    Some(QName::new(text, scope))
}

/// Reads `$(string.ID)` and returns the id with its own span.
pub(super) fn string_id<'t>(text: Text<'t>, diagnostics: &mut Diagnostics) -> Option<Text<'t>> {
    let trimmed = text.value.trim_ascii();
    // mc.exe accepts `$(String.` too, but no spaces around the reference.
    let inner = text.value.strip_prefix("$(string.");
    let inner = inner.or_else(|| text.value.strip_prefix("$(String."));
    if let Some(id) = inner.and_then(|rest| rest.strip_suffix(')')) {
        return Some(text.part(id));
    }
    let shown = shorten(text.value);
    let message = format!("`{shown}` is not a reference to a string");
    let diagnostic = Diagnostic::new(codes::STRING_REFERENCE, text.span, message)
        .label("expected a reference such as `$(string.Some.Id)`");
    diagnostics.push(refer_to(trimmed, text, diagnostic));
    None
}

/// Adds the reference that was probably meant by a text.
fn refer_to(trimmed: &str, text: Text<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let is_reference = trimmed.contains("$(");
    let (id, applicability) = match trimmed.trim_matches(['$', '(', ')']).split_once('.') {
        Some((kind, id)) if is_reference && kind.eq_ignore_ascii_case("string") => {
            (id, Applicability::MachineApplicable)
        }
        Some((_, id)) if is_reference => (id, Applicability::MaybeIncorrect),
        None if is_reference => ("", Applicability::MaybeIncorrect),
        _ if is_identifier(&trimmed.replace(['.', '-'], "_")) => {
            (trimmed, Applicability::MaybeIncorrect)
        }
        _ => return diagnostic.help("put the text into the string tables and refer to its id"),
    };
    if id.is_empty() {
        return diagnostic.help("write `$(string.` before the id and `)` after it");
    }
    let reference = format!("$(string.{id})");
    let help = if is_reference {
        format!("write `{}`", shorten(&reference))
    } else {
        let (id, reference) = (shorten(id), shorten(&reference));
        format!(
            "if `{id}` is the id of a string, write `{reference}`; a text goes into the string tables"
        )
    };
    diagnostic.rewrite(help, text.value, &reference, applicability)
}

/// Reports control characters, and invisible ones that change the direction of text.
pub(super) fn check_characters(name: &str, text: Text<'_>, diagnostics: &mut Diagnostics) {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_control();
    if text.value.bytes().all(plain) {
        return;
    }
    let number = |it: char| format!("U+{:04X}", u32::from(it));
    if let Some(character) = text.value.chars().find(|it| it.is_control()) {
        let message = format!(
            "`{name}` contains the control character {}",
            number(character)
        );
        let diagnostic = Diagnostic::new(codes::CONTROL_CHARACTER, text.span, message)
            .label("remove line breaks, tabs and other control characters");
        diagnostics.push(diagnostic);
    }
    if let Some(character) = text.value.chars().find(|it| is_direction_control(*it)) {
        let message = format!(
            "`{name}` contains the invisible character {}",
            number(character)
        );
        let note = "the character changes the direction of the following text, so the name looks like another";
        let diagnostic = Diagnostic::new(codes::BIDIRECTIONAL_CONTROL, text.span, message);
        diagnostics.push(diagnostic.note(note));
    }
}

/// Returns `true` for invisible characters that change the direction of text.
fn is_direction_control(character: char) -> bool {
    matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The characters of a text that a message repeats, enough for any real name.
const MAX_SHOWN: usize = 200;

/// Returns the text, or the start of a long one.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Returns the ranges in `4000-4999 6000`.
pub(super) fn ranges(
    text: Text<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Spanned<RangeInclusive<u16>>> {
    let mut ranges = Vec::new();
    for part in text.value.split_ascii_whitespace() {
        let part = text.part(part);
        let (first, last) = part
            .value
            .split_once('-')
            .unwrap_or((part.value, part.value));
        match (first.parse::<u16>(), last.parse::<u16>()) {
            (Ok(first), Ok(last)) if first <= last => {
                ranges.push(Spanned::new(first..=last, part.span));
            }
            _ => {
                let message = format!("`{}` is not a range of ids", shorten(part.value));
                let diagnostic = Diagnostic::new(codes::INVALID_NUMBER, part.span, message)
                    .label("expected a range such as `4000-4999`");
                diagnostics.push(diagnostic);
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::{identifier, is_identifier};

    #[test]
    fn what_is_made_an_identifier_is_one() {
        for text in ["a", "Impersonation/Stop_V1", "1st", "ñ ú", "_", " x-y "] {
            assert!(is_identifier(&identifier(text)), "{text}");
        }
        assert_eq!(identifier("A/B"), "A_B");
        assert_eq!(identifier("  "), "");
    }
}
