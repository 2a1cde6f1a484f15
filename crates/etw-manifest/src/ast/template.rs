//! `<template>` as written: items, structs and user data.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Spanned, Text, number, shorten, user_data};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::UserElement;
use crate::source::Span;
use crate::xml::{Element, Node};

pub(crate) struct Template<'t> {
    pub(crate) tid: Option<Text<'t>>,
    pub(crate) name: Option<Text<'t>>,
    pub(crate) items: Vec<Item<'t>>,
    pub(crate) user_data: Option<Spanned<UserElement>>,
    pub(crate) span: Span,
}

pub(crate) enum Item<'t> {
    Value(ValueItem<'t>),
    Struct(Struct<'t>),
}

pub(crate) struct ValueItem<'t> {
    pub(crate) name: Option<Text<'t>>,
    pub(crate) in_type: Option<QName<'t>>,
    pub(crate) out_type: Option<QName<'t>>,
    pub(crate) map: Option<QName<'t>>,
    pub(crate) count: Option<Spanned<Extent<'t>>>,
    pub(crate) length: Option<Spanned<Extent<'t>>>,
    pub(crate) description: Option<Text<'t>>,
    pub(crate) span: Span,
}

pub(crate) struct Struct<'t> {
    pub(crate) name: Option<Text<'t>>,
    pub(crate) count: Option<Spanned<Extent<'t>>>,
    pub(crate) items: Vec<ValueItem<'t>>,
    pub(crate) description: Option<Text<'t>>,
    pub(crate) span: Span,
}

/// A count or length as written: a number, or the name of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Extent<'t> {
    Number(u16),
    Item(&'t str),
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Template<'t> {
    let mut attributes = Attributes::new(element, diagnostics);
    let tid = attributes.required_name("tid");
    let name = attributes.name("name");
    attributes.finish();
    let mut template = Template {
        tid,
        name,
        items: Vec::new(),
        user_data: None,
        span: element.name_span,
    };
    let mut binary = None;
    for (name, child) in children(
        element,
        &["data", "struct", "UserData", "binary"],
        diagnostics,
    ) {
        match name {
            "data" => template
                .items
                .push(Item::Value(parse_data(child, diagnostics))),
            "struct" => template
                .items
                .push(Item::Struct(parse_struct(child, diagnostics))),
            "UserData" if template.user_data.is_some() => {
                let message = "duplicate `UserData`";
                diagnostics.push(
                    Diagnostic::new(codes::USER_DATA, child.name_span, message)
                        .label("only one is allowed"),
                );
            }
            "UserData" => template.user_data = user_data::parse(child, diagnostics),
            _ => binary = parse_binary(child, binary, diagnostics),
        }
    }
    template
}

/// Reads `<binary>`, which declares that the rest of the payload has no structure. Resources do not contain it.
fn parse_binary(
    element: &Element<'_>,
    first: Option<Span>,
    diagnostics: &mut Diagnostics,
) -> Option<Span> {
    if let Some(first) = first {
        let diagnostic = Diagnostic::new(
            codes::REPEATED_BINARY,
            element.name_span,
            "duplicate `binary`",
        )
        .label("only one is allowed")
        .also(first, "the first one");
        diagnostics.push(diagnostic);
    }
    first.or(Some(element.name_span))
}

fn parse_data<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> ValueItem<'t> {
    let mut attributes = Attributes::new(element, diagnostics);
    let data = ValueItem {
        name: attributes.required_name("name"),
        in_type: attributes.required_qname("inType"),
        out_type: attributes.qname("outType"),
        map: attributes.qname("map"),
        count: extent(&mut attributes, "count"),
        length: extent(&mut attributes, "length"),
        description: attributes.description(),
        span: element.name_span,
    };
    attributes.finish();
    children(element, &[], diagnostics);
    data
}

fn parse_struct<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Struct<'t> {
    let mut attributes = Attributes::new(element, diagnostics);
    let name = attributes.required_name("name");
    let count = extent(&mut attributes, "count");
    let description = attributes.description();
    attributes.finish();
    let items: Vec<_> = children(element, &["data"], diagnostics)
        .into_iter()
        .map(|(_, child)| parse_data(child, diagnostics))
        .collect();
    // Another element in the place of a member has been reported.
    let has_elements = element
        .children
        .iter()
        .any(|node| matches!(node, Node::Element(_)));
    if !has_elements {
        let diagnostic = Diagnostic::new(
            codes::MISSING_ELEMENT,
            element.name_span,
            "the struct has no items",
        )
        .label("needs at least one `data`");
        diagnostics.push(diagnostic);
    }
    Struct {
        name,
        count,
        items,
        description,
        span: element.name_span,
    }
}

fn extent<'t>(
    attributes: &mut Attributes<'t, '_>,
    name: &'static str,
) -> Option<Spanned<Extent<'t>>> {
    let text = attributes.text(name)?;
    let trimmed = text.value.trim_ascii();
    if !trimmed.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+')) {
        return Some(Spanned::new(Extent::Item(trimmed), text.span));
    }
    if let Ok(value) = number::parse::<u16>(trimmed) {
        return Some(Spanned::new(Extent::Number(value), text.span));
    }
    let message = format!("`{name}` is `{}`, which is out of range", shorten(trimmed));
    let diagnostic = Diagnostic::new(codes::NUMBER_RANGE, text.span, message)
        .label("expected 0 to 65535, or the name of an item");
    attributes.diagnostics.push(diagnostic);
    None
}
