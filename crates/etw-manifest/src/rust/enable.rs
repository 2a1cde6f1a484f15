//! One word per distinct pair of level and keyword: all that a disabled event looks at.

use super::types::logged;
use crate::collection::OrderedMap;
use crate::model::{Event, Provider};

/// The words of a provider.
pub(super) struct Words {
    /// Level and keyword, in the order in which events first have them.
    pairs: Vec<(u8, u64)>,
    by_pair: OrderedMap<(u8, u64), u16>,
}

/// How many pairs get a word of their own; the number of a word has 16 bits.
const MAX_PAIRS: usize = u16::MAX as usize;

/// The pair that every session enables. It serves all pairs that are left when the numbers run out.
const ANY: (u8, u64) = (0, 0);

impl Words {
    pub(super) fn new(provider: &Provider) -> Self {
        let mut words = Self {
            pairs: Vec::new(),
            by_pair: OrderedMap::new(),
        };
        for (_, event) in logged(provider) {
            words.add(pair(event, provider));
        }
        words
    }

    fn add(&mut self, pair: (u8, u64)) {
        let room = self.pairs.len() < MAX_PAIRS;
        if self.by_pair.contains_key(&pair) || !room {
            return;
        }
        let last = self.pairs.len() + 1 == MAX_PAIRS;
        let pair = if last { ANY } else { pair };
        let index = u16::try_from(self.pairs.len()).unwrap_or(u16::MAX);
        self.by_pair.get_or_insert(pair, index);
        self.pairs.push(pair);
    }

    /// The number of the word of an event.
    pub(super) fn index(&self, event: &Event, provider: &Provider) -> u16 {
        let own = self.by_pair.get(&pair(event, provider));
        own.or_else(|| self.by_pair.get(&ANY)).copied().unwrap_or(0)
    }

    /// Level and keyword of each word.
    pub(super) fn pairs(&self) -> &[(u8, u64)] {
        &self.pairs
    }
}

fn pair(event: &Event, provider: &Provider) -> (u8, u64) {
    let descriptor = provider.descriptor(event);
    (descriptor.level, descriptor.keyword)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_beyond_the_numbers_share_the_word_that_is_always_enabled() {
        let mut words = Words {
            pairs: Vec::new(),
            by_pair: OrderedMap::new(),
        };
        for keyword in 1..70_000 {
            words.add((1, keyword));
            words.add((1, keyword));
        }
        assert_eq!(words.pairs.len(), MAX_PAIRS);
        assert_eq!(words.pairs[MAX_PAIRS - 2], (1, 65_534));
        assert_eq!(words.pairs[usize::from(words.by_pair[&ANY])], ANY);
    }
}
