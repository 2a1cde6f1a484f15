//! Rules that bind the parts of an event to each other: Admin channels, global logs, classic events.

use crate::ast::{self, shorten};
use crate::collection::OrderedMap;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::lower::context::Context;
use crate::model::{Channel, ChannelKind, Event, Provider};

/// More cannot be told apart: there are 48 bits.
const MAX_KEYWORDS: usize = 48;
/// The keyword of events in the form of the classic event log.
const CLASSIC: &str = "EventlogClassic";

pub(super) fn check(events: &[ast::Event<'_>], context: &mut Context<'_, '_>) {
    let provider = &context.provider;
    for (ast, event) in events.iter().zip(&provider.events) {
        let channel = event.channel.map(|index| &provider.channels[index]);
        if let Some(channel) = channel.filter(|it| administrators_read(it)) {
            check_admin(ast, event, channel, provider, context.diagnostics);
        }
        check_classic(ast, context.diagnostics);
        check_keywords(ast, context.diagnostics);
    }
    check_global_logs(events, provider, context.diagnostics);
}

/// Returns `true` for Admin channels and for System, Application and Security.
fn administrators_read(channel: &Channel) -> bool {
    channel.kind == Some(ChannelKind::Admin) || channel.is_global_log()
}

/// Checks events of Admin channels: administrators read them, so each needs a message and a level that is shown to them.
fn check_admin(
    ast: &ast::Event<'_>,
    event: &Event,
    channel: &Channel,
    provider: &Provider,
    diagnostics: &mut Diagnostics,
) {
    const LEVELS: &str = "win:Critical, win:Error, win:Warning or win:Informational";
    let name = shorten(&channel.name);
    let in_channel = match channel.kind {
        Some(_) => format!("an event of the Admin channel `{name}`"),
        None => format!("an event of the channel `{name}`"),
    };
    let named = ast.channel.map_or(ast.span, |it| it.span);
    if !ast.has_message {
        let message = format!("{in_channel} has no message");
        let diagnostic = Diagnostic::new(codes::ADMIN_MESSAGE, ast.span, message)
            .label("needs `message`")
            .also(named, "administrators read this channel")
            .help("events for developers belong into an Analytic or Debug channel");
        diagnostics.push(diagnostic);
    }
    let level = event.level.map(|index| &provider.levels[index]);
    let diagnostic = match (ast.level, level) {
        (None, _) => Diagnostic::new(
            codes::ADMIN_LEVEL,
            ast.span,
            format!("{in_channel} has no level"),
        )
        .label(format!("needs `level`: {LEVELS}")),
        // Critical to informational.
        (Some(place), Some(level)) if !(1..=4).contains(&level.value) => {
            let message = format!("{in_channel} has the level `{}`", level.name);
            Diagnostic::new(codes::ADMIN_LEVEL, place.span, message)
                .label(format!("expected {LEVELS}"))
        }
        _ => return,
    };
    let help = "events of other levels belong into an Operational, Analytic or Debug channel";
    diagnostics.push(
        diagnostic
            .also(named, "administrators read this channel")
            .help(help),
    );
}

/// Events in the form of the classic event log have nothing but an id.
fn check_classic(ast: &ast::Event<'_>, diagnostics: &mut Diagnostics) {
    let mut keywords = ast.keywords.iter();
    let Some(classic) = keywords.find(|it| it.is_winmeta() && it.local == CLASSIC) else {
        return;
    };
    let classic_here = "this keyword makes the event a classic one";
    if let Some(other) = ast.keywords.iter().find(|it| it.key() != classic.key()) {
        let message = format!("a classic event with the keyword `{}`", other.text);
        let diagnostic = Diagnostic::new(codes::CLASSIC_KEYWORDS, other.span, message)
            .label("a classic event has no other keyword")
            .also(classic.span, classic_here);
        diagnostics.push(diagnostic);
    }
    let present = [
        (
            "a version",
            ast.version.filter(|it| it.value != 0).map(|it| it.span),
        ),
        ("a channel", ast.channel.map(|it| it.span)),
        ("an opcode", ast.opcode.map(|it| it.span)),
    ];
    for (what, span) in present {
        let Some(span) = span else { continue };
        let message = format!("a classic event with {what}");
        let diagnostic = Diagnostic::new(codes::CLASSIC_EVENT, span, message)
            .label("not allowed here")
            .also(classic.span, classic_here);
        diagnostics.push(diagnostic);
    }
}

fn check_keywords(ast: &ast::Event<'_>, diagnostics: &mut Diagnostics) {
    let Some(keyword) = ast.keywords.get(MAX_KEYWORDS) else {
        return;
    };
    let message = format!("the event has {} keywords", ast.keywords.len());
    let diagnostic = Diagnostic::new(codes::MANY_KEYWORDS, keyword.span, message)
        .label("the 49th keyword")
        .note("a provider has 48 bits for its keywords");
    diagnostics.push(diagnostic);
}

/// In System, Application and Security the event id is the message id, so that each event needs its own string.
fn check_global_logs(
    events: &[ast::Event<'_>],
    provider: &Provider,
    diagnostics: &mut Diagnostics,
) {
    let is_global = |event: &Event| {
        let channel = event.channel.map(|index| &provider.channels[index]);
        channel.is_some_and(Channel::is_global_log)
    };
    let mut users: OrderedMap<usize, usize> = OrderedMap::new();
    for (at, (ast, event)) in events.iter().zip(&provider.events).enumerate() {
        let (Some(string), Some(place), true) = (event.message, ast.message, is_global(event))
        else {
            continue;
        };
        let first = *users.get_or_insert(string, at);
        // Versions of one event may share: they have the same id.
        if provider.events[first].id == event.id {
            continue;
        }
        let first_place = events[first].message.map_or(place.span, |it| it.span);
        let message = format!("two events use the string `{}`", shorten(place.value));
        let diagnostic = Diagnostic::new(codes::GLOBAL_CHANNEL_SHARED_STRING, place.span, message)
            .label("used again here")
            .also(first_place, "first used here")
            .note("in System, Application and Security the event id is the id of the message")
            .help("give each event its own string, even with the same text");
        diagnostics.push(diagnostic);
    }
}
