//! Reads the child elements of one element, and reports those that the schema does not have.

use crate::ast::namespace::elsewhere;
use crate::ast::{ASSEMBLY, EVENTS, Spanned, Text};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::xml::{Element, Node};

/// Returns `true` if an element is in a namespace of manifests.
pub(super) fn is_ours(element: &Element<'_>) -> bool {
    matches!(&*element.name.namespace, EVENTS | ASSEMBLY)
}

/// Returns the children that the schema allows, with their names, and reports other elements and text. A misspelt child
/// has the name that was meant, so that its content is not missing. Elements in other namespaces belong to other programs.
pub(super) fn children<'t>(
    element: &'t Element<'t>,
    known: &'static [&'static str],
    diagnostics: &mut Diagnostics,
) -> Vec<(&'static str, &'t Element<'t>)> {
    // In an indented file, every second node is white space.
    let mut found = Vec::with_capacity(element.children.len() / 2);
    for node in &element.children {
        match node {
            Node::Element(child) => {
                let name = known.iter().copied().find(|it| *it == child.name.local);
                match name {
                    Some(name) if is_ours(child) => found.push((name, child)),
                    Some(name) if lost_namespace(element, child) => {
                        diagnostics.push(elsewhere(codes::UNKNOWN_ELEMENT, name, child));
                    }
                    None if is_ours(child) => {
                        let meant = unknown(element, child, known, diagnostics);
                        found.extend(meant.map(|name| (name, child)));
                    }
                    _ => {}
                }
            }
            Node::Text(text, span) | Node::CData(text, span) => {
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
            Node::Instruction(..) => {}
        }
    }
    found
}

/// Returns `true` if an `xmlns` attribute removes an element from the namespace of its parent, which is rarely meant. The
/// sections of a manifest have other rules.
fn lost_namespace(parent: &Element<'_>, child: &Element<'_>) -> bool {
    const SECTIONS: [&str; 3] = ["instrumentationManifest", "assembly", "instrumentation"];
    child.name.prefix.is_empty() && !SECTIONS.contains(&parent.name.local)
}

/// Reports an unknown child, and returns the name that was probably meant.
fn unknown(
    parent: &Element<'_>,
    child: &Element<'_>,
    known: &'static [&'static str],
    diagnostics: &mut Diagnostics,
) -> Option<&'static str> {
    let message = format!(
        "unexpected element `{}` inside `{}`",
        child.name.local, parent.name.local
    );
    let diagnostic = Diagnostic::new(codes::UNKNOWN_ELEMENT, child.name_span, message)
        .label("not allowed here by the schema");
    // An `event` beside `events` has attributes; the misspelt name of a list has none.
    let is_list = |it: &&str| {
        let rest = it.strip_prefix(child.name.local);
        matches!(rest, Some("s" | "Table")) && !child.attributes.is_empty()
    };
    let names = || known.iter().copied();
    if let Some(list) = names().find(is_list) {
        diagnostics.push(diagnostic.help(format!("put it inside `{list}`")));
        return None;
    }
    let meant = diagnostics.closest(child.name.local, names());
    let diagnostic = match (meant, known) {
        (Some(name), _) => diagnostic.help(format!("did you mean `{name}`?")),
        (None, []) => diagnostic.note("no elements are allowed here"),
        (None, [only]) => diagnostic.note(format!("expected `{only}`")),
        (None, many) => diagnostic.note(format!("expected one of `{}`", many.join("`, `"))),
    };
    diagnostics.push(diagnostic);
    meant
}

/// Returns the trimmed text of an element such as `<maxSize>`, which must be in one piece.
pub(super) fn text<'t>(element: &'t Element<'t>) -> Option<Text<'t>> {
    let texts = element.children.iter().filter_map(|node| match node {
        Node::Text(text, span) | Node::CData(text, span) => {
            Some(Spanned::new(text.trim_ascii(), *span))
        }
        Node::Element(_) | Node::Instruction(..) => None,
    });
    let mut texts = texts.filter(|text| !text.value.is_empty());
    texts.next().filter(|_| texts.next().is_none())
}
