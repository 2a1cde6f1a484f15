//! Resolves the names that events use, and computes their keyword masks.

use crate::ast::{self, Text};
use crate::collection::OrderedMap;
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, Suggestion, codes};
use crate::lower::context::{Context, symbol};
use crate::lower::unique::Unique;
use crate::lower::{channel, keyword, level, opcode, task, template};
use crate::model::Event;
use crate::source::Span;

pub(super) fn lower<'t>(events: &'t [ast::Event<'t>], context: &mut Context<'t, '_>) {
    check_unique(events, context.diagnostics);
    context.provider.events.reserve_exact(events.len());
    for event in events {
        let event = lower_one(event, context);
        context.provider.events.push(event);
    }
}

fn check_unique(events: &[ast::Event<'_>], diagnostics: &mut Diagnostics) {
    let mut seen: OrderedMap<(u16, u8), Span> = OrderedMap::new();
    let greatest = events
        .iter()
        .filter_map(|it| it.value)
        .map(|it| it.value)
        .max();
    let mut symbols = Unique::new(codes::DUPLICATE_EVENT_SYMBOL)
        .help("symbols become names in generated code: give one of the two another");
    for event in events {
        symbols.text(event.symbol, diagnostics);
        let Some(value) = event.value else { continue };
        let version = event.version.map_or(0, |it| it.value);
        let first = *seen.get_or_insert((value.value, version), value.span);
        if first != value.span {
            let message = format!(
                "two events have the id {} and the version {version}",
                value.value
            );
            let free = greatest.and_then(|it| it.checked_add(1));
            let diagnostic = Diagnostic::new(codes::DUPLICATE_EVENT, value.span, message)
                .label("again here")
                .also(first, "first here")
                .help("a new form of the same event has the same id and another `version`");
            diagnostics.push(match free {
                Some(free) => diagnostic.suggest(Suggestion::new(
                    format!("{free} is free"),
                    vec![(value.span, free.to_string())],
                    Applicability::MaybeIncorrect,
                )),
                None => diagnostic,
            });
        }
    }
}

fn lower_one<'t>(ast: &'t ast::Event<'t>, context: &mut Context<'t, '_>) -> Event {
    let task = task::resolve(ast.task, context);
    let channel = channel::resolve(ast.channel, context);
    let by_chid = ast.channel.and_then(|it| context.names.chids.get(it.value));
    // A chid may equal the name of another channel.
    let channel_by_chid = by_chid.copied().filter(|it| channel != Some(*it));
    let (mut keywords, mut keyword_count) = (Vec::with_capacity(ast.keywords.len()), 0);
    for name in &ast.keywords {
        let index = keyword::resolve(*name, context);
        // mc.exe counts a repeated keyword twice, and lists it once.
        keyword_count += u16::from(index.is_some() && keyword_count < u16::MAX);
        keywords.extend(index.filter(|it| !keywords.contains(it)));
    }
    let owned = |text: Option<Text<'_>>| text.map(|it| it.value.to_owned());
    Event {
        source: context.file_of(ast.span),
        id: ast.value.map_or(0, |it| it.value),
        version: ast.version.map_or(0, |it| it.value),
        symbol: symbol(ast.symbol),
        name: owned(ast.name),
        attributes: split_attributes(ast.attributes.map_or("", |it| it.value)),
        not_logged: ast.not_logged.is_some_and(|it| it.value),
        channel,
        channel_by_chid,
        level: level::resolve(ast.level, context),
        task,
        // A task that is not declared was reported; its opcodes cannot be looked up.
        opcode: if ast.task.is_some() && task.is_none() {
            None
        } else {
            opcode::resolve(ast.opcode, task, context)
        },
        keyword_mask: keyword_mask(channel, &keywords, context),
        keywords,
        keyword_count,
        template: template::resolve(ast.template, context),
        message: context.message(ast.message),
        description: context
            .strings
            .documentation(ast.description, context.diagnostics),
        rust_name: symbol(ast.rust_name),
        span: ast.span,
    }
}

fn keyword_mask(channel: Option<usize>, keywords: &[usize], context: &Context<'_, '_>) -> u64 {
    let provider = &context.provider;
    let masks = keywords.iter().map(|index| provider.keywords[*index].mask);
    let bit = channel.map_or(0, |index| provider.channels[index].keyword_bit(index));
    masks.fold(bit, |all, mask| all | mask)
}

/// Splits at `;` outside of quotes.
fn split_attributes(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut quoted = false;
    for character in text.chars() {
        quoted ^= character == '"';
        match character {
            ';' if !quoted => parts.push(std::mem::take(&mut part)),
            _ => part.push(character),
        }
    }
    parts.push(part);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::split_attributes;

    #[test]
    fn attributes_split_outside_of_quotes() {
        assert_eq!(
            split_attributes(r#"A=1;B="x;""y""";C=3"#),
            ["A=1", r#"B="x;""y""""#, "C=3"]
        );
        assert!(split_attributes("").is_empty());
    }
}
