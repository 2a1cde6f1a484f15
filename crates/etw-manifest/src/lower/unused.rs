//! Lints for declarations that no event uses, and for channels and maps that readers misunderstand.

use crate::ast::{self, ChannelEntry, QName, shorten};
use crate::collection::{OrderedMap, OrderedSet, sort};
use crate::diagnostic::{
    Applicability, Diagnostic, Diagnostics, Suggestion, codes, element_around,
};
use crate::lower::lints::{report_list, report_unused};
use crate::lower::strings::Strings;
use crate::model::{Item, ItemKind, Provider};
use crate::source::{Source, Span};

pub(super) fn check(
    providers: &[Provider],
    asts: &[ast::Provider<'_>],
    strings: &Strings<'_>,
    source: &Source,
    diagnostics: &mut Diagnostics,
) {
    for (provider, ast) in providers.iter().zip(asts) {
        check_lists(provider, ast, source, diagnostics);
        check_order(ast, source, diagnostics);
        check_without_channel(provider, diagnostics);
        check_map_texts(ast, strings, diagnostics);
    }
}

/// A name and its span.
type Declared<'t> = (&'t str, Span);

/// Reports unused declarations, except of channels: other providers can import them.
fn check_lists(
    provider: &Provider,
    ast: &ast::Provider<'_>,
    source: &Source,
    diagnostics: &mut Diagnostics,
) {
    let events = || provider.events.iter();
    let all_opcodes = ast.tasks.iter().flat_map(|it| &it.opcodes);
    let opcodes = ast.opcodes.iter().chain(all_opcodes);
    let mut maps = OrderedSet::new();
    let items = provider.templates.iter().flat_map(|it| &it.items);
    items.for_each(|it| add_maps(it, &mut maps));
    let lists: [(&str, Vec<Declared<'_>>, OrderedSet<usize>); 5] = [
        (
            "level",
            ast.levels.iter().map(|it| named(it.name)).collect(),
            events().filter_map(|it| it.level).collect(),
        ),
        (
            "task",
            ast.tasks.iter().map(|it| named(it.name)).collect(),
            events().filter_map(|it| it.task).collect(),
        ),
        (
            "opcode",
            opcodes.map(|it| named(it.name)).collect(),
            events().filter_map(|it| it.opcode).collect(),
        ),
        (
            "keyword",
            ast.keywords.iter().map(|it| named(it.name)).collect(),
            events()
                .flat_map(|it| it.keywords.iter().copied())
                .collect(),
        ),
        (
            "map",
            ast.maps.iter().map(|it| named(it.name)).collect(),
            maps,
        ),
    ];
    for (word, declared, used) in lists {
        let declared = declared.into_iter().enumerate();
        // Declared items come first in the lists of the model, so that their indexes are those of the source.
        let unused: Vec<Declared<'_>> = declared
            .filter(|(index, _)| !used.contains(index))
            .map(|(_, it)| it)
            .collect();
        let one = format!("the {word} `{{}}` is never used");
        let many = format!("{word}s are never used");
        let help = "use it in an event, or remove it";
        report_unused(
            codes::UNUSED,
            &unused,
            [&one, &many, help],
            source,
            diagnostics,
        );
    }
}

fn named(name: Option<QName<'_>>) -> Declared<'_> {
    name.map_or(("", Span::default()), |it| (it.text, it.span))
}

fn add_maps(item: &Item, maps: &mut OrderedSet<usize>) {
    match &item.kind {
        ItemKind::Value { map, .. } => maps.extend(*map),
        ItemKind::Struct(items) => items.iter().for_each(|it| add_maps(it, maps)),
    }
}

/// Some readers number channels in the order of their values, but mc.exe in that of the list.
fn check_order(ast: &ast::Provider<'_>, source: &Source, diagnostics: &mut Diagnostics) {
    let values = ast.channels.iter().filter_map(|entry| match entry {
        ChannelEntry::Declared(channel) => channel.value,
        ChannelEntry::Imported(_) => None,
    });
    let values: Vec<_> = values.collect();
    let help = "order the channels by their values, or leave `value` out";
    if let Some(pair) = values.windows(2).find(|it| it[1].value < it[0].value) {
        let message = format!(
            "the channel value {} is after {}",
            pair[1].value, pair[0].value
        );
        let diagnostic = Diagnostic::new(codes::CHANNEL_ORDER, pair[1].span, message)
            .also(pair[0].span, "a greater value")
            .note("some readers show events in the wrong channel then")
            .suggest(Suggestion::new(
                help,
                in_order(&values, source),
                Applicability::MaybeIncorrect,
            ));
        diagnostics.push(diagnostic);
    }
}

/// Returns the edits that bring the channels with values into the order of these.
fn in_order(values: &[ast::Spanned<u8>], source: &Source) -> Vec<(Span, String)> {
    let element = |it: &ast::Spanned<u8>| element_around(source.text(), it.span.start());
    let mut sorted = values.to_vec();
    sort::by_key(&mut sorted, |it| it.value);
    let places = values.iter().zip(&sorted).filter(|(old, new)| old != new);
    let edits = places.map(|(old, new)| {
        let (old, new) = (element(old)?, element(new)?);
        let text = source.text()[new].to_owned();
        Some((Span::new(old.start, old.end), text))
    });
    edits.flatten().collect()
}

/// A message is for Event Viewer, which shows only events in channels.
fn check_without_channel(provider: &Provider, diagnostics: &mut Diagnostics) {
    if provider.channels.is_empty() {
        return;
    }
    let is_classic = |index: &usize| provider.keywords[*index].name.ends_with("EventlogClassic");
    let events = provider.events.iter().filter(|it| {
        it.channel.is_none() && it.message.is_some() && !it.keywords.iter().any(is_classic)
    });
    let found: Vec<_> = events
        .map(|it| (it.symbol.as_deref().unwrap_or("unnamed"), it.span))
        .collect();
    report_list(
        codes::EVENT_WITHOUT_CHANNEL,
        &found,
        [
            "the event `{}` has a message and no channel",
            "events have messages and no channel",
            "add `channel`: Event Viewer shows only events in channels",
        ],
        diagnostics,
    );
}

fn check_map_texts(ast: &ast::Provider<'_>, strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    for map in &ast.maps {
        let mut seen = OrderedMap::new();
        for message in map.entries.iter().filter_map(|it| it.message) {
            let Some(text) = strings.first_text(message) else {
                continue;
            };
            let first = *seen.get_or_insert(text, message.span);
            if first != message.span {
                let message_text =
                    format!("two entries of the map have the text `{}`", shorten(text));
                let diagnostic = Diagnostic::new(codes::MAP_TEXT, message.span, message_text)
                    .label("again here")
                    .also(first, "first here")
                    .note("readers cannot distinguish the two values");
                diagnostics.push(diagnostic);
            }
        }
    }
}
