//! What the formats cannot hold, found before the first byte is written, so that writing cannot fail.

use std::collections::BTreeMap;

use super::{Options, language, message_table, messages, wevt};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::model::{
    Item, ItemKind, LocalizedString, Manifest, Provider, Template, UserContent, UserElement,
};
use crate::source::Span;

/// Counts and lengths of 16 bits.
const MAX_UNITS: usize = u16::MAX as usize;

/// What the resources of a manifest cannot hold; empty if everything fits.
///
/// [`Resources::new`](super::Resources::new) checks too. Check manifests by themselves before [`merge`](super::merge),
/// because the places of these diagnostics are in the source of one manifest.
#[must_use]
pub fn check(manifest: &Manifest, options: Options) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for provider in &manifest.providers {
        for template in &provider.templates {
            check_template(template, &mut problems);
        }
    }
    check_messages(manifest, options, &mut problems);
    check_languages(manifest, &mut problems);
    if size_bound(manifest) > u64::from(u32::MAX) {
        let what = "the resources would be larger than 4 GiB";
        problems.push(Diagnostic::new(codes::LIMIT, Span::default(), what));
    }
    problems
}

fn check_template(template: &Template, problems: &mut Vec<Diagnostic>) {
    if item_count(&template.items) > MAX_UNITS {
        let what = format!("a template can have {MAX_UNITS} items, members of structs included");
        problems.push(Diagnostic::new(codes::LIMIT, template.span, what));
    }
    if !fits(&wevt::template_document(template)) {
        let what =
            format!("a name or text of this template is longer than {MAX_UNITS} UTF-16 units");
        problems.push(Diagnostic::new(codes::LIMIT, template.span, what));
    }
}

fn item_count(items: &[Item]) -> usize {
    let count = |item: &Item| match &item.kind {
        ItemKind::Value { .. } => 1,
        ItemKind::Struct(members) => 1 + members.len(),
    };
    items.iter().map(count).sum()
}

fn fits(element: &UserElement) -> bool {
    let short = |text: &str| text.len() <= MAX_UNITS || text.encode_utf16().count() <= MAX_UNITS;
    let attributes = element.attributes.iter();
    short(&element.name)
        && attributes
            .flat_map(|(name, value)| [name, value])
            .all(|text| short(text))
        && element.content.iter().all(|content| match content {
            UserContent::Element(child) => fits(child),
            UserContent::Text(text) => short(text),
        })
}

fn check_messages(manifest: &Manifest, options: Options, problems: &mut Vec<Diagnostic>) {
    for (_, string) in messages::numbered(&manifest.localization) {
        for target in messages::targets(&manifest.localization) {
            let text = messages::text(manifest, string, target, options).unwrap_or_default();
            if text.len() <= message_table::MAX_TEXT {
                continue;
            }
            let units = text.encode_utf16().count();
            if units > message_table::MAX_TEXT {
                let LocalizedString { id, span, .. } = &manifest.localization.strings[string];
                let what = format!(
                    "the text of `{id}` for `{}` has {units} UTF-16 units; a message table holds {}",
                    target.name,
                    message_table::MAX_TEXT
                );
                problems.push(Diagnostic::new(codes::MESSAGE_TOO_LONG, *span, what));
            }
        }
    }
}

/// A file holds one message table for each language identifier.
fn check_languages(manifest: &Manifest, problems: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for target in messages::targets(&manifest.localization) {
        let Some(earlier) = seen.insert(target.language_id, target.name) else {
            continue;
        };
        let what = format!(
            "the cultures `{earlier}` and `{}` have the same language identifier {:#06x}",
            target.name, target.language_id
        );
        let mut problem = Diagnostic::new(codes::UNKNOWN_CULTURE, Span::default(), what)
            .note("a file holds one message table for each language identifier");
        if language::language_id(target.name).is_none() {
            problem = problem.note("Windows has no identifier of its own for an unknown culture");
        }
        problem.set_severity(Severity::Error);
        problems.push(problem);
    }
}

/// More bytes than everything can take, all languages together: what an item takes besides its texts, and texts as
/// UTF-16 in each of the places that repeat them.
fn size_bound(manifest: &Manifest) -> u64 {
    const ENTRY: u64 = 256;
    const PER_BYTE: u64 = 8;
    let text = |text: &str| ENTRY + text.len() as u64 * PER_BYTE;
    let localization = &manifest.localization;
    let cultures = localization.cultures.len() as u64 + 1;
    let longest = |texts: &[Option<String>]| {
        texts
            .iter()
            .flatten()
            .map(|it| text(it))
            .max()
            .unwrap_or(ENTRY)
    };
    let messages: u64 = localization
        .strings
        .iter()
        .map(|it| longest(&it.texts) * cultures)
        .sum();
    let providers = manifest
        .providers
        .iter()
        .map(|it| provider_bound(it, &text));
    ENTRY.saturating_mul(16) + messages + providers.sum::<u64>()
}

fn provider_bound(provider: &Provider, text: &dyn Fn(&str) -> u64) -> u64 {
    let events = provider.events.iter().map(|event| {
        let attributes = event
            .attributes
            .iter()
            .chain(&event.name)
            .map(|it| text(it));
        text("") + 4 * event.keywords.len() as u64 + attributes.sum::<u64>()
    });
    let maps = provider
        .maps
        .iter()
        .map(|map| text(&map.name) + 8 * map.items.len() as u64);
    let patterns = provider.pattern_maps.iter().map(|map| {
        let items = map
            .items
            .iter()
            .map(|(name, value)| text(name) + text(value));
        text(&map.name) + text(&map.format) + items.sum::<u64>()
    });
    let names = (provider.channels.iter().map(|it| &it.name))
        .chain(provider.levels.iter().map(|it| &it.name))
        .chain(provider.tasks.iter().map(|it| &it.name))
        .chain(provider.opcodes.iter().map(|it| &it.name))
        .chain(provider.keywords.iter().map(|it| &it.name))
        .chain(provider.filters.iter().map(|it| &it.name))
        .chain([&provider.name]);
    let templates = provider.templates.iter().map(|template| {
        let document = element_bound(&wevt::template_document(template), text);
        document + items_bound(&template.items, text)
    });
    events
        .chain(maps)
        .chain(patterns)
        .chain(templates)
        .sum::<u64>()
        + names.map(|it| text(it)).sum::<u64>()
}

fn items_bound(items: &[Item], text: &dyn Fn(&str) -> u64) -> u64 {
    let bound = |item: &Item| {
        let members = match &item.kind {
            ItemKind::Value { .. } => 0,
            ItemKind::Struct(members) => items_bound(members, text),
        };
        text(&item.name) + members
    };
    items.iter().map(bound).sum()
}

fn element_bound(element: &UserElement, text: &dyn Fn(&str) -> u64) -> u64 {
    let attributes = element
        .attributes
        .iter()
        .map(|(name, value)| text(name) + text(value));
    let content = element.content.iter().map(|content| match content {
        UserContent::Element(child) => element_bound(child, text),
        UserContent::Text(it) => text(it),
    });
    text(&element.name) + attributes.chain(content).sum::<u64>()
}
