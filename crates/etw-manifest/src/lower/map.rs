//! Value maps, bit maps and pattern maps.

use crate::ast::{self, QName};
use crate::diagnostic::{Applicability, Diagnostic, Suggestion, codes};
use crate::lower::context::{Context, symbol};
use crate::lower::names::Kind;
use crate::lower::unique::Unique;
use crate::model::{Map, MapItem, MapKind, PatternMap};

pub(super) fn lower<'t>(maps: &'t [ast::Map<'t>], context: &mut Context<'t, '_>) {
    let mut names = Unique::new(codes::DUPLICATE_MAP_NAME);
    for map in maps {
        if let Some(name) = map.name {
            names.insert(name.key(), name.text, name.span, context.diagnostics);
            context
                .names
                .maps
                .get_or_insert(name.key(), context.provider.maps.len());
        }
        if map.entries.is_empty() {
            let name = map.name.map_or("", |it| it.text);
            let diagnostic = Diagnostic::new(
                codes::EMPTY_MAP,
                map.span,
                format!("the map `{name}` has no entries"),
            )
            .label("needs at least one `map`");
            context.report(diagnostic);
        }
        let items = entries(map, context);
        context.provider.maps.push(Map {
            source: context.file_of(map.span),
            name: map.name.map_or("", |it| it.text).to_owned(),
            symbol: symbol(map.symbol),
            kind: map.kind,
            rust_name: symbol(map.rust_name),
            items,
            span: map.span,
        });
    }
}

fn entries<'t>(map: &'t ast::Map<'t>, context: &mut Context<'t, '_>) -> Vec<MapItem> {
    let mut values = Unique::new(codes::DUPLICATE_MAP_VALUE);
    let free = free_bit(map);
    let mut items = Vec::with_capacity(map.entries.len());
    for entry in &map.entries {
        if let Some(value) = entry.value {
            values.insert(
                value.value,
                &value.value.to_string(),
                value.span,
                context.diagnostics,
            );
            if map.kind == MapKind::Bit {
                check_bit(value, free, context);
            }
        }
        let message = context.message(entry.message);
        items.push(MapItem {
            value: entry.value.map_or(0, |it| it.value),
            symbol: symbol(entry.symbol),
            // A missing message is an error, after which nobody uses the index.
            message: message.unwrap_or_default(),
            rust_name: symbol(entry.rust_name),
            span: entry.span,
        });
    }
    items
}

/// Returns the lowest bit that no entry has.
fn free_bit(map: &ast::Map<'_>) -> Option<u32> {
    let values = map.entries.iter().filter_map(|it| it.value);
    let bits = values.map(|it| it.value).filter(|it| it.is_power_of_two());
    let used = bits.fold(0, |used, bit| used | bit);
    1_u32.checked_shl(used.trailing_ones())
}

fn check_bit(value: ast::Spanned<u32>, free: Option<u32>, context: &mut Context<'_, '_>) {
    match value.value.count_ones() {
        1 => {}
        0 => context.report(
            Diagnostic::new(codes::BIT_MAP_ZERO, value.span, "the entry is 0")
                .label("no bit: never shown")
                .note("mc.exe accepts it"),
        ),
        bits => {
            let message = format!("the entry {:#x} has {bits} bits", value.value);
            let diagnostic = Diagnostic::new(codes::BIT_MAP_VALUE, value.span, message)
                .label("expected exactly one bit");
            context.report(match free.map(|it| format!("{it:#x}")) {
                Some(free) => diagnostic.suggest(Suggestion::new(
                    format!("{free} is free"),
                    vec![(value.span, free)],
                    Applicability::MaybeIncorrect,
                )),
                None => diagnostic,
            });
        }
    }
}

/// The map that an item names.
pub(super) fn resolve<'t>(name: Option<QName<'t>>, context: &mut Context<'t, '_>) -> Option<usize> {
    let name = name?;
    let found = context.names.maps.get(&name.key()).copied();
    if found.is_none() {
        let kind = Kind {
            code: codes::UNDEFINED_MAP,
            word: "map",
            predefined: &[],
        };
        context.undefined(kind, name.into_text(), None, |provider, _| {
            provider.maps.iter().map(|it| it.name.as_str()).collect()
        });
    }
    found
}

pub(super) fn lower_patterns<'t>(maps: &'t [ast::PatternMap<'t>], context: &mut Context<'t, '_>) {
    let mut names =
        Unique::new(codes::DUPLICATE_PATTERN).title("two pattern maps have the same name");
    for map in maps {
        if let Some(name) = map.name {
            names.insert(name.key(), name.text, name.span, context.diagnostics);
        }
        let mut entries = Unique::new(codes::DUPLICATE_PATTERN)
            .title("two entries of a pattern map have the same name");
        for (name, _) in &map.entries {
            if let Some(name) = name {
                entries.insert(name.value, name.value, name.span, context.diagnostics);
            }
        }
        let owned = |text: &Option<ast::Text<'_>>| text.map_or("", |it| it.value).to_owned();
        context.provider.pattern_maps.push(PatternMap {
            name: map.name.map_or("", |it| it.text).to_owned(),
            format: owned(&map.format),
            symbol: symbol(map.symbol),
            items: map
                .entries
                .iter()
                .map(|(name, value)| (owned(name), owned(value)))
                .collect(),
        });
    }
}
