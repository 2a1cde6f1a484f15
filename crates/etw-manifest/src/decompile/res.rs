//! Reads the resources of a `.res` file.

use super::error::{Error, Result};
use super::found::{Found, Name};
use super::reader::Reader;

pub(super) fn read<'b>(reader: &Reader<'b>) -> Result<Found<'b>> {
    let mut found = Found::default();
    let mut at = 0;
    while at < reader.len() {
        let size = reader.size(at)?;
        let header = reader.size(at + 4)?;
        let (kind, after) = name(reader, at + 8)?;
        let (_, after) = name(reader, after)?;
        let fields = after.next_multiple_of(4);
        let language = reader.u16(fields + 6)?;
        let data = at + header;
        if data < fields {
            return Err(Error::new(at, "a resource starts inside its own header"));
        }
        found.add(&kind, language, reader.slice(data, size)?);
        at = (data + size).next_multiple_of(4);
    }
    // A .rc text lists the tables with the highest number first.
    found.message_tables.reverse();
    Ok(found)
}

/// Returns a name and the offset of its end.
fn name(reader: &Reader, at: usize) -> Result<(Name, usize)> {
    if reader.u16(at)? == 0xFFFF {
        return Ok((Name::Id(reader.u16(at + 2)?), at + 4));
    }
    let text = reader.utf16_z(at)?;
    let units = text.encode_utf16().count();
    Ok((Name::Text(text), at + units * 2 + 2))
}
