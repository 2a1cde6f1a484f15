//! Items of templates: types, maps, and how many of them there are.

use crate::ast::{self, Data, QName, SCHEMA, Spanned, TRACE, WINMETA};
use crate::diagnostic::{Diagnostic, codes};
use crate::did_you_mean::closest;
use crate::lower::provider::Context;
use crate::lower::unique::Unique;
use crate::lower::{extent, map};
use crate::model::{InType, Item, ItemKind, OutType};

/// Lowers the items of a template, or the members of a struct.
pub(super) fn lower<'t>(items: &'t [ast::Item<'t>], context: &mut Context<'t, '_>) -> Vec<Item> {
    let mut names = Unique::new(codes::DUPLICATE_ITEM);
    let mut lowered: Vec<Item> = Vec::with_capacity(items.len());
    let later: Vec<&str> = items
        .iter()
        .map(|it| name_of(it).map_or("", |name| name.value))
        .collect();
    for item in items {
        if let Some(name) = name_of(item) {
            names.insert(name.value, name.value, name.span, context.diagnostics);
        }
        let item = match item {
            ast::Item::Data(item) => data(item, &lowered, &later, context),
            ast::Item::Struct(item) => structure(item, &lowered, &later, context),
        };
        lowered.push(item);
    }
    lowered
}

fn name_of<'t>(item: &ast::Item<'t>) -> Option<ast::Text<'t>> {
    match item {
        ast::Item::Data(data) => data.name,
        ast::Item::Struct(item) => item.name,
    }
}

fn structure<'t>(
    ast: &'t ast::Struct<'t>,
    earlier: &[Item],
    all: &[&str],
    context: &mut Context<'t, '_>,
) -> Item {
    let mut names = Unique::new(codes::DUPLICATE_ITEM);
    let mut members: Vec<Item> = Vec::with_capacity(ast.members.len());
    let siblings: Vec<&str> = ast
        .members
        .iter()
        .map(|it| it.name.map_or("", |name| name.value))
        .collect();
    for member in &ast.members {
        if let Some(name) = member.name {
            names.insert(name.value, name.value, name.span, context.diagnostics);
        }
        let member = data(member, &members, &siblings, context);
        members.push(member);
    }
    Item {
        name: ast.name.map_or("", |it| it.value).to_owned(),
        kind: ItemKind::Struct(members),
        count: extent::resolve(ast.count, earlier, all, context.diagnostics),
        length: crate::model::Extent::None,
        description: context
            .strings
            .documentation(ast.description, context.diagnostics),
        span: ast.span,
    }
}

fn data<'t>(
    ast: &'t Data<'t>,
    earlier: &[Item],
    all: &[&str],
    context: &mut Context<'t, '_>,
) -> Item {
    let in_type = ast
        .in_type
        .and_then(|name| in_type(name, context.diagnostics));
    let out_type = out_type(ast, in_type, context.diagnostics);
    let map = map::resolve(ast.map, context);
    check_map(ast, in_type, map, context);
    let item = Item {
        name: ast.name.map_or("", |it| it.value).to_owned(),
        kind: ItemKind::Data {
            in_type: in_type.unwrap_or(InType::UInt32),
            out_type,
            map,
        },
        count: extent::resolve(ast.count, earlier, all, context.diagnostics),
        length: extent::resolve(ast.length, earlier, all, context.diagnostics),
        description: context
            .strings
            .documentation(ast.description, context.diagnostics),
        span: ast.span,
    };
    if let Some(in_type) = in_type {
        extent::check_length(ast, in_type, &item, context.diagnostics);
    }
    item
}

fn in_type(name: QName<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<InType> {
    if !matches!(name.namespace, WINMETA | TRACE) {
        let known = InType::from_local_name(name.local.rsplit(':').next().unwrap_or_default());
        let message = match name.namespace {
            "" => format!(
                "the type `{}` has no prefix bound to the namespace of types",
                name.text
            ),
            namespace => format!("the prefix of `{}` is bound to `{namespace}`", name.text),
        };
        let diagnostic = Diagnostic::new(codes::TYPE_PREFIX, name.span, message)
            .label(format!("expected a prefix bound to `{WINMETA}`"))
            .maybe_help(known.map(|it| {
                format!(
                    "write inType=\"{}\" with xmlns:win=\"{WINMETA}\"",
                    it.name()
                )
            }));
        diagnostics.push(diagnostic);
        return known;
    }
    let found = InType::from_local_name(name.local);
    if found.is_none() {
        let help = closest(name.local, InType::ALL.iter().map(|it| it.local_name()));
        let diagnostic = Diagnostic::new(
            codes::IN_TYPE,
            name.span,
            format!("there is no type `{}`", name.text),
        )
        .label("unknown inType")
        .maybe_help(help.map(|it| format!("did you mean `win:{it}`?")));
        diagnostics.push(diagnostic);
    }
    found
}

fn out_type(ast: &Data<'_>, in_type: Option<InType>, diagnostics: &mut Vec<Diagnostic>) -> OutType {
    let default = in_type.map_or(OutType::UnsignedInt, InType::default_out_type);
    let (Some(name), Some(in_type)) = (ast.out_type, in_type) else {
        return default;
    };
    let allowed = in_type.out_types();
    let Some(found) = OutType::from_local_name(name.local).filter(|it| allowed.contains(it)) else {
        diagnostics.push(refused_out_type(name, in_type));
        return default;
    };
    let namespace = if found.name().starts_with("xs:") {
        SCHEMA
    } else {
        WINMETA
    };
    if name.namespace != namespace {
        let diagnostic = Diagnostic::new(
            codes::OUT_TYPE_PREFIX,
            name.span,
            format!("`{}` is known as `{}`", name.text, found.name()),
        )
        .label("another prefix")
        .note("mc.exe takes the one for the other");
        diagnostics.push(diagnostic);
    }
    found
}

fn refused_out_type(name: QName<'_>, in_type: InType) -> Diagnostic {
    let words: Vec<String> = in_type
        .out_types()
        .iter()
        .map(|it| format!("`{}`", it.name()))
        .collect();
    let message = match OutType::from_local_name(name.local) {
        Some(_) => format!("`{}` cannot be shown as `{}`", in_type.name(), name.text),
        None => format!("there is no type `{}`", name.text),
    };
    let help = closest(
        name.local,
        in_type.out_types().iter().map(|it| it.local_name()),
    );
    Diagnostic::new(codes::OUT_TYPE, name.span, message)
        .label(format!("expected one of {}", words.join(", ")))
        .maybe_help(
            help.and_then(OutType::from_local_name)
                .map(|it| format!("did you mean `{}`?", it.name())),
        )
}

/// Maps describe numbers of up to 32 bits.
fn check_map(
    ast: &Data<'_>,
    in_type: Option<InType>,
    map: Option<usize>,
    context: &mut Context<'_, '_>,
) {
    let (Some(name), Some(in_type), Some(map)) = (ast.map, in_type, map) else {
        return;
    };
    let greatest = match in_type {
        InType::UInt8 => u32::from(u8::MAX),
        InType::UInt16 => u32::from(u16::MAX),
        InType::UInt32 | InType::HexInt32 => u32::MAX,
        _ => {
            let diagnostic = Diagnostic::new(
                codes::MAP_TYPE,
                name.span,
                format!("a map on a `{}`", in_type.name()),
            )
            .label("expected win:UInt8, win:UInt16, win:UInt32 or win:HexInt32");
            return context.report(diagnostic);
        }
    };
    let map = &context.provider.maps[map];
    if let Some(item) = map.items.iter().find(|it| it.value > greatest) {
        let message = format!(
            "the map `{}` has the value {}, which a `{}` cannot hold",
            map.name,
            item.value,
            in_type.name()
        );
        context.report(Diagnostic::new(codes::MAP_VALUE_TYPE, name.span, message));
    }
}

/// The span of a count or length, for [`extent`].
pub(super) fn span_of<T>(
    value: Option<Spanned<T>>,
    otherwise: crate::source::Span,
) -> crate::source::Span {
    value.map_or(otherwise, |it| it.span)
}
