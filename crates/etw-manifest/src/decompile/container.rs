//! Finds the resources of an executable, of a `.res` file, or of a `WEVT_TEMPLATE` by itself.

use super::budget::Budget;
use super::error::{Error, Result};
use super::found::Found;
use super::reader::Reader;
use super::{pe, res};

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
