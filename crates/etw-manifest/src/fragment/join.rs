//! Joins a fragment with its manifest: each provider gets the items that the fragment adds.

use crate::ast::{Manifest, Provider, Text, shorten};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::fragment::channels;
use crate::source::{Source, Span};

pub(super) fn join<'t>(
    manifest: &mut Manifest<'t>,
    fragment: Manifest<'t>,
    source: &Source,
    diagnostics: &mut Diagnostics,
) {
    for provider in fragment.providers {
        let Some(base) = base_of(&provider, manifest) else {
            let diagnostic = unknown(&provider, manifest, diagnostics);
            diagnostics.push(diagnostic);
            continue;
        };
        let base = &mut manifest.providers[base];
        check_attributes(&provider, base, diagnostics);
        channels::check(&provider, base, source, diagnostics);
        extend(base, provider);
    }
    manifest.messages.extend(fragment.messages);
    if let Some(tables) = fragment.resources {
        manifest.resources.get_or_insert_default().extend(tables);
    }
}

/// Returns the index of the provider with the name of a fragment's, or with its GUID.
pub(super) fn base_of(fragment: &Provider<'_>, manifest: &Manifest<'_>) -> Option<usize> {
    let same = |it: &Provider<'_>| match (fragment.name, fragment.guid) {
        (Some(name), _) => it.name.is_some_and(|it| it.value == name.value),
        (None, Some(guid)) => it.guid.is_some_and(|it| it.value == guid.value),
        (None, None) => false,
    };
    manifest.providers.iter().position(same)
}

fn unknown(
    fragment: &Provider<'_>,
    manifest: &Manifest<'_>,
    diagnostics: &mut Diagnostics,
) -> Diagnostic {
    let code = codes::UNKNOWN_BASE;
    let names = manifest.providers.iter().filter_map(|it| it.name);
    let names: Vec<&str> = names.map(|it| it.value).collect();
    let diagnostic = match (fragment.name, fragment.guid) {
        (Some(name), _) => {
            let message = format!("the manifest has no provider `{}`", shorten(name.value));
            let meant = diagnostics.closest(name.value, names.iter().copied());
            Diagnostic::new(code, name.span, message)
                .label("unknown provider")
                .did_you_mean(name.value, meant)
        }
        (None, Some(guid)) => {
            let message = format!("the manifest has no provider with the GUID {}", guid.value);
            Diagnostic::new(code, guid.span, message).label("unknown provider")
        }
        (None, None) => Diagnostic::new(
            code,
            fragment.name_span,
            "the fragment does not name a provider",
        )
        .label("needs `name` or `guid`"),
    };
    let shown: Vec<String> = names.iter().take(8).map(|it| format!("`{it}`")).collect();
    diagnostic.note(format!("a fragment can extend {}", shown.join(", ")))
}

/// The attributes of a provider are the manifest's; a fragment may repeat, not change them.
fn check_attributes(fragment: &Provider<'_>, base: &Provider<'_>, diagnostics: &mut Diagnostics) {
    if let (Some(own), Some(theirs)) = (fragment.guid, base.guid) {
        if own.value != theirs.value {
            diagnostics.push(changed("guid", own.span, Some(theirs.span)));
        }
    }
    let texts = [
        ("symbol", fragment.symbol, base.symbol),
        (
            "resourceFileName",
            fragment.resource_file,
            base.resource_file,
        ),
        ("messageFileName", fragment.message_file, base.message_file),
        (
            "parameterFileName",
            fragment.parameter_file,
            base.parameter_file,
        ),
        ("helpLink", fragment.help_link, base.help_link),
        ("message", fragment.message, base.message),
    ];
    for (name, own, theirs) in texts {
        let value = |it: Option<Text<'_>>| it.map(|it| it.value.to_owned());
        if let Some(text) = own.filter(|_| value(own) != value(theirs)) {
            diagnostics.push(changed(name, text.span, theirs.map(|it| it.span)));
        }
    }
    if let Some(own) = fragment.control_guid {
        if base.control_guid.map(|it| it.value) != Some(own.value) {
            let theirs = base.control_guid.map(|it| it.span);
            diagnostics.push(changed("controlGuid", own.span, theirs));
        }
    }
    if fragment.traits.is_some() {
        diagnostics.push(changed("traits", fragment.name_span, None));
    }
}

fn changed(name: &str, own: Span, theirs: Option<Span>) -> Diagnostic {
    let message = format!("the fragment changes `{name}` of the provider");
    let diagnostic = Diagnostic::new(codes::FRAGMENT_ATTRIBUTE, own, message)
        .label("only the manifest decides this")
        .help(format!(
            "remove `{name}` here; `name` is enough to find the provider"
        ));
    match theirs {
        Some(theirs) => diagnostic.also(theirs, "the manifest has this value"),
        None => diagnostic,
    }
}

fn extend<'t>(base: &mut Provider<'t>, fragment: Provider<'t>) {
    base.channels.extend(fragment.channels);
    base.levels.extend(fragment.levels);
    base.tasks.extend(fragment.tasks);
    base.opcodes.extend(fragment.opcodes);
    base.keywords.extend(fragment.keywords);
    base.maps.extend(fragment.maps);
    base.pattern_maps.extend(fragment.pattern_maps);
    base.templates.extend(fragment.templates);
    base.filters.extend(fragment.filters);
    base.events.extend(fragment.events);
}
