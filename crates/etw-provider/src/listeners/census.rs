//! [`Census`]: how many listeners want each word.

use std::sync::PoisonError;
use std::vec::Vec;

use crate::EnableWord;
use crate::sync::{Mutex, MutexGuard};

/// Locks a census, also after a panic of a thread that held it.
pub(super) fn lock(census: &Mutex<Census>) -> MutexGuard<'_, Census> {
    census.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many listeners want each word of a provider and its fragments.
pub(super) struct Census {
    /// The words of the provider.
    base: &'static [EnableWord],
    /// The words of the fragments, in the order in which they joined.
    fragments: Vec<&'static [EnableWord]>,
    /// For each part and word, the number of listeners that want it; empty while there is no listener.
    counts: Vec<Vec<usize>>,
    /// Whether the provider is unregistered.
    pub(super) silent: bool,
    /// Counts how often a listener has been asked.
    pub(super) version: usize,
}

impl Census {
    pub(super) const fn new(base: &'static [EnableWord]) -> Self {
        Self {
            base,
            fragments: Vec::new(),
            counts: Vec::new(),
            silent: false,
            version: 0,
        }
    }

    /// Returns the words of the provider, then those of each fragment.
    pub(super) fn parts(&self) -> impl Iterator<Item = &'static [EnableWord]> {
        core::iter::once(self.base).chain(self.fragments.iter().copied())
    }

    /// Adds the words of a fragment.
    pub(super) fn add_part(&mut self, words: &'static [EnableWord]) {
        self.fragments.push(words);
    }

    /// Counts a listener that begins or ceases to want a word.
    pub(super) fn count(&mut self, part: usize, word: usize, wanted: bool) {
        if self.counts.len() <= part {
            self.counts.resize(part + 1, Vec::new());
        }
        let counts = &mut self.counts[part];
        if counts.len() <= word {
            counts.resize(word + 1, 0);
        }
        if wanted {
            counts[word] += 1;
        } else {
            counts[word] -= 1;
        }
    }

    /// Sets the listener bits of all words.
    pub(super) fn publish(&self) {
        for (words, counts) in self.parts().zip(&self.counts) {
            for (word, &count) in words.iter().zip(counts) {
                word.set(EnableWord::LISTENERS, count > 0 && !self.silent);
            }
        }
    }
}
