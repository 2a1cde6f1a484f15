//! Lints for names: those that meet in Rust, where one would be renamed in silence, and constants without a good name.

use std::collections::HashMap;

use super::names;
use super::record::counted_by;
use super::types::{is_reserved, logged, name_of_event, name_of_map, used_templates};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::{Item, ItemKind, Localization, Manifest, Map, Provider};
use crate::source::Span;

const HELP: &str =
    "give one a name in Rust: `rust:name`, with `xmlns:rust=\"urn:etw-manifest:rust\"`";

/// Reports names of the manifest that are not as they are in Rust because another has the name.
pub(crate) fn check(manifest: &Manifest, diagnostics: &mut Diagnostics) {
    for provider in &manifest.providers {
        check_types(provider, diagnostics);
        for (_, template) in used_templates(provider) {
            check_fields(&template.items, diagnostics);
        }
        for map in &provider.maps {
            check_constants(map, &manifest.localization, diagnostics);
        }
    }
}

/// The names in one place, with what has them first.
#[derive(Default)]
struct Taken<'m>(HashMap<String, (&'static str, &'m str, Span)>);

impl<'m> Taken<'m> {
    /// Takes a name, or reports the thing that has it. Names must differ in more than case.
    fn take(
        &mut self,
        name: &str,
        (kind, raw, span): (&'static str, &'m str, Span),
        diagnostics: &mut Diagnostics,
    ) {
        let first = *self
            .0
            .entry(name.to_lowercase())
            .or_insert((kind, raw, span));
        // Two versions of an event may have one name.
        if first.2 == span || (first.0, first.1) == (kind, raw) {
            return;
        }
        let message = format!(
            "the {kind} `{raw}` has the same name in Rust as the {} `{}`: `{name}`",
            first.0, first.1
        );
        let diagnostic = Diagnostic::new(codes::RUST_NAME, span, message).label("would be renamed");
        diagnostics.push(diagnostic.also(first.2, "has the name").help(HELP));
    }
}

fn check_types(provider: &Provider, diagnostics: &mut Diagnostics) {
    let mut taken = Taken::default();
    let events = logged(provider).filter_map(|(_, it)| {
        let label = it.symbol.as_deref().or(it.name.as_deref())?;
        Some((name_of_event(it), ("event", label, it.span)))
    });
    let maps = provider.maps.iter();
    let maps = maps.map(|it| (name_of_map(it), ("map", it.name.as_str(), it.span)));
    for (name, (kind, raw, span)) in events.chain(maps) {
        if is_reserved(&name) {
            let message =
                format!("the {kind} `{raw}` would have a name that Rust reserves: `{name}`");
            let diagnostic = Diagnostic::new(codes::RUST_NAME, span, message);
            diagnostics.push(diagnostic.label("would be renamed").help(HELP));
        } else {
            taken.take(&name, (kind, raw, span), diagnostics);
        }
    }
}

/// Checks items that become fields of one struct. Those that count others do not.
fn check_fields(items: &[Item], diagnostics: &mut Diagnostics) {
    let mut taken = Taken::default();
    for (at, item) in items.iter().enumerate() {
        if let ItemKind::Struct(members) = &item.kind {
            check_fields(members, diagnostics);
        }
        if counted_by(items, at).next().is_none() {
            let of = ("item", item.name.as_str(), item.span);
            taken.take(&names::field(item), of, diagnostics);
        }
    }
}

fn check_constants(map: &Map, texts: &Localization, diagnostics: &mut Diagnostics) {
    let mut taken = Taken::default();
    let mut unnamed = None;
    for item in &map.items {
        let id = &texts.strings[item.message].id;
        let is_named = item.rust_name.is_some() || item.symbol.is_some();
        let name = names::map_constant(item, map.kind, id);
        if is_named || names::map_label(id).is_some() {
            let label = item.symbol.as_ref().unwrap_or(id);
            taken.take(&name, ("entry", label, item.span), diagnostics);
        } else {
            unnamed.get_or_insert((item.span, name));
        }
    }
    if let Some((span, name)) = unnamed {
        let message = format!(
            "an entry of the map `{}` has no name for its constant",
            map.name
        );
        let diagnostic = Diagnostic::new(codes::MAP_ENTRY_NAME, span, message);
        let label = format!("becomes `{name}`");
        diagnostics.push(diagnostic.label(label).help("add a `symbol` to each entry"));
    }
}
