//! Reads the resources of an executable or DLL.

use super::container::{Found, Name};
use super::reader::{Error, Reader, Result};

/// Set in a table's entry when its name is a text, or its target another table.
const HIGH: u32 = 0x8000_0000;

/// A section: where it is loaded, how much of it the file holds, and where.
struct Section {
    address: u32,
    size: u32,
    file: usize,
}

/// The tree of resources: its place in the file, and the sections by which addresses become places.
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
    let start = place(&sections, address, optional)?;
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

/// The place in the file of an address in memory.
fn place(sections: &[Section], address: u32, at: usize) -> Result<usize> {
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

/// Places are at most as large as a file in memory.
fn narrow(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

impl<'b> Tree<'_, 'b> {
    /// A place in the file, from one relative to the tree.
    fn at(&self, place: u32) -> usize {
        self.start.saturating_add(narrow(place))
    }

    /// The entries of a table: name, and target relative to the tree.
    fn table(&self, place: u32) -> Result<Vec<(u32, u32)>> {
        let at = self.at(place);
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
        let place = place(&self.sections, self.reader.u32(at)?, at)?;
        self.reader.slice(place, self.reader.size(at + 4)?)
    }
}
