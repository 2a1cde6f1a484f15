//! Channels: gives each its number, and finds the one an event names.

use crate::ast::{self, ChannelEntry, Text, shorten};
use crate::collection::OrderedSet;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::did_you_mean::{Budget, closest};
use crate::lower::context::{Context, symbol};
use crate::lower::names::Kind;
use crate::lower::provider_rules::check_name;
use crate::lower::unique::Unique;
use crate::model::{Channel, ChannelOrigin, Isolation, Logging, Publishing};
use crate::source::Span;
use crate::winmeta::{self, Predefined};

/// Keyword bits 56 to 63 are the channels'.
const MAX_CHANNELS: usize = 8;
/// The first value that is not reserved.
const FIRST_VALUE: u8 = 16;

pub(super) fn lower<'t>(entries: &'t [ChannelEntry<'t>], context: &mut Context<'t, '_>) {
    check(entries, context.diagnostics);
    let mut numbers = Numbers::new(entries);
    for entry in entries {
        let channel = match entry {
            ChannelEntry::Declared(channel) => declared(channel, &mut numbers, context),
            ChannelEntry::Imported(channel) => imported(channel, &mut numbers, context),
        };
        let index = context.provider.channels.len();
        let (chid, name) = names(entry);
        // The first of two equal names is meant; the second has been reported.
        if let Some(chid) = chid {
            context.names.chids.get_or_insert(chid.value, index);
        }
        for key in [chid, name].into_iter().flatten() {
            context.names.channels.get_or_insert(key.value, index);
        }
        context.provider.channels.push(channel);
    }
}

/// Gives free numbers in document order, passing over those that any channel claims.
struct Numbers {
    taken: OrderedSet<u8>,
    next: u8,
}

impl Numbers {
    fn new(entries: &[ChannelEntry<'_>]) -> Self {
        let taken = entries.iter().filter_map(|entry| match entry {
            ChannelEntry::Declared(channel) => channel.value.map(|it| it.value),
            ChannelEntry::Imported(_) => None,
        });
        Self {
            taken: taken.collect(),
            next: FIRST_VALUE,
        }
    }

    fn take(&mut self) -> u8 {
        while self.taken.contains(&self.next) && self.next < u8::MAX {
            self.next += 1;
        }
        let number = self.next;
        self.next = self.next.saturating_add(1);
        number
    }
}

fn declared<'t>(
    ast: &'t ast::Channel<'t>,
    numbers: &mut Numbers,
    context: &mut Context<'t, '_>,
) -> Channel {
    Channel {
        source: context.file_of(ast.span),
        name: ast.name.map_or("", |it| it.value).to_owned(),
        chid: ast.chid.map(|it| it.value.to_owned()),
        symbol: symbol(ast.symbol),
        value: ast.value.map_or_else(|| numbers.take(), |it| it.value),
        kind: ast.kind.map(|it| it.value),
        isolation: ast.isolation.map_or(Isolation::Application, |it| it.value),
        access: ast.access.map(|it| it.value.to_owned()),
        enabled: ast.enabled.is_some_and(|it| it.value),
        logging: ast.logging.clone(),
        publishing: ast.publishing.clone(),
        message: context.message(ast.message),
        is_guessed: ast.is_guessed,
        origin: ChannelOrigin::Declared,
    }
}

fn imported(
    ast: &ast::ImportChannel<'_>,
    numbers: &mut Numbers,
    context: &mut Context<'_, '_>,
) -> Channel {
    let name = ast.name.map_or("", |it| it.value);
    let mut channel = match winmeta::find(winmeta::CHANNELS, name) {
        Some(item) => predefined(item, ChannelOrigin::ImportedWinmeta, context),
        None => bare(name, numbers.take(), ChannelOrigin::ImportedProvider),
    };
    channel.source = context.file_of(ast.span);
    channel.chid = ast.chid.map(|it| it.value.to_owned());
    channel.symbol = symbol(ast.symbol);
    channel
}

fn predefined(
    item: &'static Predefined,
    origin: ChannelOrigin,
    context: &mut Context<'_, '_>,
) -> Channel {
    let value = u8::try_from(item.value).unwrap_or_default();
    let mut channel = bare(item.name, value, origin);
    channel.message = context.strings.predefined(item);
    channel
}

/// A channel that somebody else defines.
fn bare(name: &str, value: u8, origin: ChannelOrigin) -> Channel {
    Channel {
        source: 0,
        name: name.to_owned(),
        chid: None,
        symbol: None,
        value,
        kind: None,
        isolation: Isolation::Application,
        access: None,
        enabled: false,
        logging: Logging::default(),
        publishing: Publishing::default(),
        message: None,
        is_guessed: false,
        origin,
    }
}

/// The channel that an event names; a predefined one need not be imported.
pub(super) fn resolve<'t>(name: Option<Text<'t>>, context: &mut Context<'t, '_>) -> Option<usize> {
    let name = name?;
    if let Some(index) = context.names.channels.get(name.value) {
        return Some(*index);
    }
    if let Some(item) = winmeta::find(winmeta::CHANNELS, name.value) {
        let mut channel = predefined(item, ChannelOrigin::Implicit, context);
        channel.source = context.file_of(name.span);
        let index = context.provider.channels.len();
        if index == MAX_CHANNELS {
            context.report(too_many(index + 1, name.span));
        }
        context.provider.channels.push(channel);
        context.names.channels.insert(name.value, index);
        return Some(index);
    }
    let kind = Kind {
        code: codes::UNDEFINED_CHANNEL,
        word: "channel",
        predefined: winmeta::CHANNELS,
    };
    context.undefined(kind, name, None, |provider, budget| {
        let channels = provider.channels.iter();
        let usable = channels.filter(|it| it.origin != ChannelOrigin::Implicit);
        usable
            .map(|it| likelier_name(it, name.value, budget))
            .collect()
    });
    None
}

/// Of the two names of a channel with a chid, the one that was more probably meant; the chid, if neither was.
fn likelier_name<'c>(channel: &'c Channel, wanted: &str, budget: &mut Budget) -> &'c str {
    let name = channel.name.as_str();
    let Some(chid) = channel.chid.as_deref() else {
        return name;
    };
    closest(wanted, [chid, name], budget).unwrap_or(chid)
}

fn names<'t>(entry: &ChannelEntry<'t>) -> (Option<Text<'t>>, Option<Text<'t>>) {
    match entry {
        ChannelEntry::Declared(channel) => (channel.chid, channel.name),
        ChannelEntry::Imported(channel) => (channel.chid, channel.name),
    }
}

fn check(entries: &[ChannelEntry<'_>], diagnostics: &mut Diagnostics) {
    let mut chids = Unique::new(codes::DUPLICATE_CHANNEL_ID);
    let mut by_name = Unique::new(codes::DUPLICATE_CHANNEL_NAME);
    let mut values = Unique::new(codes::DUPLICATE_CHANNEL_VALUE);
    let mut symbols = Unique::new(codes::DUPLICATE_CHANNEL_SYMBOL);
    for entry in entries {
        let (chid, name) = names(entry);
        let (symbol, value) = match entry {
            ChannelEntry::Declared(channel) => (channel.symbol, channel.value),
            ChannelEntry::Imported(channel) => (channel.symbol, None),
        };
        chids.text(chid, diagnostics);
        if let Some(name) = name {
            by_name.insert(
                name.value.to_lowercase(),
                name.value,
                name.span,
                diagnostics,
            );
        }
        symbols.text(symbol, diagnostics);
        values.value(value, diagnostics);
        if let ChannelEntry::Declared(channel) = entry {
            check_declared(channel, diagnostics);
        }
    }
    check_number(entries, diagnostics);
}

fn check_declared(channel: &ast::Channel<'_>, diagnostics: &mut Diagnostics) {
    check_name(codes::CHANNEL_NAME, "channel", channel.name, diagnostics);
    if let Some(value) = channel.value.filter(|it| it.value < FIRST_VALUE) {
        let message = format!("the channel value {} is reserved", value.value);
        let diagnostic = Diagnostic::new(codes::CHANNEL_VALUE, value.span, message)
            .label("expected 16 to 255")
            .note("0 to 15 are Windows' own channels")
            .help("leave `value` out: the compiler assigns one");
        diagnostics.push(diagnostic);
    }
    if let Some(access) = channel.access.filter(|it| !is_sddl(it.value)) {
        let message = format!("`{}` is not a security descriptor", shorten(access.value));
        let diagnostic = Diagnostic::new(codes::CHANNEL_ACCESS, access.span, message)
            .label("expected owner, group and access list")
            .note("a security descriptor looks like this: `O:BAG:SYD:(A;;0x1;;;WD)`");
        diagnostics.push(diagnostic);
    }
}

/// Returns whether a text has the form of the security descriptor definition language: parts `O:`, `G:`, `D:`, `S:`, each at
/// most once, with entries in parentheses. The entries are not checked.
fn is_sddl(text: &str) -> bool {
    let Some(outside) = outside_of_parentheses(text.trim()) else {
        return false;
    };
    let mut seen = OrderedSet::new();
    let mut parts = outside.split(':');
    // The letter before each colon names the part that follows.
    parts.next_back();
    let tags: Option<Vec<char>> = parts.map(|part| part.chars().next_back()).collect();
    let plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | ':');
    outside.starts_with(['O', 'G', 'D', 'S'])
        && outside[1..].starts_with(':')
        && outside.chars().all(plain)
        && tags.is_some_and(|tags| {
            tags.into_iter()
                .all(|tag| matches!(tag, 'O' | 'G' | 'D' | 'S') && seen.insert(tag))
        })
}

/// Returns the text outside parentheses, or `None` if they do not match.
fn outside_of_parentheses(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    (depth == 0).then_some(outside)
}

fn check_number(entries: &[ChannelEntry<'_>], diagnostics: &mut Diagnostics) {
    let Some(ninth) = entries.get(MAX_CHANNELS) else {
        return;
    };
    let span = match ninth {
        ChannelEntry::Declared(channel) => channel.span,
        ChannelEntry::Imported(channel) => channel.span,
    };
    diagnostics.push(too_many(entries.len(), span));
}

fn too_many(count: usize, ninth: Span) -> Diagnostic {
    let message = format!("the provider has {count} channels");
    Diagnostic::new(codes::TOO_MANY_CHANNELS, ninth, message)
        .label("the ninth channel")
        .note("each channel has one of eight bits in the keywords of its events")
        .help("move events that are for other readers to another provider")
}

#[cfg(test)]
mod tests {
    use super::is_sddl;

    #[test]
    fn security_descriptors_are_told_from_other_text() {
        for text in [
            "O:BAG:SYD:(A;;0x1;;;WD)",
            "O:BAG:BAD:(A;;0xf0007;;;SY)(A;;0x7;;;BA)",
            "D:PAI(A;;GA;;;S-1-5-21-1-2-3-500)",
            "O:S-1-5-32-544G:SYD:P(A;;FA;;;BA)S:(AU;SAFA;FA;;;WD)",
            "D:(XA;;FX;;;S-1-1-0;(@User.Title==\"D:PM\" && (Member_of {SID(BA)})))",
            " O:BAG:SYD:(A;;0x1;;;WD) ",
        ] {
            assert!(is_sddl(text), "{text}");
        }
        for text in [
            "",
            "garbage",
            "O",
            "X:BA",
            "O:BA)",
            "D:(A;;GA;;;BA",
            "D:(A)D:(A)",
            "O:BA;D:(A)",
            "D:ñ(A)",
        ] {
            assert!(!is_sddl(text), "{text}");
        }
    }
}
