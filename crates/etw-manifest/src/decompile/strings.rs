//! The strings that message ids refer to: their texts, their names, and which of them need no definition.

use std::collections::{BTreeMap, BTreeSet};

use super::budget::Budget;
use super::error::Result;
use super::message_id::string_name;
use super::predefined;
use super::provider::Provider;
use super::table::Table;
use crate::winmeta::Predefined;

/// An index into [`Strings::list`].
pub(super) type StringIndex = usize;

/// The value of a message-id field where there is no message.
const NO_MESSAGE: u32 = 0xFFFF_FFFF;

/// The message ids read so far; each is one string.
#[derive(Default)]
pub(super) struct Strings {
    pub(super) list: Vec<LocalizedString>,
    by_id: BTreeMap<u32, StringIndex>,
}

pub(super) struct LocalizedString {
    pub(super) message_id: u32,
    /// `string/@id`.
    pub(super) name: String,
    /// One text for each table.
    pub(super) texts: Vec<Option<String>>,
    /// The words of a predefined item, which the manifest need not define.
    pub(super) is_predefined: bool,
    /// Only a `<message>` can give this id.
    pub(super) is_fixed: bool,
}

impl Strings {
    /// Returns the string with this message id, a new one if there is none.
    pub(super) fn get(&mut self, message_id: u32) -> StringIndex {
        let next = self.list.len();
        let index = *self.by_id.entry(message_id).or_insert(next);
        if index == next {
            self.list.push(LocalizedString {
                message_id,
                name: String::new(),
                texts: Vec::new(),
                is_predefined: false,
                is_fixed: false,
            });
        }
        index
    }

    pub(super) fn message(&mut self, id: u32) -> Option<StringIndex> {
        (id != NO_MESSAGE).then(|| self.get(id))
    }

    /// Returns the ids of strings that only predefined items use.
    pub(super) fn predefined_ids(&self, providers: &[Provider]) -> BTreeSet<u32> {
        let mut strings: BTreeMap<StringIndex, bool> = BTreeMap::new();
        for provider in providers {
            provider.uses(|string, item, _| {
                *strings.entry(string).or_insert(true) &= item.is_some();
            });
        }
        let only = strings.into_iter().filter(|(_, only)| *only);
        only.map(|(string, _)| self.list[string].message_id)
            .collect()
    }

    /// Gives every string its name and texts, and marks those that are predefined or fixed.
    pub(super) fn complete(
        &mut self,
        providers: &[Provider],
        tables: &[Table],
        budget: &Budget,
    ) -> Result<()> {
        for id in tables.iter().flat_map(|table| table.texts.keys()) {
            self.get(*id);
        }
        // Each string needs room for its text in each table.
        budget.charge(0, self.list.len().saturating_mul(tables.len()))?;
        let uses = Uses::new(providers, &self.list);
        for (index, string) in self.list.iter_mut().enumerate() {
            let id = string.message_id;
            let text = |table: &Table| table.texts.get(&id).cloned().flatten();
            string.texts = tables.iter().map(text).collect();
            string.is_fixed = !uses.automatic.contains(&index);
            let item = uses.predefined.get(&index).copied();
            string.name = item.map_or_else(|| string_name(id), |item| item.string.to_owned());
            let all_usual = |item| {
                tables
                    .iter()
                    .all(|it| predefined::has_usual_words(item, it, id))
            };
            string.is_predefined = item.is_some_and(all_usual) && !uses.other.contains(&index);
        }
        Ok(())
    }
}

/// The uses of all strings.
#[derive(Default)]
struct Uses {
    predefined: BTreeMap<StringIndex, &'static Predefined>,
    /// Strings that something else than a predefined item uses.
    other: BTreeSet<StringIndex>,
    /// Strings whose id comes from one of their uses.
    automatic: BTreeSet<StringIndex>,
}

impl Uses {
    fn new(providers: &[Provider], strings: &[LocalizedString]) -> Self {
        let mut uses = Self::default();
        for provider in providers {
            provider.uses(|string, item, id| {
                match item {
                    Some(item) => drop(uses.predefined.insert(string, item)),
                    None => drop(uses.other.insert(string)),
                }
                if id.gives(strings[string].message_id, provider.number) {
                    uses.automatic.insert(string);
                }
            });
        }
        uses
    }
}
