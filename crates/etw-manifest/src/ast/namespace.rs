//! Describes elements in the wrong namespace.

use crate::ast::EVENTS;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::xml::Element;

/// Returns “… in the namespace `…`” or “… in no namespace”.
pub(super) fn in_namespace(what: &str, element: &Element<'_>) -> String {
    match &*element.name.namespace {
        "" => format!("{what} in no namespace"),
        namespace => format!("{what} in the namespace `{namespace}`"),
    }
}

/// Returns the span at which an element declares its namespace, or that of its name.
pub(super) fn namespace_span(element: &Element<'_>) -> Span {
    let declaration = match element.name.prefix {
        "" => "xmlns".to_owned(),
        prefix => format!("xmlns:{prefix}"),
    };
    let mut attributes = element.attributes.iter();
    let found = attributes.find(|it| it.name.is_written(&declaration) && !it.value.is_empty());
    found.map_or(element.name_span, |it| it.value_span)
}

/// Reports an element that is in the wrong namespace.
pub(super) fn elsewhere(code: Code, name: &str, found: &Element<'_>) -> Diagnostic {
    let message = in_namespace(&format!("`{name}` is"), found);
    let own = namespace_span(found);
    let diagnostic =
        Diagnostic::new(code, own, message).label(format!("expected the namespace `{EVENTS}`"));
    if own == found.name_span {
        diagnostic.help(format!("write <{name} xmlns=\"{EVENTS}\">"))
    } else {
        diagnostic.help("remove this `xmlns`, so that that of the root element applies")
    }
}
