//! Inserts: `%1` to `%99` in messages, which stand for the items of the event.

use crate::ast::Text;
use crate::diagnostic::{Diagnostic, codes};
use crate::lower::strings::Strings;
use crate::model::{Event, Provider, StringIndex};

/// One insert of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Insert {
    /// From 1.
    pub(super) number: u8,
    /// Whether a format specification follows: `%1!s!`.
    pub(super) formatted: bool,
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
                // Whatever follows the percent sign belongs to it.
                _ => {
                    at += 1;
                    continue;
                }
            };
            at += length;
            return Some(Insert {
                number,
                formatted: bytes.get(at) == Some(&b'!'),
            });
        }
        None
    })
}

/// Checks the messages of events against their templates, and the texts that never get values.
pub(super) fn check(
    providers: &[Provider],
    strings: &Strings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for provider in providers {
        for event in &provider.events {
            check_event(event, provider, strings, diagnostics);
        }
        for string in fixed_texts(provider) {
            check_fixed(string, strings, diagnostics);
        }
    }
}

fn check_event(
    event: &Event,
    provider: &Provider,
    strings: &Strings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let items = event
        .template
        .map_or(0, |index| provider.templates[index].items.len());
    for text in texts(event.message, strings) {
        let greatest = inserts(text.value).map(|it| it.number).max().unwrap_or(0);
        if usize::from(greatest) > items {
            let expected = match (event.template, items) {
                (None, _) => "the event has no template, so there is nothing to insert".to_owned(),
                (Some(_), 1) => "the template has 1 item".to_owned(),
                (Some(_), items) => format!("the template has {items} items"),
            };
            diagnostics.push(
                Diagnostic::new(
                    codes::INSERT_OUT_OF_RANGE,
                    text.span,
                    format!("the message inserts %{greatest}"),
                )
                .label(expected)
                .also(event.span, "the event that shows it"),
            );
        }
        if let Some(insert) = inserts(text.value).find(|it| it.formatted) {
            let message = format!("%{} carries a format specification", insert.number);
            diagnostics.push(
                Diagnostic::new(codes::INSERT_FORMAT, text.span, message)
                    .note("the type of the item decides how it is shown; what stands between the exclamation marks is ignored or shown as it is"),
            );
        }
    }
}

fn check_fixed(string: StringIndex, strings: &Strings<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for text in texts(Some(string), strings) {
        if let Some(insert) = inserts(text.value).next() {
            let message = format!("%{} in a text that never gets values", insert.number);
            diagnostics.push(
                Diagnostic::new(codes::INSERT_IN_FIXED_TEXT, text.span, message)
                    .label("shown as it is")
                    .note("only messages of events have items to insert"),
            );
        }
    }
}

fn texts<'a>(
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
    strings.extend(provider.channels.iter().filter_map(|it| it.message));
    strings.extend(provider.tasks.iter().filter_map(|it| it.message));
    strings.extend(provider.opcodes.iter().filter_map(|it| it.message));
    strings.extend(provider.keywords.iter().filter_map(|it| it.message));
    strings.sort_unstable();
    strings.dedup();
    strings
}

#[cfg(test)]
mod tests {
    use super::{Insert, inserts};

    #[test]
    fn finds_inserts_and_nothing_else() {
        let numbers = |text| inserts(text).map(|it| it.number).collect::<Vec<_>>();
        assert_eq!(numbers("%1 and %2, %99%100"), [1, 2, 99, 10]);
        assert_eq!(numbers("100%% %%1 %n%t%0 % %"), Vec::<u8>::new());
        assert_eq!(numbers("%%%1"), [1]);
        assert_eq!(
            inserts("%1!s!").next(),
            Some(Insert {
                number: 1,
                formatted: true
            })
        );
    }
}
