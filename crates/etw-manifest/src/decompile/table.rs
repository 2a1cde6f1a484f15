//! The message tables, one for each locale.

use std::collections::BTreeMap;

use super::messages::Texts;
use crate::locale;

/// The texts of one locale.
pub(super) struct Table {
    pub(super) culture: String,
    pub(super) texts: Texts,
}

/// Joins the tables of the same locale.
pub(super) fn by_culture(tables: Vec<(u16, Texts)>) -> Vec<Table> {
    let mut cultures: Vec<Table> = Vec::new();
    let mut indexes: BTreeMap<String, usize> = BTreeMap::new();
    for (language_id, texts) in tables {
        // Every reader falls back to English where a resource has no language.
        let neutral = language_id == 0;
        let name = locale::name(if neutral { 0x0409 } else { language_id });
        let culture = name.unwrap_or_else(|| format!("x-{language_id:04x}"));
        match indexes.get(&culture) {
            Some(index) => cultures[*index].texts.extend(texts),
            None => {
                indexes.insert(culture.clone(), cultures.len());
                cultures.push(Table { culture, texts });
            }
        }
    }
    cultures
}
