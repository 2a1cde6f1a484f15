//! [`Table`]: the part of a hash map that does not depend on the types of its entries.

/// Finds the indexes of entries by their hashes.
#[derive(Clone, Default, Debug)]
pub(super) struct Table {
    /// The hash of each entry.
    hashes: Vec<usize>,
    /// For each slot, one more than the index of its entry, or 0. There are a power of two, and at most half are taken.
    slots: Vec<usize>,
}

impl Table {
    /// Returns the index of the entry with this hash for which `is_equal` is true.
    pub(super) fn find(
        &self,
        hash: usize,
        is_equal: &mut dyn FnMut(usize) -> bool,
    ) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash & mask;
        loop {
            let index = self.slots[slot].checked_sub(1)?;
            if self.hashes[index] == hash && is_equal(index) {
                return Some(index);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds the next entry.
    pub(super) fn push(&mut self, hash: usize) {
        self.hashes.push(hash);
        let count = self.hashes.len();
        if count * 2 > self.slots.len() {
            self.slots = vec![0; (count * 4).next_power_of_two()];
            (0..count).for_each(|index| self.place(index));
        } else {
            self.place(count - 1);
        }
    }

    fn place(&mut self, index: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = self.hashes[index] & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = index + 1;
    }
}
