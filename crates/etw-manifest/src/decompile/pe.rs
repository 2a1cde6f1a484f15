//! Reads the resources of an executable or DLL.

use super::error::{Error, Result};
use super::found::{Found, Name};
use super::reader::Reader;

/// Set in a table's entry when its name is a text, or its target another table.
const HIGH: u32 = 0x8000_0000;

/// A section: where it is loaded, how much of it the file holds, and where.
struct Section {
    address: u32,
    size: u32,
    file: usize,
}

/// The tree of resources: its offset in the file, and the sections, which turn addresses into offsets.
struct Tree<'r, 'b> {
    reader: &'r Reader<'b>,
    start: usize,
    sections: Vec<Section>,
}

pub(super) fn read<'b>(reader: &Reader<'b>) -> Result<Found<'b>> {
    let header = reader.size(0x3C)?;
    reader.expect(header, b"PE\0\0", "the signature of an executable")?;
    let optional = header + 24;
    let directories = match reader.u16(optional)? {
        0x010B => optional + 96,
        0x020B => optional + 112,
        _ => return Err(Error::new(optional, "unknown kind of executable")),
    };
    let mut found = Found::default();
    if reader.u32(directories - 4)? < 3 {
        return Ok(found);
    }
    let address = reader.u32(directories + 2 * 8)?;
    if address == 0 {
        return Ok(found);
    }
    let sections = sections(reader, header)?;
    let start = offset_of(&sections, address, optional)?;
    let tree = Tree {
        reader,
        start,
        sections,
    };
    for (kind, names) in tree.table(0)? {
        let kind = tree.name(kind)?;
        for (_, languages) in tree.subtable(names)? {
            for (language, entry) in tree.subtable(languages)? {
                let language = u16::try_from(language).unwrap_or(0);
                found.add(&kind, language, tree.data(entry)?);
            }
        }
    }
    Ok(found)
}

fn sections(reader: &Reader, header: usize) -> Result<Vec<Section>> {
    let count = usize::from(reader.u16(header + 6)?);
    let first = header + 24 + usize::from(reader.u16(header + 20)?);
    let section = |index: usize| {
        let at = first + index * 40;
        Ok(Section {
            address: reader.u32(at + 12)?,
            size: reader.u32(at + 16)?,
            file: reader.size(at + 20)?,
        })
    };
    (0..count).map(section).collect()
}

/// Returns the offset in the file of an address in memory.
fn offset_of(sections: &[Section], address: u32, at: usize) -> Result<usize> {
    let inside = |it: &&Section| address >= it.address && address - it.address < it.size;
    match sections.iter().find(inside) {
        Some(section) => Ok(section
            .file
            .saturating_add(narrow(address - section.address))),
        None => Err(Error::new(
            at,
            format!("the address {address:#x} is in no section"),
        )),
    }
}

/// A file in memory is no larger than `usize`.
fn narrow(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

impl<'b> Tree<'_, 'b> {
    /// Returns the offset in the file of an offset in the tree.
    fn at(&self, offset: u32) -> usize {
        self.start.saturating_add(narrow(offset))
    }

    /// Returns the entries of a table: names, and targets relative to the tree.
    fn table(&self, offset: u32) -> Result<Vec<(u32, u32)>> {
        let at = self.at(offset);
        let named = usize::from(self.reader.u16(at.saturating_add(12))?);
        let numbered = usize::from(self.reader.u16(at + 14)?);
        let entry = |index: usize| {
            let at = at + 16 + index * 8;
            Ok((self.reader.u32(at)?, self.reader.u32(at + 4)?))
        };
        (0..named + numbered).map(entry).collect()
    }

    fn subtable(&self, target: u32) -> Result<Vec<(u32, u32)>> {
        if target & HIGH == 0 {
            return Err(Error::new(self.at(target), "expected a table of resources"));
        }
        self.table(target & !HIGH)
    }

    fn name(&self, name: u32) -> Result<Name> {
        if name & HIGH == 0 {
            return Ok(Name::Id(u16::try_from(name).unwrap_or(0)));
        }
        let at = self.at(name & !HIGH);
        let units = usize::from(self.reader.u16(at)?);
        self.reader.utf16(at + 2, units).map(Name::Text)
    }

    fn data(&self, target: u32) -> Result<&'b [u8]> {
        let at = self.at(target);
        if target & HIGH != 0 {
            return Err(Error::new(at, "resources are nested too deeply"));
        }
        let data = offset_of(&self.sections, self.reader.u32(at)?, at)?;
        self.reader.slice(data, self.reader.size(at + 4)?)
    }
}
