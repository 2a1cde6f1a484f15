//! Items of templates: types, maps, and how many of them there are.

use crate::ast::{self, QName, SCHEMA, TRACE, ValueItem, WINMETA, shorten};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::lower::context::{Context, symbol};
use crate::lower::siblings::Siblings;
use crate::lower::unique::Unique;
use crate::lower::{extent, map};
use crate::model::{Extent, InType, Item, ItemKind, OutType};

/// The name of the item with the length of `<binary>`.
const BINARY_LENGTH: &str = "__binLength";

/// Lowers the items of a template.
pub(super) fn lower<'t>(ast: &'t ast::Template<'t>, context: &mut Context<'t, '_>) -> Vec<Item> {
    let items = &ast.items;
    let mut names = Unique::new(codes::DUPLICATE_ITEM);
    let mut lowered = Siblings::new(items.iter().filter_map(name_of));
    for item in items {
        if let Some(name) = name_of(item) {
            names.insert(name.value, name.value, name.span, context.diagnostics);
        }
        let item = match item {
            ast::Item::Value(item) => data(item, &lowered, context),
            ast::Item::Struct(item) => structure(item, &lowered, context),
        };
        lowered.push(item);
    }
    // mc.exe puts `<binary>` last, wherever it is written.
    let mut lowered = lowered.into_items();
    if let Some(binary) = ast.binary {
        let name = binary.name.map_or("binary", |it| it.value);
        for name in [BINARY_LENGTH, name] {
            names.insert(name, name, binary.span, context.diagnostics);
        }
        lowered.extend(binary_items(binary, name, lowered.len()));
    }
    lowered
}

/// Returns the two items of `<binary>`, the first of which has this index.
fn binary_items(binary: ast::Binary<'_>, name: &str, first: usize) -> [Item; 2] {
    let item = |name: &str, in_type: InType, length| Item {
        name: name.to_owned(),
        kind: ItemKind::Value {
            in_type,
            out_type: in_type.default_out_type(),
            map: None,
        },
        count: Extent::None,
        length,
        description: None,
        rust_name: None,
        span: binary.span,
    };
    [
        item(BINARY_LENGTH, InType::UInt32, Extent::None),
        item(name, InType::Binary, Extent::Item(first)),
    ]
}

fn name_of<'t>(item: &ast::Item<'t>) -> Option<ast::Text<'t>> {
    match item {
        ast::Item::Value(data) => data.name,
        ast::Item::Struct(item) => item.name,
    }
}

fn structure<'t>(
    ast: &'t ast::Struct<'t>,
    siblings: &Siblings<'_>,
    context: &mut Context<'t, '_>,
) -> Item {
    let mut names = Unique::new(codes::DUPLICATE_ITEM);
    let mut members = Siblings::new(ast.items.iter().filter_map(|it| it.name));
    for member in &ast.items {
        if let Some(name) = member.name {
            names.insert(name.value, name.value, name.span, context.diagnostics);
        }
        let member = data(member, &members, context);
        members.push(member);
    }
    let description = ast.description;
    Item {
        name: ast.name.map_or("", |it| it.value).to_owned(),
        kind: ItemKind::Struct(members.into_items()),
        count: extent::resolve(ast.count, ast.name, siblings, context.diagnostics),
        length: Extent::None,
        description: context
            .strings
            .documentation(description, context.diagnostics),
        rust_name: symbol(ast.rust_name),
        span: ast.span,
    }
}

fn data<'t>(
    ast: &'t ValueItem<'t>,
    siblings: &Siblings<'_>,
    context: &mut Context<'t, '_>,
) -> Item {
    let in_type = ast
        .in_type
        .and_then(|name| in_type(name, context.diagnostics));
    let out_type = out_type(ast, in_type, context.diagnostics);
    let map = map::resolve(ast.map, context);
    check_map(ast, in_type, map, context);
    let description = ast.description;
    let item = Item {
        name: ast.name.map_or("", |it| it.value).to_owned(),
        kind: ItemKind::Value {
            in_type: in_type.unwrap_or(InType::UInt32),
            out_type,
            map,
        },
        count: extent::resolve(ast.count, ast.name, siblings, context.diagnostics),
        length: extent::resolve(ast.length, ast.name, siblings, context.diagnostics),
        description: context
            .strings
            .documentation(description, context.diagnostics),
        rust_name: symbol(ast.rust_name),
        span: ast.span,
    };
    if let Some(in_type) = in_type {
        extent::check_length(ast, in_type, &item, context.diagnostics);
    }
    item
}

fn in_type(name: QName<'_>, diagnostics: &mut Diagnostics) -> Option<InType> {
    if !matches!(name.namespace, WINMETA | TRACE) {
        // Without a bound prefix the colon belongs to the name; the type is after it.
        let known = InType::from_local_name(name.local.rsplit(':').next().unwrap_or_default());
        let meant = known.or_else(|| closest_in_type(name.local, diagnostics));
        diagnostics.push(foreign_type(name, meant));
        return known;
    }
    let found = InType::from_local_name(name.local);
    if found.is_none() {
        let message = format!("there is no inType `{}`", shorten(name.text));
        let diagnostic = Diagnostic::new(codes::IN_TYPE, name.span, message).label("unknown type");
        let meant = closest_in_type(name.local, diagnostics);
        diagnostics.push(match meant {
            Some(meant) => diagnostic.help(format!("did you mean `{}`?", meant.name())),
            None => diagnostic.note(all_types()),
        });
    }
    found
}

/// A type that is not in the namespace of types.
fn foreign_type(name: QName<'_>, meant: Option<InType>) -> Diagnostic {
    let text = shorten(name.text);
    let (message, label) = match name.namespace {
        "" if name.text.contains(':') => (
            format!("the prefix of the type `{text}` is not bound to a namespace"),
            "unknown prefix",
        ),
        "" => (format!("the type `{text}` has no prefix"), "needs a prefix"),
        _ => (
            format!("`{text}` is not an inType"),
            "this prefix is for other names",
        ),
    };
    let diagnostic = Diagnostic::new(codes::TYPE_PREFIX, name.span, message)
        .label(label)
        .note(format!("the prefix of a type must be bound to `{WINMETA}`"));
    diagnostic.maybe_help(meant.map(|it| format!("write inType=\"{}\"", it.name())))
}

fn closest_in_type(name: &str, diagnostics: &mut Diagnostics) -> Option<InType> {
    // The outTypes that XML Schema names look like inTypes: `xs:string` is meant for a string.
    match name {
        "string" | "String" => Some(InType::UnicodeString),
        _ => diagnostics
            .closest(name, InType::ALL.iter().map(|it| it.local_name()))
            .and_then(InType::from_local_name),
    }
}

fn all_types() -> String {
    let names: Vec<&str> = InType::ALL.iter().map(|it| it.name()).collect();
    format!("the types are {}", names.join(", "))
}

fn out_type(
    ast: &ValueItem<'_>,
    in_type: Option<InType>,
    diagnostics: &mut Diagnostics,
) -> OutType {
    let default = in_type.map_or(OutType::UnsignedInt, InType::default_out_type);
    let (Some(name), Some(in_type)) = (ast.out_type, in_type) else {
        return default;
    };
    let found = OutType::from_local_name(name.local);
    if let Some(found) = found.filter(|_| !name.text.contains(':')) {
        let message = format!("the outType `{}` has no prefix", shorten(name.text));
        let diagnostic = Diagnostic::new(codes::TYPE_PREFIX, name.span, message)
            .label("needs a prefix")
            .help(format!("write outType=\"{}\"", found.name()));
        diagnostics.push(diagnostic);
        return default;
    }
    let Some(found) = found.filter(|it| in_type.out_types().contains(it)) else {
        let allowed = in_type.out_types().iter().map(|it| it.local_name());
        let nearest = diagnostics.closest(name.local, allowed);
        let nearest = nearest.and_then(OutType::from_local_name);
        diagnostics.push(refused_out_type(name, in_type, nearest));
        return default;
    };
    let namespace = if found.name().starts_with("xs:") {
        SCHEMA
    } else {
        WINMETA
    };
    if name.namespace != namespace {
        let message = format!(
            "the outType `{}` is written with another prefix",
            shorten(name.text)
        );
        let diagnostic = Diagnostic::new(codes::OUT_TYPE_PREFIX, name.span, message)
            .label(format!("taken for `{}`, as mc.exe does", found.name()))
            .help(format!("write `{}`", found.name()));
        diagnostics.push(diagnostic);
    }
    found
}

fn refused_out_type(name: QName<'_>, in_type: InType, nearest: Option<OutType>) -> Diagnostic {
    let words: Vec<String> = in_type
        .out_types()
        .iter()
        .map(|it| format!("`{}`", it.name()))
        .collect();
    let message = match OutType::from_local_name(name.local) {
        Some(_) => format!(
            "a `{}` cannot be shown as `{}`",
            in_type.name(),
            shorten(name.text)
        ),
        None => format!("there is no outType `{}`", shorten(name.text)),
    };
    let expected = match words.as_slice() {
        [word] => format!("expected {word}, or nothing"),
        words => format!("expected one of {}", words.join(", ")),
    };
    Diagnostic::new(codes::OUT_TYPE, name.span, message)
        .label(expected)
        .maybe_help(nearest.map(|it| format!("did you mean `{}`?", it.name())))
}

/// Maps describe numbers of up to 32 bits.
fn check_map(
    ast: &ValueItem<'_>,
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
