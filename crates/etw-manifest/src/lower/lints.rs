//! Lints: what is allowed and probably not meant.

use crate::diagnostic::{Diagnostic, codes};
use crate::lower::strings::Strings;
use crate::model::Provider;
use crate::source::Span;

/// A message table entry holds a 16-bit size; this many UTF-16 units fit beside the header and the line end.
const LONGEST_TEXT: usize = 32_763;

pub(super) fn check(
    providers: &[Provider],
    strings: &Strings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for provider in providers {
        check_messages(provider, diagnostics);
        check_templates(provider, diagnostics);
    }
    check_strings(strings, diagnostics);
    check_cultures(strings, diagnostics);
    check_unused(strings, diagnostics);
}

/// Event Viewer shows an event without a message as “the description cannot be found”.
fn check_messages(provider: &Provider, diagnostics: &mut Vec<Diagnostic>) {
    let silent: Vec<_> = provider
        .events
        .iter()
        .filter(|it| it.channel.is_some() && it.message.is_none())
        .collect();
    report_list(
        codes::EVENT_WITHOUT_MESSAGE,
        &silent
            .iter()
            .map(|it| (it.symbol.as_deref().unwrap_or("unnamed"), it.span))
            .collect::<Vec<_>>(),
        "event in a channel has no message",
        "events in channels have no message",
        diagnostics,
    );
}

fn check_templates(provider: &Provider, diagnostics: &mut Vec<Diagnostic>) {
    let events = provider.events.iter().filter_map(|it| it.template);
    let mut used = vec![false; provider.templates.len()];
    events
        .chain(provider.filters.iter().filter_map(|it| it.template))
        .for_each(|index| used[index] = true);
    let unused: Vec<_> = provider
        .templates
        .iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .collect();
    report_list(
        codes::UNUSED_TEMPLATE,
        &unused
            .iter()
            .map(|(it, _)| (it.tid.as_str(), it.span))
            .collect::<Vec<_>>(),
        "template is never used",
        "templates are never used",
        diagnostics,
    );
}

fn check_unused(strings: &Strings<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let unused: Vec<_> = strings.unused().collect();
    report_list(
        codes::UNUSED_STRING,
        &unused,
        "string is never used",
        "strings are never used",
        diagnostics,
    );
}

/// One warning for all, so that a manifest with a thousand of them stays readable.
fn report_list(
    code: crate::diagnostic::Code,
    found: &[(&str, Span)],
    one: &str,
    many: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    const SHOWN: usize = 10;
    let Some((first, span)) = found.first() else {
        return;
    };
    let diagnostic = match found.len() {
        1 => Diagnostic::new(code, *span, format!("1 {one}: `{first}`")),
        count => {
            let names: Vec<String> = found
                .iter()
                .take(SHOWN)
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            let rest = if count > SHOWN {
                format!(" and {} more", count - SHOWN)
            } else {
                String::new()
            };
            Diagnostic::new(code, *span, format!("{count} {many}"))
                .label("the first of them")
                .note(format!("these are {}{rest}", names.join(", ")))
        }
    };
    diagnostics.push(diagnostic);
}

/// Missing translations, and texts that no message table can hold.
fn check_strings(strings: &Strings<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let cultures: Vec<_> = strings
        .written_cultures()
        .map(|(culture, _)| culture.name.as_str())
        .collect();
    for (index, _) in strings.used().iter().enumerate() {
        let Some(entry) = strings.entry(index) else {
            continue;
        };
        let missing: Vec<_> = cultures
            .iter()
            .zip(&entry.texts)
            .filter(|(_, text)| text.is_none())
            .map(|(name, _)| *name)
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "the string `{}` is missing in {}",
                strings.used()[index].id,
                missing.join(", ")
            );
            diagnostics.push(
                Diagnostic::new(codes::MISSING_TRANSLATION, entry.span, message)
                    .label("defined here")
                    .note("readers in that language see the text of the fallback language"),
            );
        }
        for text in entry.texts.iter().flatten() {
            let units = text.value.encode_utf16().count() + text.value.matches('\n').count();
            if units > LONGEST_TEXT {
                let message = format!("the text has {units} UTF-16 units");
                diagnostics.push(
                    Diagnostic::new(codes::MESSAGE_TOO_LONG, text.span, message)
                        .label(format!("expected at most {LONGEST_TEXT}")),
                );
            }
        }
    }
}

fn check_cultures(strings: &Strings<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (culture, span) in strings.written_cultures() {
        if !looks_like_locale(&culture.name) {
            let message = format!("`{}` is not a known locale", culture.name);
            diagnostics.push(
                Diagnostic::new(codes::UNKNOWN_CULTURE, span, message)
                    .label("expected a name such as `en-US`")
                    .note("its texts go into a message table that no reader asks for"),
            );
        }
    }
    for (culture, span) in strings.written_cultures() {
        let language = culture
            .name
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let at = strings
            .cultures()
            .iter()
            .position(|it| it == culture)
            .unwrap_or_default();
        let lacking = strings
            .used()
            .iter()
            .filter(|it| it.winmeta && it.texts.get(at).is_none_or(Option::is_none))
            .count();
        if lacking > 0 && !matches!(language.as_str(), "en" | "es") {
            let message = format!(
                "{lacking} predefined names have no text in {}",
                culture.name
            );
            diagnostics.push(
                Diagnostic::new(codes::WINMETA_TRANSLATION, span, message)
                    .note("levels, opcodes and keywords of Windows are shown in the fallback language")
                    .help("define strings such as `level.Error` in this culture"),
            );
        }
    }
}

/// Language, optional script, optional region, optional variant, as in Windows' locale names.
fn looks_like_locale(name: &str) -> bool {
    let mut parts = name.split('-');
    let language = parts.next().unwrap_or_default();
    let alphanumeric = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
    };
    (2..=3).contains(&language.len())
        && language.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(alphanumeric)
}
