//! Resolves namespace prefixes.

use crate::collection::{OrderedMap, OrderedSet, sort};
use std::rc::Rc;

/// The namespace of the prefix `xml`, which is always bound.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of the attributes that bind prefixes.
pub(crate) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The prefixes in scope at an element. Cloning only counts a reference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope<'s>(Option<Rc<Bindings<'s>>>);

/// The prefixes that one element binds, and those of its ancestors.
#[derive(Debug)]
struct Bindings<'s> {
    /// The value is `None` if `xmlns=""` removes the default namespace.
    own: OrderedMap<&'s str, Option<Rc<str>>>,
    outer: Scope<'s>,
}

impl<'s> Scope<'s> {
    /// Returns the namespace of a prefix. The empty prefix has the default namespace.
    pub(crate) fn resolve(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "xml" => Some(XML),
            "xmlns" => Some(XMLNS),
            _ => self.bound(prefix).map(AsRef::as_ref),
        }
    }

    /// Returns all prefixes in scope that the document binds, without the default namespace.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = &'s str> {
        let mut prefixes = Vec::new();
        let mut scope = self;
        while let Some(bindings) = &scope.0 {
            prefixes.extend(bindings.own.keys().filter(|prefix| !prefix.is_empty()));
            scope = &bindings.outer;
        }
        sort::sort(&mut prefixes);
        prefixes.dedup();
        prefixes.into_iter()
    }

    /// Returns the scope inside an element that binds these prefixes.
    pub(super) fn with(&self, own: OrderedMap<&'s str, Option<Rc<str>>>) -> Self {
        if own.is_empty() {
            return self.clone();
        }
        let outer = self.clone();
        Self(Some(Rc::new(Bindings { own, outer })))
    }

    /// Returns the shared namespace of a prefix that the document binds.
    pub(super) fn bound(&self, prefix: &str) -> Option<&Rc<str>> {
        let mut scope = self;
        while let Some(bindings) = &scope.0 {
            if let Some(namespace) = bindings.own.get(prefix) {
                return namespace.as_ref();
            }
            scope = &bindings.outer;
        }
        None
    }
}

/// Keeps one copy of each namespace.
#[derive(Default)]
pub(super) struct Namespaces(OrderedSet<Rc<str>>);

impl Namespaces {
    /// Returns the shared copy of a namespace.
    pub(super) fn intern(&mut self, namespace: &str) -> Rc<str> {
        if let Some(known) = self.0.get(namespace) {
            return Rc::clone(known);
        }
        let new: Rc<str> = namespace.into();
        self.0.insert(Rc::clone(&new));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_bindings_hide_outer_ones() {
        let mut namespaces = Namespaces::default();
        let mut bind = |prefix, namespace| {
            OrderedMap::from_iter([(prefix, Some(namespaces.intern(namespace)))])
        };
        let outer = Scope::default()
            .with(bind("", "urn:a"))
            .with(bind("p", "urn:b"));
        let inner = outer.with(bind("p", "urn:c"));
        let bare = inner.with(OrderedMap::from_iter([("", None)]));
        assert_eq!(outer.resolve("p"), Some("urn:b"));
        assert_eq!(inner.resolve("p"), Some("urn:c"));
        assert_eq!(inner.resolve(""), Some("urn:a"));
        assert_eq!(bare.resolve(""), None);
        assert_eq!(bare.resolve("q"), None);
        assert_eq!(bare.resolve("xml"), Some(XML));
        assert_eq!(inner.prefixes().collect::<Vec<_>>(), ["p"]);
    }

    #[test]
    fn a_namespace_is_stored_once() {
        let mut namespaces = Namespaces::default();
        let first = namespaces.intern("urn:a");
        assert!(Rc::ptr_eq(&first, &namespaces.intern("urn:a")));
    }
}
