//! Which resources a file holds: an executable, a `.res` file, or a `WEVT_TEMPLATE` by itself.

use super::reader::{Budget, Error, Reader, Result};
use super::{pe, res};

/// The resources of a file that matter here.
#[derive(Debug, Default)]
pub(super) struct Found<'b> {
    pub(super) wevt_template: Option<&'b [u8]>,
    /// Language and table, in the order of mc.exe's files where this file keeps it.
    pub(super) message_tables: Vec<(u16, &'b [u8])>,
}

/// The type or name of a resource.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Name {
    Text(String),
    Id(u16),
}

const MESSAGE_TABLE: Name = Name::Id(11);

impl<'b> Found<'b> {
    pub(super) fn add(&mut self, kind: &Name, language: u16, data: &'b [u8]) {
        match kind {
            Name::Text(text) if text.eq_ignore_ascii_case("WEVT_TEMPLATE") => {
                self.wevt_template.get_or_insert(data);
            }
            kind if *kind == MESSAGE_TABLE => self.message_tables.push((language, data)),
            _ => {}
        }
    }
}

/// Finds the resources in a file of any of the kinds.
pub(super) fn read<'b>(bytes: &'b [u8], budget: &Budget) -> Result<Found<'b>> {
    let reader = Reader::new(bytes, budget);
    match bytes {
        [b'C', b'R', b'I', b'M', ..] => Ok(Found {
            wevt_template: Some(bytes),
            message_tables: Vec::new(),
        }),
        [b'M', b'Z', ..] => pe::read(&reader),
        [0, 0, 0, 0, 0x20, 0, 0, 0, ..] => res::read(&reader),
        _ => Err(Error::new(
            0,
            "neither an executable, nor a .res file, nor a WEVT_TEMPLATE",
        )),
    }
}
