//! Checks the prefixes of names in values, such as `win:Error`.
//!
//! A prefix that is bound to a misspelt namespace, or to none, would make every name with it unknown. The mistake is
//! reported once, and the names are read as they were meant.

use crate::ast::{SCHEMA, TRACE, WINMETA};
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::xml::{Attribute, Element, Node, Scope};

/// The usual prefix of the namespace of predefined items.
const USUAL: &str = "win";

/// The usual prefixes, each with its namespace.
const USUAL_BINDINGS: [(&str, &str); 2] = [(USUAL, WINMETA), ("xs", SCHEMA)];

/// The attributes whose values are names with prefixes.
const NAMES: &[&str] = &["level", "task", "opcode", "keywords", "inType", "outType"];

/// Returns the namespace that a prefix in a value means.
pub(super) fn resolve<'t>(prefix: &str, scope: &'t Scope<'_>) -> Option<&'t str> {
    // A name with a wrong prefix is read as it was meant, so that `check` reports the only error.
    let bound = scope.resolve(prefix);
    if matches!(bound, Some(WINMETA | SCHEMA)) {
        return bound;
    }
    match bound.and_then(|it| meant(prefix, it)) {
        Some(meant) => Some(meant),
        None => bound.or((prefix == USUAL).then_some(WINMETA)),
    }
}

/// Returns the namespace that differs only in scheme, case or a trailing slash, or that of a usual prefix which is bound to
/// another one.
fn meant(prefix: &str, namespace: &str) -> Option<&'static str> {
    let found = bare(namespace);
    // These are right for any prefix.
    if [WINMETA, SCHEMA, TRACE].contains(&namespace) {
        return None;
    }
    let mut near = [WINMETA, SCHEMA].into_iter();
    near.find(|known| bare(known) == found).or_else(|| {
        let mut usual = USUAL_BINDINGS.into_iter();
        usual.find(|it| it.0 == prefix).map(|it| it.1)
    })
}

/// Returns a namespace without its scheme, in lower case and without trailing slashes.
fn bare(text: &str) -> String {
    let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let rest = text.split_once("://").map(|(_, rest)| rest);
    rest.map(|it| it.trim_start_matches("www.").to_owned())
        .unwrap_or(text)
}

/// Returns `true` if two namespaces differ only in scheme, case or a trailing slash.
pub(super) fn is_nearly(namespace: &str, other: &str) -> bool {
    bare(namespace) == bare(other)
}

/// Reports bindings to misspelt namespaces, and the first use of an unbound `win:`.
pub(super) fn check(root: &Element<'_>, diagnostics: &mut Diagnostics) {
    let mut search = Search {
        goes_on: root.scope.resolve(USUAL).is_none(),
        found: None,
    };
    walk(root, &mut search, diagnostics);
    if let Some(span) = search.found {
        let message = format!("the prefix `{USUAL}` is not bound to a namespace");
        let diagnostic = Diagnostic::new(codes::TYPE_PREFIX, span, message)
            .label("the first name with this prefix")
            .fix(
                format!("add xmlns:{USUAL}=\"{WINMETA}\" to `{}`", root.name.local),
                Span::new(root.name_span.end(), root.name_span.end()),
                format!(" xmlns:{USUAL}=\"{WINMETA}\""),
            );
        diagnostics.push(diagnostic);
    }
}

/// The search for the first name with the usual prefix while it is unbound.
struct Search {
    /// `false` if the root binds the prefix, or after the first name.
    goes_on: bool,
    found: Option<Span>,
}

impl Search {
    fn look_at(&mut self, attribute: &Attribute<'_>, scope: &Scope<'_>) {
        if self.goes_on && scope.resolve(USUAL).is_none() {
            self.found = first_use(attribute);
            self.goes_on = self.found.is_none();
        }
    }
}

/// Walks all elements. The reader limits their depth, and so this recursion.
fn walk(element: &Element<'_>, search: &mut Search, diagnostics: &mut Diagnostics) {
    for attribute in &element.attributes {
        if attribute.name.prefix == "xmlns" {
            // The reader has rejected an empty namespace.
            if !attribute.value.is_empty() {
                check_binding(attribute, diagnostics);
            }
        } else {
            search.look_at(attribute, &element.scope);
        }
    }
    for node in &element.children {
        if let Node::Element(child) = node {
            walk(child, search, diagnostics);
        }
    }
}

fn check_binding(attribute: &Attribute<'_>, diagnostics: &mut Diagnostics) {
    let Some(meant) = meant(attribute.name.local, &attribute.value) else {
        return;
    };
    let message = format!(
        "the prefix `{}` is bound to another namespace than usual",
        attribute.name.local
    );
    let diagnostic = Diagnostic::new(codes::TYPE_PREFIX, attribute.value_span, message)
        .label("not the namespace of predefined names and types")
        .note("namespaces are compared letter by letter and never fetched")
        .rewrite(
            format!("write xmlns:{}=\"{meant}\"", attribute.name.local),
            &attribute.value,
            meant,
            Applicability::MachineApplicable,
        );
    diagnostics.push(diagnostic);
}

fn first_use(attribute: &Attribute<'_>) -> Option<Span> {
    let is_name = attribute.name.namespace.is_empty() && NAMES.contains(&attribute.name.local);
    let mut words = attribute.value.split_ascii_whitespace();
    let uses = words.any(|word| {
        word.strip_prefix(USUAL)
            .is_some_and(|rest| rest.starts_with(':'))
    });
    (is_name && uses).then_some(attribute.value_span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_right_is_what_was_meant() {
        let http = WINMETA;
        for near in [
            http.replace("http:", "https:"),
            format!("{http}/"),
            http.to_uppercase(),
        ] {
            assert_eq!(meant("w", &near), Some(WINMETA), "{near}");
        }
        assert_eq!(
            meant("x", "https://www.w3.org/2001/XMLSchema"),
            Some(SCHEMA)
        );
        assert_eq!(meant("w", http), None);
        assert_eq!(meant("w", "urn:other"), None);
        assert_eq!(meant("win", "urn:other"), Some(WINMETA));
        assert_eq!(meant("xs", WINMETA), None);
    }
}
