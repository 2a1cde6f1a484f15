//! Filters, whose templates are plainer than those of events.

use crate::ast;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::lower::provider::{Context, symbol};
use crate::lower::template;
use crate::lower::unique::Unique;
use crate::model::{Extent, Filter, ItemKind};
use crate::source::Span;

pub(super) fn lower<'t>(
    filters: &'t [ast::Filter<'t>],
    templates: &'t [ast::Template<'t>],
    context: &mut Context<'t, '_>,
) {
    let mut names = Unique::new(codes::DUPLICATE_FILTER_NAME);
    let mut values = Unique::new(codes::DUPLICATE_FILTER_VALUE);
    let mut symbols = Unique::new(codes::DUPLICATE_FILTER_SYMBOL);
    for filter in filters {
        let version = filter.version.map_or(0, |it| it.value);
        if let Some(name) = filter.name {
            names.insert(name.key(), name.text, name.span, context.diagnostics);
        }
        if let Some(value) = filter.value {
            let shown = format!("{} version {version}", value.value);
            values.insert(
                (value.value, version),
                &shown,
                value.span,
                context.diagnostics,
            );
        }
        if let Some(symbol) = filter.symbol {
            symbols.insert(symbol.value, symbol.value, symbol.span, context.diagnostics);
        }
        let template = template::resolve(filter.template, context);
        if let (Some(index), Some(tid)) = (template, filter.template) {
            check_template(index, &templates[index], tid.span, context);
        }
        let message = context.message(filter.message);
        context.provider.filters.push(Filter {
            name: filter.name.map_or("", |it| it.text).to_owned(),
            symbol: symbol(filter.symbol),
            value: filter.value.map_or(0, |it| it.value),
            version,
            template,
            message,
        });
    }
}

fn check_template(
    index: usize,
    ast: &ast::Template<'_>,
    used: Span,
    context: &mut Context<'_, '_>,
) {
    let template = &context.provider.templates[index];
    let mut found: Vec<(Code, Span, &str)> = Vec::new();
    if template.user_data.is_some() {
        found.push((
            codes::FILTER_USER_DATA,
            template.span,
            "this template has `UserData`",
        ));
    }
    for (item, ast) in template.items.iter().zip(&ast.items) {
        if item.count != Extent::None {
            found.push((codes::FILTER_ARRAY, item.span, "this item is an array"));
        }
        match (&item.kind, ast) {
            (ItemKind::Struct(_), _) => {
                found.push((codes::FILTER_STRUCT, item.span, "this item is a struct"))
            }
            (ItemKind::Data { map: Some(_), .. }, _) => {
                found.push((codes::FILTER_MAP, item.span, "this item has a map"))
            }
            (_, ast::Item::Data(data)) if data.out_type.is_none() => {
                found.push((
                    codes::FILTER_OUT_TYPE,
                    item.span,
                    "this item has no outType",
                ));
            }
            _ => {}
        }
    }
    for (code, span, label) in found {
        let message = format!("{}: `{}`", code.title(), template.tid);
        context.diagnostics.push(
            Diagnostic::new(code, used, message)
                .label("used by a filter")
                .also(span, label),
        );
    }
}
