//! Inserts: `%1` to `%99` in messages, which stand for the items of the event.

use crate::ast::{self, Text, shorten};
use crate::collection::sort;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::lower::strings::Strings;
use crate::model::{Event, MAX_TEXT, Provider, StringIndex};

/// One insert of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Insert {
    /// From 1.
    pub(super) number: u8,
    /// Whether a format specification follows: `%1!s!`.
    pub(super) formatted: bool,
    /// Bytes of the text, percent sign included.
    start: usize,
    end: usize,
}

/// The inserts of a text, in order. `%%` is a percent sign, so that `%%1` is none; `%0` ends a message.
pub(super) fn inserts(text: &str) -> impl Iterator<Item = Insert> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = bytes.get(at..)?.iter().position(|byte| *byte == b'%') {
            at += found + 1;
            let digit = |offset: usize| {
                bytes
                    .get(at + offset)
                    .filter(|it| it.is_ascii_digit())
                    .map(|it| it - b'0')
            };
            let (number, length) = match (digit(0), digit(1)) {
                (Some(first @ 1..), Some(second)) => (first * 10 + second, 2),
                (Some(first @ 1..), None) => (first, 1),
                // The character after the percent sign belongs to it.
                _ => {
                    at += 1;
                    continue;
                }
            };
            at += length;
            return Some(Insert {
                number,
                formatted: bytes.get(at) == Some(&b'!'),
                start: at - length - 1,
                end: at,
            });
        }
        None
    })
}

/// Checks the messages of events against their templates.
pub(super) fn check(
    providers: &[Provider],
    asts: &[ast::Provider<'_>],
    strings: &Strings<'_>,
    diagnostics: &mut Diagnostics,
) {
    for (provider, ast) in providers.iter().zip(asts) {
        for (event, ast) in provider.events.iter().zip(&ast.events) {
            // The items of an undeclared template are unknown, and it is already reported.
            if event.template.is_some() || ast.template.is_none() {
                check_event(event, provider, strings, diagnostics);
            }
        }
    }
}

/// Warns of inserts in texts that never get values.
pub(super) fn check_fixed_texts(
    providers: &[Provider],
    strings: &Strings<'_>,
    diagnostics: &mut Diagnostics,
) {
    for string in providers.iter().flat_map(fixed_texts) {
        check_fixed(string, strings, diagnostics);
    }
}

fn check_event(
    event: &Event,
    provider: &Provider,
    strings: &Strings<'_>,
    diagnostics: &mut Diagnostics,
) {
    let template = event.template.map(|index| &provider.templates[index]);
    let items = template.map_or(0, |it| it.items.len());
    for text in texts(event.message, strings) {
        if let Some(insert) = inserts(text.value).find(|it| usize::from(it.number) > items) {
            let message = format!(
                "the message inserts %{}, which the event does not have",
                insert.number
            );
            let place = text.part(&text.value[insert.start..insert.end]).span;
            let diagnostic = Diagnostic::new(codes::INSERT_OUT_OF_RANGE, place, message);
            diagnostics.push(match template {
                None => diagnostic
                    .label("nothing to insert")
                    .also(event.span, "this event has no template"),
                Some(template) => diagnostic
                    .label(match items {
                        0 => "nothing to insert".to_owned(),
                        1 => "expected %1".to_owned(),
                        _ => format!("expected %1 to %{items}"),
                    })
                    .also(
                        template.span,
                        format!("`{}`, the template of the event", shorten(&template.tid)),
                    ),
            });
        }
        if let Some(insert) = inserts(text.value).find(|it| it.formatted) {
            let message = format!("the insert %{} has a format specification", insert.number);
            let place = text.part(&text.value[insert.start..insert.end]).span;
            let diagnostic = Diagnostic::new(codes::INSERT_FORMAT, place, message)
                .label("the text between the `!` is ignored or shown unchanged")
                .help("leave it out: the outType of the item decides how it is shown");
            diagnostics.push(diagnostic);
        }
    }
}

/// Checks that every text fits a message table, whose entries have a 16-bit size.
pub(super) fn check_lengths(strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    for (index, _) in strings.used().iter().enumerate() {
        for text in texts(Some(index), strings) {
            // A line feed alone becomes a carriage return and a line feed.
            let breaks = text.value.matches('\n').count() - text.value.matches("\r\n").count();
            let units = text.value.encode_utf16().count() + breaks;
            if units > MAX_TEXT {
                let message = format!("the text has {units} UTF-16 units");
                let diagnostic = Diagnostic::new(codes::MESSAGE_TOO_LONG, text.span, message)
                    .label(format!("expected at most {MAX_TEXT}"))
                    .note("an entry of a message table holds no longer text");
                diagnostics.push(diagnostic);
            }
        }
    }
}

fn check_fixed(string: StringIndex, strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    for text in texts(Some(string), strings) {
        if let Some(insert) = inserts(text.value).next() {
            let message = format!(
                "the insert %{} in a text that never gets values",
                insert.number
            );
            let place = text.part(&text.value[insert.start..insert.end]).span;
            diagnostics.push(
                Diagnostic::new(codes::INSERT_IN_FIXED_TEXT, place, message)
                    .label("shown as it is")
                    .note("only messages of events have items to insert"),
            );
        }
    }
}

/// Returns the texts of a string in all locales.
pub(super) fn texts<'a>(
    string: Option<StringIndex>,
    strings: &'a Strings<'_>,
) -> impl Iterator<Item = Text<'a>> {
    let entry = string.and_then(|string| strings.entry(string));
    entry
        .into_iter()
        .flat_map(|entry| entry.texts.iter().flatten().copied())
}

/// The strings of everything but events, each once.
fn fixed_texts(provider: &Provider) -> Vec<StringIndex> {
    let mut strings: Vec<StringIndex> = Vec::new();
    strings.extend(provider.message);
    strings.extend(provider.channels.iter().filter_map(|it| it.message));
    strings.extend(provider.levels.iter().filter_map(|it| it.message));
    strings.extend(provider.tasks.iter().filter_map(|it| it.message));
    strings.extend(provider.opcodes.iter().filter_map(|it| it.message));
    strings.extend(provider.keywords.iter().filter_map(|it| it.message));
    strings.extend(
        provider
            .maps
            .iter()
            .flat_map(|it| &it.items)
            .map(|it| it.message),
    );
    sort::sort(&mut strings);
    strings.dedup();
    strings
}

#[cfg(test)]
mod tests {
    use super::inserts;

    #[test]
    fn finds_inserts_and_nothing_else() {
        let numbers = |text| inserts(text).map(|it| it.number).collect::<Vec<_>>();
        assert_eq!(numbers("%1 and %2, %99%100"), [1, 2, 99, 10]);
        assert_eq!(numbers("100%% %%1 %n%t%0 % %"), Vec::<u8>::new());
        assert_eq!(numbers("%%%1"), [1]);
        let insert = inserts("é%1!s!").next().unwrap();
        assert!(insert.formatted);
        assert_eq!((insert.start, insert.end), (2, 4));
    }
}
