//! `<template>` as written: items, structs and user data.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::number::NumberError;
use crate::ast::{QName, Spanned, Text, number, shorten, user_data, value};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::UserElement;
use crate::source::Span;
use crate::xml::{Element, Node};

pub(crate) struct Template<'t> {
    pub(crate) tid: Option<Text<'t>>,
    pub(crate) name: Option<Text<'t>>,
    pub(crate) items: Vec<Item<'t>>,
    pub(crate) binary: Option<Binary<'t>>,
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
    pub(crate) rust_name: Option<Text<'t>>,
    pub(crate) span: Span,
}

/// `<binary>`: the rest of the payload has no structure.
#[derive(Clone, Copy)]
pub(crate) struct Binary<'t> {
    pub(crate) name: Option<Text<'t>>,
    pub(crate) span: Span,
}

pub(crate) struct Struct<'t> {
    pub(crate) name: Option<Text<'t>>,
    pub(crate) count: Option<Spanned<Extent<'t>>>,
    pub(crate) items: Vec<ValueItem<'t>>,
    pub(crate) description: Option<Text<'t>>,
    pub(crate) rust_name: Option<Text<'t>>,
    pub(crate) span: Span,
}

/// A count or length as written: a number, or the name of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Extent<'t> {
    Number(u16),
    Item(&'t str),
}

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Template<'t> {
    let mut attributes = Attributes::new("template", element, diagnostics);
    let tid = attributes.required_name("tid");
    let name = attributes.name("name");
    attributes.finish();
    let mut template = Template {
        tid,
        name,
        items: Vec::new(),
        binary: None,
        user_data: None,
        span: element.name_span,
    };
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
            _ => template.binary = Some(parse_binary(child, template.binary, diagnostics)),
        }
    }
    template
}

fn parse_binary<'t>(
    element: &'t Element<'t>,
    first: Option<Binary<'t>>,
    diagnostics: &mut Diagnostics,
) -> Binary<'t> {
    let mut attributes = Attributes::new("binary", element, diagnostics);
    let name = attributes.name("name");
    attributes.finish();
    children(element, &[], diagnostics);
    if let Some(first) = first {
        let diagnostic = Diagnostic::new(
            codes::REPEATED_BINARY,
            element.name_span,
            "duplicate `binary`",
        )
        .label("only one is allowed")
        .also(first.span, "the first one");
        diagnostics.push(diagnostic);
        return first;
    }
    Binary {
        name,
        span: element.name_span,
    }
}

fn parse_data<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> ValueItem<'t> {
    let mut attributes = Attributes::new("data", element, diagnostics);
    let data = ValueItem {
        name: attributes.required_name("name"),
        in_type: attributes.required_qname("inType"),
        out_type: attributes.qname("outType"),
        map: attributes.optional_qname("map"),
        count: extent(&mut attributes, "count"),
        length: extent(&mut attributes, "length"),
        description: attributes.description(),
        rust_name: attributes.rust_name(),
        span: element.name_span,
    };
    attributes.finish();
    children(element, &[], diagnostics);
    data
}

fn parse_struct<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Struct<'t> {
    let mut attributes = Attributes::new("struct", element, diagnostics);
    let name = attributes.required_name("name");
    let count = extent(&mut attributes, "count");
    let description = attributes.description();
    let rust_name = attributes.rust_name();
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
        rust_name,
        span: element.name_span,
    }
}

fn extent<'t>(
    attributes: &mut Attributes<'t, '_>,
    name: &'static str,
) -> Option<Spanned<Extent<'t>>> {
    let text = attributes.text(name).filter(|it| !it.value.is_empty())?;
    let trimmed = text.value.trim_ascii();
    // mc.exe takes anything that starts like a number for one, and never looks for an item of that name.
    let digits = trimmed.trim_start_matches(['-', '+']);
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return Some(Spanned::new(Extent::Item(trimmed), text.span));
    }
    let diagnostic = match number::parse::<u16>(trimmed) {
        Ok(value) => return Some(Spanned::new(Extent::Number(value), text.span)),
        Err(NumberError::Octal) => value::octal(name, text),
        Err(_) => {
            let message = format!("`{name}` is `{}`, which is out of range", shorten(trimmed));
            let read = number::as_mc_reads(trimmed) & 0xFFFF;
            Diagnostic::new(codes::NUMBER_RANGE, text.span, message)
                .label("expected 0 to 65535, or the name of an item")
                .note(format!("mc.exe reads this as {read}"))
        }
    };
    attributes.diagnostics.push(diagnostic);
    // Without a value, other rules would report the same mistake again.
    Some(Spanned::new(Extent::Number(1), text.span))
}
