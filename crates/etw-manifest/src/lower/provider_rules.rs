//! Rules about providers as such, and between the providers of one manifest.

use crate::ast::Text;
use crate::ast::{ChannelEntry, Provider};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::lower::unique::Unique;

pub(super) fn check(providers: &[Provider<'_>], diagnostics: &mut Diagnostics) {
    check_unique(providers, diagnostics);
    check_channels(providers, diagnostics);
    for provider in providers {
        check_name(codes::PROVIDER_NAME, "provider", provider.name, diagnostics);
        check_files(provider, diagnostics);
    }
}

fn check_unique(providers: &[Provider<'_>], diagnostics: &mut Diagnostics) {
    let mut names = Unique::new(codes::DUPLICATE_PROVIDER_NAME);
    let mut guids = Unique::new(codes::DUPLICATE_PROVIDER_GUID)
        .help("readers know providers by their GUIDs: make a new one");
    let mut symbols = Unique::new(codes::DUPLICATE_PROVIDER_SYMBOL);
    for provider in providers {
        names.text(provider.name, diagnostics);
        guids.value(provider.guid, diagnostics);
        symbols.text(provider.symbol, diagnostics);
    }
}

/// A channel belongs to one provider; the others import it.
fn check_channels(providers: &[Provider<'_>], diagnostics: &mut Diagnostics) {
    let mut owners = crate::collection::OrderedMap::new();
    for (owner, provider) in providers.iter().enumerate() {
        for entry in &provider.channels {
            let ChannelEntry::Declared(channel) = entry else {
                continue;
            };
            let Some(name) = channel.name else { continue };
            // Channels are registry keys, whose names have no case.
            let (first, span) =
                *owners.get_or_insert(name.value.to_lowercase(), (owner, name.span));
            if first != owner {
                diagnostics.push(
                    Diagnostic::new(
                        codes::CHANNEL_DECLARED_TWICE,
                        name.span,
                        format!("another provider declares the channel `{}`", name.value),
                    )
                    .label("declared again here")
                    .also(span, "first declared here")
                    .help("use `importChannel` in the second provider"),
                );
            }
        }
    }
}

/// Names of providers and channels are file and registry names: 1 to 255 characters, some of them forbidden.
pub(super) fn check_name(
    code: Code,
    kind: &str,
    name: Option<Text<'_>>,
    diagnostics: &mut Diagnostics,
) {
    const FORBIDDEN: &[char] = &['"', '>', '<', '&', '|', '\\', '\'', ':', '*', '?'];
    let Some(name) = name else { return };
    let found = match name.value.encode_utf16().count() {
        0 => "is empty".to_owned(),
        length @ 256.. => format!("has {length} characters"),
        _ => match name.value.chars().find(|it| FORBIDDEN.contains(it)) {
            Some(character) => format!("contains `{character}`"),
            None => return,
        },
    };
    let diagnostic = Diagnostic::new(code, name.span, format!("the {kind} name {found}"))
        .label("expected 1 to 255 characters, none of them \" > < & | \\ ' : * ?");
    diagnostics.push(diagnostic);
}

fn check_files(provider: &Provider<'_>, diagnostics: &mut Diagnostics) {
    if provider.message_file.is_some_and(|it| !it.value.is_empty()) {
        return;
    }
    let uses_messages =
        provider.message.is_some() || provider.events.iter().any(|event| event.message.is_some());
    match provider.parameter_file {
        Some(file) => diagnostics.push(
            Diagnostic::new(
                codes::PARAMETER_FILE,
                file.span,
                "`parameterFileName` without `messageFileName`",
            )
            .label("needs `messageFileName`"),
        ),
        None if uses_messages => diagnostics.push(
            Diagnostic::new(
                codes::MESSAGE_FILE,
                provider.name_span,
                "missing attribute `messageFileName` of `provider`",
            )
            .label("needs `messageFileName`")
            .note("it has messages, and Event Viewer looks for them in that file"),
        ),
        None => {}
    }
}
