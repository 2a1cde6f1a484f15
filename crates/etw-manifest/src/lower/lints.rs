//! Lints: reports code that is allowed but probably a mistake.

use crate::ast::shorten;
use crate::diagnostic::{
    Applicability, Code, Diagnostic, Diagnostics, Suggestion, codes, removals,
};
use crate::lower::strings::Strings;
use crate::model::{Locale, Provider};
use crate::source::{Source, Span};
use crate::winmeta;

pub(super) fn check(
    providers: &[Provider],
    strings: &Strings<'_>,
    source: &Source,
    diagnostics: &mut Diagnostics,
) {
    for provider in providers {
        check_messages(provider, diagnostics);
        check_templates(provider, source, diagnostics);
    }
    check_strings(strings, diagnostics);
    check_locales(strings, diagnostics);
    check_unused(strings, source, diagnostics);
}

/// Event Viewer shows an event without a message as “the description cannot be found”.
fn check_messages(provider: &Provider, diagnostics: &mut Diagnostics) {
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
        [
            "the event `{}` is in a channel and has no message",
            "events in channels have no message",
            "add `message`: without one, readers see that “the description cannot be found”",
        ],
        diagnostics,
    );
}

fn check_templates(provider: &Provider, source: &Source, diagnostics: &mut Diagnostics) {
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
    report_unused(
        codes::UNUSED_TEMPLATE,
        &unused
            .iter()
            .map(|(it, _)| (it.tid.as_str(), it.span))
            .collect::<Vec<_>>(),
        [
            "the template `{}` is never used",
            "templates are never used",
            "name it as the `template` of an event, or remove it",
        ],
        source,
        diagnostics,
    );
}

fn check_unused(strings: &Strings<'_>, source: &Source, diagnostics: &mut Diagnostics) {
    let unused: Vec<_> = strings.unused().collect();
    report_unused(
        codes::UNUSED_STRING,
        &unused,
        [
            "the string `{}` is never used",
            "strings are never used",
            "refer to it by `$(string.…)`, or remove it",
        ],
        source,
        diagnostics,
    );
}

/// One warning for all, so that a manifest with a thousand of them stays readable.
pub(super) fn report_list(
    code: Code,
    found: &[(&str, Span)],
    [one, many, help]: [&str; 3],
    diagnostics: &mut Diagnostics,
) {
    if let Some(diagnostic) = list(code, found, one, many) {
        diagnostics.push(diagnostic.help(help));
    }
}

/// Does the same for items that nothing uses, and suggests to remove them.
pub(super) fn report_unused(
    code: Code,
    found: &[(&str, Span)],
    [one, many, help]: [&str; 3],
    source: &Source,
    diagnostics: &mut Diagnostics,
) {
    if let Some(diagnostic) = list(code, found, one, many) {
        let edits = removals(source, found.iter().map(|it| it.1));
        let suggestion = Suggestion::new(help, edits, Applicability::MaybeIncorrect);
        diagnostics.push(diagnostic.suggest(suggestion));
    }
}

fn list(code: Code, found: &[(&str, Span)], one: &str, many: &str) -> Option<Diagnostic> {
    const SHOWN: usize = 10;
    let (first, span) = found.first()?;
    Some(match found.len() {
        1 => Diagnostic::new(code, *span, one.replace("{}", &shorten(first))),
        count => {
            let names: Vec<String> = found
                .iter()
                .take(SHOWN)
                .map(|(name, _)| format!("`{}`", shorten(name)))
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
    })
}

/// Strings that some language of the manifest lacks.
fn check_strings(strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    let locales = strings.written_locales();
    let unused: Vec<_> = strings.unused().map(|(id, _)| id).collect();
    for (index, string) in strings.used().iter().enumerate() {
        let Some(entry) = strings.entry(index) else {
            continue;
        };
        if string.source != 0 {
            // `fragment` checks them.
            continue;
        }
        let lacking = locales
            .iter()
            .zip(&string.texts)
            .filter(|(locale, text)| locale.source == 0 && text.is_none());
        let lacking: Vec<_> = lacking
            .map(|(locale, _)| (locale.name.as_str(), locale.span))
            .collect();
        let Some((_, table)) = lacking.first() else {
            continue;
        };
        let names: Vec<_> = lacking.iter().map(|(name, _)| *name).collect();
        let misspelt = diagnostics.closest(&string.id, unused.iter().copied());
        let id = shorten(&string.id);
        let message = format!("the string `{id}` is missing in {}", names.join(", "));
        let diagnostic = Diagnostic::new(codes::MISSING_TRANSLATION, entry.span, message)
            .label("defined here")
            .also(*table, "not in this table")
            .note("readers in that language see the text of another")
            .help(match misspelt {
                Some(it) => format!(
                    "`{}`, which nothing uses, may be meant to be it",
                    shorten(it)
                ),
                None => format!("add <string id=\"{id}\" value=\"…\"/> there"),
            });
        diagnostics.push(diagnostic);
    }
}

fn check_locales(strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    for locale in strings.written_locales() {
        if !looks_like_locale(&locale.name) {
            let message = format!("`{}` is not a known locale", shorten(&locale.name));
            let diagnostic = Diagnostic::new(codes::UNKNOWN_CULTURE, locale.span, message)
                .label("expected a name such as `en-US`")
                .note("its texts go into a message table that no reader asks for");
            diagnostics.push(match meant_locale(&locale.name) {
                Some((meant, applicability)) => diagnostic.rewrite(
                    format!("did you mean `{meant}`?"),
                    &locale.name,
                    &meant,
                    applicability,
                ),
                None => diagnostic,
            });
        }
    }
    check_predefined(strings, diagnostics);
}

/// Warns once of all locales in which we do not know the names of predefined items.
fn check_predefined(strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    let mut locales = strings.written_locales().iter();
    let lacks = |it: &&Locale| looks_like_locale(&it.name) && !winmeta::speaks(&it.name);
    let Some(first) = locales.find(lacks) else {
        return;
    };
    // No locale defines these strings, so all of them lack the same ones.
    let items = strings.used().iter().filter(|it| it.winmeta);
    let items = items.filter_map(|it| winmeta::with_string(&it.id));
    let snippet: Vec<String> = items
        .map(|it| format!("<string id=\"{}\" value=\"{}\"/>", it.string, it.english))
        .collect();
    if snippet.is_empty() {
        return;
    }
    let others = locales.filter(lacks).map(|it| it.name.as_str());
    let names: Vec<&str> = std::iter::once(&*first.name).chain(others).collect();
    let message = format!("predefined names have no text in {}", names.join(", "));
    let diagnostic = Diagnostic::new(codes::WINMETA_TRANSLATION, first.span, message)
        .label("readers see the fallback language")
        .help(match names.len() {
            1 => format!("add to this table, translated: {}", snippet.join(" ")),
            _ => format!("add to these tables, translated: {}", snippet.join(" ")),
        });
    diagnostics.push(diagnostic);
}

/// The names of languages that people write instead of locales.
const LANGUAGES: [(&str, &str); 14] = [
    ("chinese", "zh-CN"),
    ("czech", "cs-CZ"),
    ("dutch", "nl-NL"),
    ("english", "en-US"),
    ("french", "fr-FR"),
    ("german", "de-DE"),
    ("italian", "it-IT"),
    ("japanese", "ja-JP"),
    ("korean", "ko-KR"),
    ("polish", "pl-PL"),
    ("portuguese", "pt-BR"),
    ("russian", "ru-RU"),
    ("spanish", "es-ES"),
    ("turkish", "tr-TR"),
];

/// Returns the locale that was probably meant by the name of a language, or by `es_ES`.
fn meant_locale(name: &str) -> Option<(String, Applicability)> {
    let mut languages = LANGUAGES.iter();
    if let Some((_, locale)) = languages.find(|it| it.0.eq_ignore_ascii_case(name)) {
        return Some(((*locale).to_owned(), Applicability::MaybeIncorrect));
    }
    let name = name.replace('_', "-");
    looks_like_locale(&name).then_some((name, Applicability::MachineApplicable))
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
