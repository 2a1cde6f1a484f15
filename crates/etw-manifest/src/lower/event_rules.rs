//! Rules that bind the parts of an event to each other: Admin channels, global logs, classic events.

use std::collections::HashMap;

use crate::ast;
use crate::diagnostic::{Diagnostic, codes};
use crate::lower::provider::Context;
use crate::model::{ChannelKind, Event, Provider};
use crate::winmeta;

/// More cannot be told apart: there are 48 bits.
const MOST_KEYWORDS: usize = 48;
const CLASSIC: u64 = 0x0080_0000_0000_0000;

pub(super) fn check(events: &[ast::Event<'_>], context: &mut Context<'_, '_>) {
    let provider = &context.provider;
    for (ast, event) in events.iter().zip(&provider.events) {
        check_admin(ast, event, provider, context.diagnostics);
        check_classic(ast, event, provider, context.diagnostics);
        if let Some(keyword) = ast.keywords.get(MOST_KEYWORDS) {
            let message = format!("the event has {} keywords", ast.keywords.len());
            context.diagnostics.push(
                Diagnostic::new(codes::MANY_KEYWORDS, keyword.span, message)
                    .label("the 49th keyword"),
            );
        }
    }
    check_global_logs(events, provider, context.diagnostics);
}

/// Administrators read Admin channels: each event must say something, at a level that they look at.
fn check_admin(
    ast: &ast::Event<'_>,
    event: &Event,
    provider: &Provider,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let channel = event.channel.map(|index| &provider.channels[index]);
    let (Some(channel), Some(name)) = (
        channel.filter(|it| it.kind == Some(ChannelKind::Admin)),
        ast.channel,
    ) else {
        return;
    };
    if ast.message.is_none() {
        let message = format!(
            "the event is in the Admin channel `{}` and has no message",
            channel.name
        );
        let diagnostic = Diagnostic::new(codes::ADMIN_MESSAGE, name.span, message)
            .label("needs `message`")
            .note("administrators read the events of this channel");
        diagnostics.push(diagnostic);
    }
    let level = event.level.map(|index| &provider.levels[index]);
    if ast.level.is_some() && level.is_none_or(|it| (1..=4).contains(&it.value)) {
        return;
    }
    let span = ast.level.map_or(name.span, |it| it.span);
    let message = match level {
        Some(level) => format!(
            "the event is in the Admin channel `{}` and has the level `{}`",
            channel.name, level.name
        ),
        None => format!(
            "the event is in the Admin channel `{}` and has no level",
            channel.name
        ),
    };
    let diagnostic = Diagnostic::new(codes::ADMIN_LEVEL, span, message)
        .label("expected win:Critical, win:Error, win:Warning or win:Informational")
        .help("put diagnostic events into an Operational, Analytic or Debug channel");
    diagnostics.push(diagnostic);
}

/// Events in the form of the classic event log have nothing but an id.
fn check_classic(
    ast: &ast::Event<'_>,
    event: &Event,
    provider: &Provider,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let classic = event
        .keywords
        .iter()
        .position(|index| provider.keywords[*index].mask == CLASSIC);
    let Some(classic) = classic.and_then(|at| ast.keywords.get(at)) else {
        return;
    };
    if let Some(other) = ast.keywords.iter().find(|it| it.key() != classic.key()) {
        let message = format!("`{}` stands beside `{}`", other.text, classic.text);
        let diagnostic = Diagnostic::new(codes::CLASSIC_KEYWORDS, other.span, message)
            .label("a classic event has no other keyword")
            .also(classic.span, "classic");
        diagnostics.push(diagnostic);
    }
    let present = [
        (
            "version",
            ast.version.filter(|it| it.value != 0).map(|it| it.span),
        ),
        ("channel", ast.channel.map(|it| it.span)),
        ("opcode", ast.opcode.map(|it| it.span)),
    ];
    for (what, span) in present {
        let Some(span) = span else { continue };
        let diagnostic = Diagnostic::new(
            codes::CLASSIC_EVENT,
            span,
            format!("a classic event with a {what}"),
        )
        .label(format!("must not have a {what}"))
        .also(classic.span, "this makes the event classic");
        diagnostics.push(diagnostic);
    }
}

/// In System, Application and Security the event id is the message id, so that each event needs its own string.
fn check_global_logs(
    events: &[ast::Event<'_>],
    provider: &Provider,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_global = |event: &Event| {
        event
            .channel
            .is_some_and(|index| winmeta::is_global_log(provider.channels[index].value))
    };
    if !provider.events.iter().any(is_global) {
        return;
    }
    let mut users: HashMap<usize, usize> = HashMap::new();
    for (at, (ast, event)) in events.iter().zip(&provider.events).enumerate() {
        let (Some(string), Some(place)) = (event.message, ast.message) else {
            continue;
        };
        let first = *users.entry(string).or_insert(at);
        let other = &provider.events[first];
        if first == at || other.value == event.value || !(is_global(event) || is_global(other)) {
            continue;
        }
        let first_place = events[first].message.map_or(place.span, |it| it.span);
        let message = format!("the string `{}` is used by two events", place.value);
        let diagnostic = Diagnostic::new(codes::GLOBAL_CHANNEL_SHARED_STRING, place.span, message)
            .label("used again here")
            .also(first_place, "first used here")
            .note("in System, Application and Security the event id is the id of the message")
            .help("give each event a string of its own, even with the same text");
        diagnostics.push(diagnostic);
    }
}
