//! Checks that the resource formats can hold the manifest, so that back ends cannot fail.

use crate::ast::{Item, Template, Text};
use crate::collection::OrderedMap;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::locale;
use crate::lower::strings::Strings;
use crate::model::{Manifest, UserContent, UserElement};
use crate::source::Span;

/// Counts and lengths have 16 bits.
const MAX_UNITS: usize = u16::MAX as usize;
/// Offsets have 32 bits.
const MAX_SIZE: u64 = u32::MAX as u64;

/// Checks the number of items of a template, and the length of its names and texts.
pub(super) fn check_template(template: &Template<'_>, diagnostics: &mut Diagnostics) {
    let items = template.items.iter().map(|item| match item {
        Item::Value(_) => 1,
        Item::Struct(it) => 1 + it.items.len(),
    });
    let count = items.sum::<usize>();
    if count > MAX_UNITS {
        let message = format!("the template has {count} items, those of structs included");
        let diagnostic = Diagnostic::new(codes::LIMIT, template.span, message)
            .label(format!("expected at most {MAX_UNITS}"));
        diagnostics.push(diagnostic);
    }
    let names = template.items.iter().map(|item| match item {
        Item::Value(it) => it.name,
        Item::Struct(it) => it.name,
    });
    for Text { value, span } in names.chain([template.name]).flatten() {
        check_text(value, span, diagnostics);
    }
    if let Some(user_data) = &template.user_data {
        check_element(&user_data.value, user_data.span, diagnostics);
    }
}

fn check_element(element: &UserElement, span: Span, diagnostics: &mut Diagnostics) {
    check_text(&element.name, span, diagnostics);
    for (name, value) in &element.attributes {
        check_text(name, span, diagnostics);
        check_text(value, span, diagnostics);
    }
    for content in &element.content {
        match content {
            UserContent::Element(child) => check_element(child, span, diagnostics),
            UserContent::Text(text) | UserContent::CData(text) => {
                check_text(text, span, diagnostics);
            }
            UserContent::Instruction { target, data } => {
                check_text(target, span, diagnostics);
                check_text(data, span, diagnostics);
            }
        }
    }
}

fn check_text(text: &str, span: Span, diagnostics: &mut Diagnostics) {
    // No text has more UTF-16 units than bytes.
    if text.len() <= MAX_UNITS {
        return;
    }
    let units = text.encode_utf16().count();
    if units > MAX_UNITS {
        let message = format!("the text has {units} UTF-16 units");
        let diagnostic = Diagnostic::new(codes::LIMIT, span, message)
            .label(format!("expected at most {MAX_UNITS}"));
        diagnostics.push(diagnostic);
    }
}

/// Checks that each locale has a separate message table.
pub(super) fn check_locales(strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = OrderedMap::new();
    for it in strings.written_locales() {
        let earlier = *seen.get_or_insert(locale::resource_id(&it.name), &it.name);
        if *earlier != it.name {
            diagnostics.push(locale::same_language(earlier, &it.name, it.span));
        }
    }
}

/// Checks that all offsets in the resources fit 32 bits.
pub(super) fn check_size(manifest: &Manifest, diagnostics: &mut Diagnostics) {
    let Some(provider) = manifest.providers.first() else {
        return;
    };
    if manifest.max_resource_size() > MAX_SIZE {
        let message = "the resources of the manifest can be larger than 4 GiB";
        let diagnostic = Diagnostic::new(codes::LIMIT, provider.span, message)
            .help("move providers or events to another manifest");
        diagnostics.push(diagnostic);
    }
}
