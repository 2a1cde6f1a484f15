//! [`OrderedSet`]: a hash set that keeps the order of insertion.

use std::borrow::Borrow;
use std::hash::Hash;

use super::OrderedMap;

/// A hash set whose elements keep the order of insertion.
#[derive(Clone, Debug)]
pub(crate) struct OrderedSet<T>(OrderedMap<T, ()>);

impl<T> Default for OrderedSet<T> {
    fn default() -> Self {
        Self(OrderedMap::new())
    }
}

impl<T> OrderedSet<T> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Returns the element of the set that is equal to this one.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, element: &Q) -> Option<&T>
    where
        T: Borrow<Q>,
    {
        self.0.get_key(element)
    }

    pub(crate) fn contains<Q: Hash + Eq + ?Sized>(&self, element: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(element)
    }
}

impl<T: Hash + Eq> OrderedSet<T> {
    /// Adds an element. Returns `true` if it is new.
    pub(crate) fn insert(&mut self, element: T) -> bool {
        self.0.insert(element, ()).is_none()
    }
}

impl<T: Hash + Eq> Extend<T> for OrderedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        for element in elements {
            self.insert(element);
        }
    }
}

impl<T: Hash + Eq> FromIterator<T> for OrderedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut set = Self::new();
        set.extend(elements);
        set
    }
}
