//! Counts and lengths: numbers, or references to the item that holds the number.

use crate::ast::{self, Spanned, Text, ValueItem, shorten};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::lower::siblings::Siblings;
use crate::model::{Extent, InType, Item, ItemKind};
use crate::source::Span;

/// Resolves a count or length of an item among the items before it.
pub(super) fn resolve(
    extent: Option<Spanned<ast::Extent<'_>>>,
    item: Option<Text<'_>>,
    siblings: &Siblings<'_>,
    diagnostics: &mut Diagnostics,
) -> Extent {
    let Some(Spanned { value, span }) = extent else {
        return Extent::None;
    };
    let name = match value {
        // To mc.exe, 0 is the same as no count.
        ast::Extent::Number(0) => return Extent::None,
        ast::Extent::Number(number) => return Extent::Constant(number),
        ast::Extent::Item(name) => name,
    };
    let Some(index) = siblings.index_of(name) else {
        let is_itself = item.is_some_and(|it| it.value == name);
        let diagnostic = if is_itself {
            itself(name, span)
        } else {
            undefined(name, span, siblings, diagnostics)
        };
        diagnostics.push(diagnostic);
        return Extent::None;
    };
    if let Some(diagnostic) = unfit(&siblings.earlier()[index], span) {
        diagnostics.push(diagnostic);
        return Extent::None;
    }
    Extent::Item(index)
}

fn itself(name: &str, span: Span) -> Diagnostic {
    let message = format!("the item `{}` cannot measure itself", shorten(name));
    Diagnostic::new(codes::EXTENT_FORWARD, span, message)
        .label("expected an earlier item")
        .note("readers need the number before the values that it counts")
        .help("name an item before this one that holds the number, or write the number here")
}

fn undefined(
    name: &str,
    span: Span,
    siblings: &Siblings<'_>,
    diagnostics: &mut Diagnostics,
) -> Diagnostic {
    let shown = shorten(name);
    if siblings.contains(name) {
        let message = format!("the item `{shown}` comes later");
        return Diagnostic::new(codes::EXTENT_FORWARD, span, message)
            .label("expected an earlier item")
            .note("readers need the number before the values that it counts")
            .help(format!("move `{shown}` before this item"));
    }
    let names = siblings.earlier().iter().map(|it| it.name.as_str());
    let meant = diagnostics.closest(name, names);
    Diagnostic::new(
        codes::EXTENT_UNDEFINED,
        span,
        format!("there is no item `{shown}`"),
    )
    .label("expected a number, or the name of an earlier item")
    .did_you_mean(name, meant)
}

/// Why an item cannot hold a count or length.
fn unfit(item: &Item, span: Span) -> Option<Diagnostic> {
    let name = &item.name;
    let diagnostic = match &item.kind {
        ItemKind::Struct(_) => {
            Diagnostic::new(codes::EXTENT_STRUCT, span, format!("`{name}` is a struct"))
                .label("expected an item that is a number")
        }
        ItemKind::Value { in_type, .. } if !in_type.can_count() => Diagnostic::new(
            codes::EXTENT_TYPE,
            span,
            format!("`{name}` is a `{}`", in_type.name()),
        )
        .label("expected an item of type win:UInt8, win:UInt16, win:UInt32 or win:HexInt32"),
        ItemKind::Value { .. } if item.count != Extent::None || item.length != Extent::None => {
            Diagnostic::new(
                codes::EXTENT_OF_EXTENT,
                span,
                format!("`{name}` has a count or length itself"),
            )
            .label("expected an item that is one number")
        }
        ItemKind::Value { .. } => return None,
    };
    Some(diagnostic.also(item.span, format!("`{name}` is defined here")))
}

/// Checks that a length is present if the type needs it, and absent if the type does not allow it.
pub(super) fn check_length(
    ast: &ValueItem<'_>,
    in_type: InType,
    item: &Item,
    diagnostics: &mut Diagnostics,
) {
    let place = ast.length.map_or(ast.span, |it| it.span);
    if in_type == InType::Binary && item.length == Extent::None && !refers(ast) {
        let message = format!("the binary item `{}` has no length", item.name);
        let diagnostic = Diagnostic::new(codes::LENGTH_REQUIRED, place, message)
            .label("needs `length`: a number of bytes above 0, or the name of an earlier item")
            .help("`win:CountedBinary` carries its own length")
            .repair("the item reaches to the end of the payload");
        diagnostics.push(diagnostic);
    }
    // mc.exe takes a length of 0 on any type.
    let is_zero = matches!(ast.length, Some(length) if length.value == ast::Extent::Number(0));
    if ast.length.is_some() && !is_zero && !in_type.allows_length() {
        let message = format!("a `{}` has no `length`", in_type.name());
        let diagnostic = Diagnostic::new(codes::LENGTH_NOT_ALLOWED, place, message)
            .label("only strings, win:Binary and win:SID have one")
            .help("`count` makes an array");
        diagnostics.push(diagnostic);
    }
}

/// A reference that could not be resolved was reported already.
fn refers(ast: &ValueItem<'_>) -> bool {
    matches!(
        ast.length,
        Some(Spanned {
            value: ast::Extent::Item(_),
            ..
        })
    )
}
