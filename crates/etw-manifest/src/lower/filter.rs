//! Filters, whose templates are plainer than those of events.

use crate::ast::{self, shorten};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::lower::context::{Context, symbol};
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
    let mut values = Unique::new(codes::DUPLICATE_FILTER_VALUE)
        .title("two filters of one version have the same value");
    let mut symbols = Unique::new(codes::DUPLICATE_FILTER_SYMBOL);
    for filter in filters {
        let version = filter.version.map_or(0, |it| it.value);
        if let Some(name) = filter.name {
            names.insert(name.key(), name.text, name.span, context.diagnostics);
        }
        if let Some(value) = filter.value {
            let shown = value.value.to_string();
            values.insert(
                (value.value, version),
                &shown,
                value.span,
                context.diagnostics,
            );
        }
        symbols.text(filter.symbol, context.diagnostics);
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

/// The template of a filter has nothing but plain items.
fn check_template(
    index: usize,
    ast: &ast::Template<'_>,
    used: Span,
    context: &mut Context<'_, '_>,
) {
    let template = &context.provider.templates[index];
    let mut found: Vec<(Code, Span, &str, &str)> = Vec::new();
    if template.user_data.is_some() {
        found.push((
            codes::FILTER_USER_DATA,
            template.span,
            "has `UserData`",
            "this template",
        ));
    }
    // The model has a default outType where the source has none, so that both are needed.
    for (item, ast) in template.items.iter().zip(&ast.items) {
        if item.count != Extent::None {
            found.push((codes::FILTER_ARRAY, item.span, "has an array", "the array"));
        }
        let fault = match (&item.kind, ast) {
            (ItemKind::Struct(_), _) => (codes::FILTER_STRUCT, "has a struct", "the struct"),
            (ItemKind::Value { map: Some(_), .. }, _) => {
                (codes::FILTER_MAP, "has an item with a map", "the item")
            }
            (_, ast::Item::Value(data)) if data.out_type.is_none() => (
                codes::FILTER_OUT_TYPE,
                "has an item without an outType",
                "the item",
            ),
            _ => continue,
        };
        found.push((fault.0, item.span, fault.1, fault.2));
    }
    for (code, span, what, label) in found {
        let message = format!(
            "the template `{}` of a filter {what}",
            shorten(&template.tid)
        );
        let diagnostic = Diagnostic::new(code, used, message)
            .label("used by this filter")
            .also(span, label);
        let help = if code == codes::FILTER_OUT_TYPE {
            "give the item an `outType`"
        } else {
            "filters take plain items: give this filter a separate template"
        };
        context.diagnostics.push(diagnostic.help(help));
    }
}
