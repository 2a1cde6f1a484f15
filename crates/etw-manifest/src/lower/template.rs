//! Templates: the list of items, and the user data that shows them.

use crate::ast::{self, Text, shorten};
use crate::diagnostic::{Diagnostic, codes};
use crate::lower::context::Context;
use crate::lower::item;
use crate::lower::limits;
use crate::lower::names::Kind;
use crate::lower::unique::Unique;
use crate::markup::{self, Fault};
use crate::model::{Template, UserElement};

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
                .get_or_insert(key, context.provider.templates.len());
        }
        // Duplicates stay in the list: later stages find the templates of the source by their indexes.
        let items = item::lower(template, context);
        check_names(template, items.len(), context);
        check_number(template, context);
        limits::check_template(template, context.diagnostics);
        if let Some(user_data) = &template.user_data {
            check_user_data(user_data, items.len(), context);
        }
        context.provider.templates.push(Template {
            tid: template.tid.map_or("", |it| it.value).to_owned(),
            name: template.name.map(|it| it.value.to_owned()),
            items,
            has_binary: template.binary.is_some(),
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

/// mc.exe writes the names into XML as they are, so that they must be such text.
fn check_names(template: &ast::Template<'_>, items: usize, context: &mut Context<'_, '_>) {
    let names = template.items.iter().map(|item| match item {
        ast::Item::Value(it) => it.name,
        ast::Item::Struct(it) => it.name,
    });
    let special = |name: &Text<'_>| name.value.contains(['<', '&', '"', '%']);
    for name in names.chain([template.name]).flatten().filter(special) {
        let xml = markup::event_data(Some(name.value), std::iter::empty());
        let Err(fault) = markup::parse(&xml, items) else {
            continue;
        };
        let label = match fault {
            Fault::Malformed => "breaks the XML of the event",
            Fault::Percent => "`%` needs the number of an item",
            Fault::Insert(_) => "the template has no such item",
        };
        let message = format!("the name `{}` is not text of XML", shorten(name.value));
        let diagnostic = Diagnostic::new(codes::INVALID_NAME, name.span, message)
            .label(label)
            .note("the resource describes the event as XML, in which names are not escaped")
            .help("leave out `<`, `&`, `%` and quotation marks");
        context.report(diagnostic);
    }
}

fn check_user_data(root: &ast::Spanned<UserElement>, items: usize, context: &mut Context<'_, '_>) {
    let xml = markup::user_data(&root.value);
    let Err(fault) = markup::parse(&xml, items) else {
        return;
    };
    let message = match fault {
        Fault::Insert(number) => {
            format!("`UserData` inserts %{number}, which the template does not have")
        }
        Fault::Percent | Fault::Malformed => "`UserData` has a `%` without a number".to_owned(),
    };
    let diagnostic = Diagnostic::new(codes::USER_DATA_INSERT, root.span, message);
    context.report(diagnostic.label(match items {
        0 => "the template has no items".to_owned(),
        1 => "expected only %1 in this element".to_owned(),
        _ => format!("expected %1 to %{items} in this element"),
    }));
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
