//! The items among which a count or length is resolved.

use crate::ast::Text;
use crate::collection::{OrderedMap, OrderedSet};
use crate::model::Item;

/// The items around the one that is being lowered: of a template, or of one struct.
pub(super) struct Siblings<'t> {
    /// Those before it.
    earlier: Vec<Item>,
    /// The index of the first earlier item with each name.
    indexes: OrderedMap<String, usize>,
    /// The names of all, later ones included.
    all: OrderedSet<&'t str>,
}

impl<'t> Siblings<'t> {
    pub(super) fn new(names: impl Iterator<Item = Text<'t>>) -> Self {
        Self {
            earlier: Vec::new(),
            indexes: OrderedMap::new(),
            all: names.map(|name| name.value).collect(),
        }
    }

    pub(super) fn push(&mut self, item: Item) {
        let index = self.earlier.len();
        // A count refers to the first of two equal names; the second is an error.
        self.indexes.get_or_insert(item.name.clone(), index);
        self.earlier.push(item);
    }

    pub(super) fn earlier(&self) -> &[Item] {
        &self.earlier
    }

    /// Returns the index of the first earlier item with this name.
    pub(super) fn index_of(&self, name: &str) -> Option<usize> {
        self.indexes.get(name).copied()
    }

    /// Returns `true` if any item has this name, also a later one.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.all.contains(name)
    }

    pub(super) fn into_items(self) -> Vec<Item> {
        self.earlier
    }
}
