//! Reads the child elements of one element, and reports those that the schema does not have.

use crate::ast::{ASSEMBLY, EVENTS, Spanned, Text};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::xml::{Element, Node};

/// Returns `true` if an element is in a namespace of manifests.
pub(super) fn is_ours(element: &Element<'_>) -> bool {
    matches!(&*element.name.namespace, EVENTS | ASSEMBLY)
}

/// Returns the children that the schema allows, and reports other elements and text. Elements in other namespaces belong
/// to other programs.
pub(super) fn children<'t>(
    element: &'t Element<'t>,
    known: &'static [&'static str],
    diagnostics: &mut Diagnostics,
) -> Vec<&'t Element<'t>> {
    let mut found = Vec::with_capacity(element.children.len() / 2);
    for node in &element.children {
        match node {
            Node::Element(child) if !is_ours(child) => {}
            Node::Element(child) if known.contains(&child.name.local) => found.push(child),
            Node::Element(child) => unknown(element, child, known, diagnostics),
            Node::Text(text, span) => {
                let trimmed = text.trim_ascii();
                if !trimmed.is_empty() {
                    let message = format!("unexpected text inside `{}`", element.name.local);
                    diagnostics.push(
                        Diagnostic::new(
                            codes::UNEXPECTED_TEXT,
                            Text::new(text, *span).part(trimmed).span,
                            message,
                        )
                        .label("ignored"),
                    );
                }
            }
        }
    }
    found
}

fn unknown(
    parent: &Element<'_>,
    child: &Element<'_>,
    known: &'static [&'static str],
    diagnostics: &mut Diagnostics,
) {
    let message = format!(
        "unexpected element `{}` inside `{}`",
        child.name.local, parent.name.local
    );
    let expected = known
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let diagnostic = Diagnostic::new(codes::UNKNOWN_ELEMENT, child.name_span, message)
        .label("not allowed here by the schema");
    // An `event` beside `events` has attributes; the misspelt name of a list has none.
    let is_list = |it: &&str| {
        let rest = it.strip_prefix(child.name.local);
        matches!(rest, Some("s" | "Table")) && !child.attributes.is_empty()
    };
    let diagnostic = if let Some(list) = known.iter().copied().find(|it| is_list(it)) {
        diagnostic.help(format!("put it inside `{list}`"))
    } else {
        match diagnostics.closest(child.name.local, known.iter().copied()) {
            Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
            None if known.is_empty() => diagnostic.note("no elements are allowed here"),
            None if known.len() == 1 => diagnostic.note(format!("expected {expected}")),
            None => diagnostic.note(format!("expected one of {expected}")),
        }
    };
    diagnostics.push(diagnostic);
}

/// Returns the trimmed text of an element such as `<maxSize>`.
pub(super) fn text<'t>(element: &'t Element<'t>) -> Option<Text<'t>> {
    let mut texts = element.children.iter().filter_map(|node| match node {
        Node::Text(text, span) => Some(Spanned::new(text.trim_ascii(), *span)),
        Node::Element(_) => None,
    });
    texts.next().filter(|text| !text.value.is_empty())
}
