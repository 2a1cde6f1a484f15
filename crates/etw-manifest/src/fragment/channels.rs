//! The rules for channels of fragments, because the order of channels is compiled into descriptors.

use crate::ast::{ChannelEntry, Provider, shorten};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{Source, Span};

/// The first value that is not reserved.
const FIRST_VALUE: u8 = 16;

pub(super) fn check(
    fragment: &Provider<'_>,
    base: &Provider<'_>,
    source: &Source,
    diagnostics: &mut Diagnostics,
) {
    let Some(first) = fragment.channels.first() else {
        return;
    };
    for entry in &fragment.channels {
        check_value(entry, base, diagnostics);
        check_implicit(entry, base, diagnostics);
    }
    let others = base.channels.iter().map(span);
    let mut others = others.filter(|it| source.file_at(it.start()) != 0);
    if let Some(other) = others.next() {
        let message = "two fragments add channels to one provider";
        let diagnostic = Diagnostic::new(codes::FRAGMENT_CONFLICT, span(first), message)
            .label("added by this fragment")
            .also(other, "added by another fragment")
            .note("the place of a channel in the list is part of every descriptor")
            .help("declare one of the channels in the manifest");
        diagnostics.push(diagnostic);
    }
}

fn span(entry: &ChannelEntry<'_>) -> Span {
    match entry {
        ChannelEntry::Declared(it) => it.span,
        ChannelEntry::Imported(it) => it.span,
    }
}

/// Automatic values depend on all other channels, so a fragment may not use them.
fn check_value(entry: &ChannelEntry<'_>, base: &Provider<'_>, diagnostics: &mut Diagnostics) {
    let ChannelEntry::Declared(channel) = entry else {
        return;
    };
    if channel.value.is_some() {
        return;
    }
    let values = base.channels.iter().filter_map(|it| match it {
        ChannelEntry::Declared(it) => it.value.map(|it| it.value),
        ChannelEntry::Imported(_) => None,
    });
    // Those without a value get the first free ones, one each.
    let count = u8::try_from(base.channels.len()).unwrap_or(u8::MAX);
    let automatic = FIRST_VALUE.saturating_add(count);
    let free = values
        .max()
        .map_or(automatic, |it| automatic.max(it.saturating_add(1)));
    let name = channel.name.map_or("", |it| it.value);
    let message = format!(
        "the channel `{}` of the fragment has no value",
        shorten(name)
    );
    let diagnostic = Diagnostic::new(codes::FRAGMENT_CHANNEL, channel.span, message)
        .label("needs `value`")
        .note("the value of a fragment's channel must not depend on other channels")
        .help(format!("add value=\"{free}\""));
    diagnostics.push(diagnostic);
}

/// Importing a channel gives its events a bit, also those of the manifest that name it without importing it.
fn check_implicit(entry: &ChannelEntry<'_>, base: &Provider<'_>, diagnostics: &mut Diagnostics) {
    let ChannelEntry::Imported(channel) = entry else {
        return;
    };
    let Some(name) = channel.name else { return };
    let mut named = base.events.iter().filter_map(|it| it.channel);
    let Some(first) = named.find(|it| it.value == name.value) else {
        return;
    };
    let message = format!(
        "the fragment imports `{}`, which the manifest only names",
        name.value
    );
    let diagnostic = Diagnostic::new(codes::FRAGMENT_NUMBER, name.span, message)
        .label("changes the keywords of the manifest's events")
        .also(
            first.span,
            "an event of the manifest names the channel here",
        )
        .help("remove the import: events may name this channel without it");
    diagnostics.push(diagnostic);
}
