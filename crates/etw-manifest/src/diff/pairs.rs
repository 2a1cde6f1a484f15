//! Pairs the items of an older list with those of a newer one.

/// Indexes into two lists.
#[derive(Clone)]
pub(super) struct Pairs {
    /// The index of the newer item for each older one.
    to_new: Vec<Option<usize>>,
    /// The indexes of the newer items that have no older one.
    pub(super) added: Vec<usize>,
}

impl Pairs {
    /// Pairs items of the same name first; among the rest, those of the same number.
    pub(super) fn new<T, N: PartialEq, V: PartialEq>(
        old: &[T],
        new: &[T],
        name: impl Fn(&T) -> N,
        number: impl Fn(&T) -> V,
    ) -> Self {
        let mut to_new = vec![None; old.len()];
        let mut free: Vec<usize> = (0..new.len()).collect();
        let mut pair = |is_same: &dyn Fn(&T, &T) -> bool| {
            for (item, slot) in old.iter().zip(&mut to_new).filter(|(_, it)| it.is_none()) {
                if let Some(at) = free.iter().position(|index| is_same(item, &new[*index])) {
                    *slot = Some(free.remove(at));
                }
            }
        };
        pair(&|old, new| name(old) == name(new));
        pair(&|old, new| number(old) == number(new));
        Self {
            to_new,
            added: free,
        }
    }

    /// Returns the index of the newer item.
    pub(super) fn get(&self, old: usize) -> Option<usize> {
        self.to_new[old]
    }

    /// Returns `true` if an index into the older list and one into the newer list refer to the same item.
    pub(super) fn same(&self, old: Option<usize>, new: Option<usize>) -> bool {
        match (old, new) {
            (Some(old), Some(_)) => self.to_new[old] == new,
            (old, new) => old.is_none() && new.is_none(),
        }
    }

    /// Returns every index into the older list with that of the newer item.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, Option<usize>)> {
        self.to_new.iter().copied().enumerate()
    }
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn names_come_before_numbers() {
        let old = [("a", 1), ("b", 2), ("c", 3), ("d", 4)];
        let new = [("b", 1), ("a", 2), ("x", 3), ("y", 5)];
        let pairs = Pairs::new(&old, &new, |it| it.0, |it| it.1);
        let found: Vec<_> = pairs.iter().map(|(_, new)| new).collect();
        assert_eq!(found, [Some(1), Some(0), Some(2), None]);
        assert_eq!(pairs.added, [3]);
        assert!(pairs.same(Some(0), Some(1)) && pairs.same(None, None));
        assert!(!pairs.same(Some(0), None) && !pairs.same(Some(3), Some(3)));
    }
}
