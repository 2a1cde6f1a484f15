//! Templates: the list of items, and the user data that shows them.

use crate::ast::{self, Text};
use crate::diagnostic::{Diagnostic, codes};
use crate::lower::context::Context;
use crate::lower::insert;
use crate::lower::item;
use crate::lower::limits;
use crate::lower::names::Kind;
use crate::lower::unique::Unique;
use crate::model::{Template, UserContent, UserElement};

/// `%99` is the last insert.
const MAX_ITEMS: usize = 99;

pub(super) fn lower<'t>(templates: &'t [ast::Template<'t>], context: &mut Context<'t, '_>) {
    let mut tids = Unique::new(codes::DUPLICATE_TEMPLATE);
    for template in templates {
        if let Some(tid) = template.tid {
            let key = (context.file_of(tid.span), tid.value);
            tids.insert(key, tid.value, tid.span, context.diagnostics);
            context
                .names
                .templates
                .entry(key)
                .or_insert(context.provider.templates.len());
        }
        let items = item::lower(&template.items, context);
        check_number(template, context);
        limits::check_template(template, context.diagnostics);
        if let Some(user_data) = &template.user_data {
            check_user_data(user_data, items.len(), context);
        }
        context.provider.templates.push(Template {
            source: context.file_of(template.span),
            tid: template.tid.map_or("", |it| it.value).to_owned(),
            name: template.name.map(|it| it.value.to_owned()),
            items,
            user_data: template.user_data.as_ref().map(|it| it.value.clone()),
            span: template.span,
        });
    }
}

fn check_number(template: &ast::Template<'_>, context: &mut Context<'_, '_>) {
    let Some(item) = template.items.get(MAX_ITEMS) else {
        return;
    };
    let span = match item {
        ast::Item::Value(data) => data.span,
        ast::Item::Struct(it) => it.span,
    };
    let message = format!("the template has {} items", template.items.len());
    let diagnostic = Diagnostic::new(codes::TOO_MANY_ITEMS, span, message)
        .label("the hundredth item")
        .note("messages name items by %1 to %99")
        .help("group items in a `struct`");
    context.report(diagnostic);
}

fn check_user_data(root: &ast::Spanned<UserElement>, items: usize, context: &mut Context<'_, '_>) {
    let mut texts = Vec::new();
    collect_texts(&root.value, &mut texts);
    let numbers = texts
        .into_iter()
        .flat_map(insert::inserts)
        .map(|it| it.number);
    let Some(greatest) = numbers.max().filter(|it| usize::from(*it) > items) else {
        return;
    };
    let message = format!("`UserData` inserts %{greatest}, which the template does not have");
    let diagnostic = Diagnostic::new(codes::USER_DATA_INSERT, root.span, message);
    context.report(diagnostic.label(match items {
        0 => "the template has no items".to_owned(),
        1 => "expected only %1 in this element".to_owned(),
        _ => format!("expected %1 to %{items} in this element"),
    }));
}

fn collect_texts<'a>(element: &'a UserElement, texts: &mut Vec<&'a str>) {
    texts.extend(element.attributes.iter().map(|(_, value)| value.as_str()));
    for content in &element.content {
        match content {
            UserContent::Element(child) => collect_texts(child, texts),
            UserContent::Text(text) => texts.push(text),
        }
    }
}

/// The template that an event or filter names.
pub(super) fn resolve<'t>(tid: Option<Text<'t>>, context: &mut Context<'t, '_>) -> Option<usize> {
    let tid = tid?;
    // A fragment has its own templates as well as those of the manifest.
    let templates = &context.names.templates;
    let own = templates.get(&(context.file_of(tid.span), tid.value));
    let found = own.or_else(|| templates.get(&(0, tid.value))).copied();
    if found.is_none() {
        let kind = Kind {
            code: codes::UNDEFINED_TEMPLATE,
            word: "template",
            predefined: &[],
        };
        context.undefined(kind, tid, None, |provider, _| {
            provider
                .templates
                .iter()
                .map(|it| it.tid.as_str())
                .collect()
        });
    }
    found
}
