//! The sections of a provider: lists of entries, which other sections refer to by their offsets.

use std::collections::BTreeMap;

use super::error::{Error, Result};
use super::reader::Reader;

/// The sections that a provider has: their offsets by their numbers.
pub(super) struct Sections(BTreeMap<u32, usize>);

impl Sections {
    /// Reads the table in the header of the provider at `at`.
    pub(super) fn read(reader: &Reader, at: usize) -> Result<Self> {
        let mut sections = BTreeMap::new();
        for index in 0..reader.size(at + 12)? {
            let entry = at + 16 + index * 8;
            sections.insert(reader.u32(entry)?, reader.size(entry + 4)?);
        }
        Ok(Self(sections))
    }

    pub(super) fn offset(&self, number: u32) -> Option<usize> {
        self.0.get(&number).copied()
    }
}

/// A section of entries of one size.
pub(super) struct List {
    pub(super) number: u32,
    /// The name of one entry in errors.
    pub(super) what: &'static str,
    pub(super) header: usize,
    pub(super) entry: usize,
}

impl List {
    /// Reads every entry with `read`, which gets its offset.
    pub(super) fn read<T>(
        &self,
        reader: &Reader,
        sections: &Sections,
        read: impl FnMut(usize) -> Result<T>,
    ) -> Result<Vec<T>> {
        let Some(section) = sections.offset(self.number) else {
            return Ok(Vec::new());
        };
        let first = section + self.header;
        let entries = 0..reader.size(section + 8)?;
        entries
            .map(|index| first + index * self.entry)
            .map(read)
            .collect()
    }

    /// Returns the offsets of entries with these names.
    pub(super) fn offsets<'n>(
        &self,
        sections: &Sections,
        names: impl Iterator<Item = &'n String>,
    ) -> Offsets {
        let first = sections.offset(self.number).unwrap_or_default() + self.header;
        let mut offsets = Offsets::new(self.what);
        for (index, name) in names.enumerate() {
            offsets.add(first + index * self.entry, index, name);
        }
        offsets
    }
}

/// The offsets of the items of one list.
pub(super) struct Offsets {
    what: &'static str,
    /// The index of each item, and the length of its name.
    items: BTreeMap<usize, (usize, usize)>,
}

impl Offsets {
    pub(super) const fn new(what: &'static str) -> Self {
        Self {
            what,
            items: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, offset: usize, index: usize, name: &str) {
        self.items.insert(offset, (index, name.len()));
    }

    /// Reads a reference at `at` and returns the index of the item. The manifest will repeat the item's name.
    pub(super) fn find(&self, reader: &Reader, at: usize) -> Result<Option<usize>> {
        let Some(offset) = reader.offset(at)? else {
            return Ok(None);
        };
        let Some((index, name)) = self.items.get(&offset) else {
            let what = format!("expected the offset of a {}, found {offset:#x}", self.what);
            return Err(Error::new(at, what));
        };
        reader.charge(at, *name)?;
        Ok(Some(*index))
    }
}

/// Everything in a provider that events refer to.
pub(super) struct Targets {
    pub(super) channels: Offsets,
    pub(super) templates: Offsets,
    pub(super) opcodes: Offsets,
    pub(super) levels: Offsets,
    pub(super) tasks: Offsets,
    pub(super) keywords: Offsets,
}
