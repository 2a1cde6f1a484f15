//! Lints for the messages of events: percent signs, placeholders of other syntaxes, and translations.

use crate::collection::{OrderedSet, sort};

use crate::ast::{Text, shorten};
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, codes};
use crate::lower::insert::{inserts, texts};
use crate::lower::strings::Strings;
use crate::model::{Item, Provider};

pub(super) fn check(providers: &[Provider], strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = OrderedSet::new();
    for provider in providers {
        for event in &provider.events {
            // Versions of an event share their messages.
            if !event.message.is_some_and(|it| seen.insert(it)) {
                continue;
            }
            let template = event.template.map(|index| &provider.templates[index]);
            let items = template.map_or(&[][..], |it| &it.items);
            let texts: Vec<Text<'_>> = texts(event.message, strings).collect();
            for text in &texts {
                let found = percent(*text).or_else(|| braces(*text, items));
                if let Some(diagnostic) = found {
                    diagnostics.push(diagnostic);
                }
            }
            check_translations(&texts, diagnostics);
        }
    }
}

/// Returns the first `%` that starts neither an insert nor an escape such as `%%` and `%n`.
fn percent(text: Text<'_>) -> Option<Diagnostic> {
    let mut at = 0;
    while let Some(found) = text.value[at..].find('%') {
        let rest = &text.value[at + found..];
        let next = rest[1..].chars().next();
        if let Some(placeholder) = printf(rest) {
            let message = format!("the message contains `{placeholder}`, which is not replaced");
            let span = text.part(placeholder).span;
            let diagnostic = Diagnostic::new(codes::PLACEHOLDER, span, message);
            return Some(diagnostic.help("write `%1` for the first item, `%2` for the second"));
        }
        // The inserts and escapes of FormatMessage.
        if !matches!(
            next,
            Some('%' | '0'..='9' | 'n' | 'r' | 't' | 'b' | '.' | '!')
        ) {
            let span = text.part(&rest[..1]).span;
            let message = "this `%` is not shown";
            let diagnostic = Diagnostic::new(codes::PERCENT_SIGN, span, message);
            let help = "write `%%` for a percent sign";
            let sure = Applicability::MachineApplicable;
            return Some(diagnostic.rewrite(help, "%", "%%", sure));
        }
        at += found + 1 + next.map_or(0, char::len_utf8);
    }
    None
}

/// Returns a conversion of `printf`, such as `%s` and `%lu`, at the start of a text.
fn printf(text: &str) -> Option<&str> {
    let sizes = ["ll", "l", "h", "I64", ""];
    sizes.into_iter().find_map(|size| {
        let rest = text.strip_prefix('%')?.strip_prefix(size)?;
        let after = rest.strip_prefix(['s', 'S', 'd', 'i', 'u', 'x', 'X', 'c', 'p', 'f', 'g'])?;
        let ends = !after.starts_with(char::is_alphanumeric);
        ends.then(|| &text[..text.len() - after.len()])
    })
}

/// Returns the first `{Name}` or `{0}` that means an item.
fn braces(text: Text<'_>, items: &[Item]) -> Option<Diagnostic> {
    let mut rest = text.value;
    while let Some(start) = rest.find('{') {
        rest = &rest[start..];
        let end = rest.find('}')?;
        let placeholder = &rest[..=end];
        let name = &placeholder[1..end];
        let named = items
            .iter()
            .position(|it| it.name.eq_ignore_ascii_case(name));
        let numbered = name.parse().ok().filter(|it| *it < items.len());
        if let Some(index) = named.or(numbered) {
            let shown = shorten(placeholder);
            let message = format!("the message contains `{shown}`, which is not replaced");
            let span = text.part(placeholder).span;
            let diagnostic = Diagnostic::new(codes::PLACEHOLDER, span, message);
            let insert = format!("%{}", index + 1);
            let help = format!("write `{insert}`");
            let unsure = Applicability::MaybeIncorrect;
            return Some(diagnostic.rewrite(help, placeholder, &insert, unsure));
        }
        rest = &rest[1..];
    }
    None
}

/// Compares the inserts of the translations with those of the first text.
fn check_translations(texts: &[Text<'_>], diagnostics: &mut Diagnostics) {
    let numbers = |text: &Text<'_>| {
        let mut numbers: Vec<u8> = inserts(text.value).map(|it| it.number).collect();
        sort::sort(&mut numbers);
        numbers
    };
    let Some((first, translations)) = texts.split_first() else {
        return;
    };
    let wanted = numbers(first);
    for text in translations {
        let found = numbers(text);
        let message = match (
            wanted.iter().find(|it| !found.contains(it)),
            found.iter().find(|it| !wanted.contains(it)),
        ) {
            (Some(number), _) => format!("the translation does not insert %{number}"),
            (None, Some(number)) => format!("the translation also inserts %{number}"),
            (None, None) => continue,
        };
        let diagnostic = Diagnostic::new(codes::TRANSLATION_INSERTS, text.span, message);
        diagnostics.push(diagnostic.also(first.span, "the text in another locale"));
    }
}
