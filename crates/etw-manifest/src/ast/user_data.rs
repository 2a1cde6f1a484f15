//! `<UserData>` as written: one element, kept unchanged.

use crate::ast::Spanned;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::{UserContent, UserElement};
use crate::xml::{Element, Name, Node};

/// Reads the element inside `<UserData>`.
pub(super) fn parse(
    element: &Element<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<UserElement>> {
    let roots: Vec<_> = element
        .children
        .iter()
        .filter_map(Node::as_element)
        .collect();
    let text = element.children.iter().find_map(|node| match node {
        Node::Text(text, _) if text.trim_ascii().is_empty() => None,
        Node::Text(_, span) | Node::CData(_, span) => Some(*span),
        Node::Element(_) | Node::Instruction(..) => None,
    });
    // mc.exe writes one element into the resource, and has no place for a second one or for text beside it.
    match (roots.as_slice(), text) {
        ([root], None) => Some(Spanned::new(convert(root), root.name_span)),
        ([], None) => {
            let message = "`UserData` is empty";
            diagnostics.push(
                Diagnostic::new(codes::USER_DATA, element.name_span, message)
                    .label("expected one element"),
            );
            None
        }
        ([_, second, ..], None) => {
            let message = format!("`UserData` has {} elements", roots.len());
            let diagnostic = Diagnostic::new(codes::USER_DATA, second.name_span, message)
                .label("expected one element")
                .help("put them into one element in your own namespace");
            diagnostics.push(diagnostic);
            None
        }
        (_, Some(span)) => {
            let message = "unexpected text inside `UserData`";
            diagnostics.push(
                Diagnostic::new(codes::USER_DATA, span, message).label("expected one element"),
            );
            None
        }
    }
}

/// Converts an element. The reader limits the depth, and so this recursion.
fn convert(element: &Element<'_>) -> UserElement {
    UserElement {
        name: written(&element.name),
        attributes: element
            .attributes
            .iter()
            .map(|it| (written(&it.name), it.value.to_string()))
            .collect(),
        content: element
            .children
            .iter()
            .map(|node| match node {
                Node::Element(child) => UserContent::Element(convert(child)),
                Node::Text(text, _) => UserContent::Text(text.to_string()),
                Node::CData(text, _) => UserContent::CData(text.to_string()),
                Node::Instruction(target, data) => UserContent::Instruction {
                    target: (*target).to_owned(),
                    data: (*data).to_owned(),
                },
            })
            .collect(),
    }
}

fn written(name: &Name<'_>) -> String {
    match name.prefix {
        "" => name.local.to_owned(),
        prefix => format!("{prefix}:{}", name.local),
    }
}
