//! Checks the attributes of one element together: the prefixes that they bind, and duplicates.

use std::rc::Rc;

use super::problems::Problems;
use super::scope::{Namespaces, Scope, XML, XMLNS};
use super::tree::Attribute;
use crate::collection::{OrderedMap, sort};
use crate::source::Span;

/// Returns the namespaces that `xmlns` and `xmlns:…` attributes bind to prefixes.
pub(super) fn bindings<'s>(
    attributes: &[Attribute<'s>],
    namespaces: &mut Namespaces,
    problems: &mut Problems,
) -> OrderedMap<&'s str, Option<Rc<str>>> {
    let mut bindings = OrderedMap::new();
    for attribute in attributes {
        let prefix = match (attribute.name.prefix, attribute.name.local) {
            ("", "xmlns") => "",
            ("xmlns", prefix) => prefix,
            _ => continue,
        };
        if let Some(message) = forbidden(prefix, &attribute.value) {
            problems.recoverable(attribute.name_span, message, |diagnostic| diagnostic);
        } else {
            let namespace = &*attribute.value;
            let bound = (!namespace.is_empty()).then(|| namespaces.intern(namespace));
            bindings.get_or_insert(prefix, bound);
        }
    }
    bindings
}

/// Returns the reason why a prefix must not be bound to a namespace.
fn forbidden(prefix: &str, namespace: &str) -> Option<String> {
    match prefix {
        "xml" if namespace == XML => None,
        "xml" | "xmlns" => Some(format!("the prefix `{prefix}` is reserved by XML")),
        _ if namespace == XML || namespace == XMLNS => {
            Some(format!("`{namespace}` cannot be bound to a prefix"))
        }
        "" => None,
        _ if namespace.is_empty() => Some(format!(
            "the prefix `{prefix}` is bound to an empty namespace"
        )),
        _ => None,
    }
}

/// Reports a prefix that is not bound.
pub(super) fn unbound(prefix: &str, span: Span, scope: &Scope<'_>, problems: &mut Problems) {
    let message = format!("the prefix `{prefix}` is not bound to a namespace");
    let meant = problems.closest(prefix, scope.prefixes());
    let meant = meant.map(|known| format!("did you mean `{known}`?"));
    problems.recoverable(span, message, |diagnostic| {
        diagnostic.maybe_help(meant).help(format!(
            "bind it with `xmlns:{prefix}=\"…\"` on this element or one around it"
        ))
    });
}

/// Reports duplicate attributes, and keeps the first of each name.
pub(super) fn remove_repeated(attributes: &mut Vec<Attribute<'_>>, problems: &mut Problems) {
    if are_few_and_different(attributes) {
        return;
    }
    let names: Vec<(&str, &str)> = attributes
        .iter()
        .map(|it| (it.name.local, &*it.name.namespace))
        .collect();
    let order = sort::indexes(&names, |it| *it);
    let mut repeated = Vec::new();
    let mut first = 0;
    for at in 1..order.len() {
        if names[order[first]] == names[order[at]] {
            repeated.push(order[at]);
            report(&attributes[order[first]], &attributes[order[at]], problems);
        } else {
            first = at;
        }
    }
    sort::sort(&mut repeated);
    let mut index = 0;
    attributes.retain(|_| {
        index += 1;
        repeated.binary_search(&(index - 1)).is_err()
    });
}

/// Returns `true` for nearly every element, whose attributes need no sorting.
fn are_few_and_different(attributes: &[Attribute<'_>]) -> bool {
    let is_new = |(at, one): (usize, &Attribute<'_>)| {
        let mut before = attributes[..at].iter();
        before.all(|other| other.name.local != one.name.local)
    };
    attributes.len() <= 16 && attributes.iter().enumerate().all(is_new)
}

fn report(first: &Attribute<'_>, second: &Attribute<'_>, problems: &mut Problems) {
    let message = format!("duplicate attribute `{}`", second.name);
    problems.recoverable(second.name_span, message, |diagnostic| {
        diagnostic
            .label("again here")
            .also(first.name_span, "first here")
            .help("remove one of them")
    });
}
