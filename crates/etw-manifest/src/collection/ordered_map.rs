//! [`OrderedMap`]: a hash map that keeps the order of insertion.

use std::borrow::Borrow;
use std::hash::{BuildHasher, Hash, RandomState};
use std::ops::Index;

use super::table::Table;

/// A hash map whose entries keep the order of insertion.
#[derive(Clone, Debug)]
pub(crate) struct OrderedMap<K, V> {
    entries: Vec<(K, V)>,
    table: Table,
    /// Random, so that no manifest can be made of names with equal hashes.
    hasher: RandomState,
}

impl<K, V> Default for OrderedMap<K, V> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            table: Table::default(),
            hasher: RandomState::new(),
        }
    }
}

impl<K, V> OrderedMap<K, V> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> + Clone {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.entries.iter().map(|(key, _)| key)
    }

    fn hash<Q: Hash + ?Sized>(&self, key: &Q) -> usize {
        const SIZE: usize = size_of::<usize>();
        let hash = self.hasher.hash_one(key).to_ne_bytes();
        let (low, _) = hash.split_first_chunk().unwrap_or((&[0; SIZE], &[]));
        usize::from_ne_bytes(*low)
    }

    fn find<Q: Hash + Eq + ?Sized>(&self, hash: usize, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        let is_equal = &mut |index: usize| self.entries[index].0.borrow() == key;
        self.table.find(hash, is_equal)
    }

    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let index = self.find(self.hash(key), key)?;
        Some(&self.entries[index].1)
    }

    pub(crate) fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let index = self.find(self.hash(key), key)?;
        Some(&mut self.entries[index].1)
    }

    /// Returns the key of the map that is equal to this one.
    pub(super) fn get_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&K>
    where
        K: Borrow<Q>,
    {
        let index = self.find(self.hash(key), key)?;
        Some(&self.entries[index].0)
    }

    pub(crate) fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }
}

impl<K: Hash + Eq, V> OrderedMap<K, V> {
    /// Returns the value of a key, which is `new` if the map does not have the key yet.
    pub(crate) fn get_or_insert(&mut self, key: K, new: V) -> &mut V {
        let hash = self.hash(&key);
        let index = self.find(hash, &key).unwrap_or_else(|| {
            self.table.push(hash);
            self.entries.push((key, new));
            self.entries.len() - 1
        });
        &mut self.entries[index].1
    }

    /// Sets the value of a key. Returns the value that it had before.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let hash = self.hash(&key);
        if let Some(index) = self.find(hash, &key) {
            return Some(std::mem::replace(&mut self.entries[index].1, value));
        }
        self.table.push(hash);
        self.entries.push((key, value));
        None
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for OrderedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for OrderedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Borrow<Q>, V, Q: Hash + Eq + ?Sized> Index<&Q> for OrderedMap<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("the key is in the map")
    }
}

#[cfg(test)]
mod tests {
    use super::OrderedMap;

    #[test]
    fn entries_keep_the_order_of_insertion() {
        let mut map = OrderedMap::new();
        for number in (0..1_000).rev() {
            assert_eq!(map.insert(number.to_string(), number), None);
        }
        assert_eq!(map.insert("7".to_owned(), 70), Some(7));
        assert_eq!(*map.get_or_insert("8".to_owned(), 80), 8);
        *map.get_or_insert("new".to_owned(), 1) += 1;
        assert_eq!((map["7"], map["8"], map["new"]), (70, 8, 2));
        assert_eq!((map.get("999"), map.get("1000")), (Some(&999), None));
        let keys: Vec<_> = map.keys().take(2).collect();
        assert_eq!(keys, ["999", "998"]);
        assert_eq!(map.iter().last(), Some((&"new".to_owned(), &2)));
    }

    #[test]
    fn an_empty_map_has_no_key() {
        let map = OrderedMap::<u8, u8>::new();
        assert!(map.is_empty());
        assert!(!map.contains_key(&0));
    }
}
