//! Reads a `WEVT_TEMPLATE` resource.

use super::budget::Budget;
use super::error::Result;
use super::provider::{self, Provider};
use super::reader::Reader;
use super::strings::Strings;

/// Everything in the resource.
pub(super) struct Resource {
    /// The version of the file: 3, or 5 for the newest generation.
    pub(super) major: u16,
    pub(super) providers: Vec<Provider>,
    pub(super) strings: Strings,
}

impl Resource {
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Self> {
        let reader = Reader::new(bytes, budget);
        reader.expect(0, b"CRIM", "a WEVT_TEMPLATE resource")?;
        let major = reader.u16(8)?;
        let mut strings = Strings::default();
        let entries = 0..reader.size(12)?;
        let providers =
            entries.map(|index| Provider::read(&reader, index, 16 + index * 20, &mut strings));
        let mut providers = providers.collect::<Result<Vec<_>>>()?;
        provider::number(&mut providers, &strings.list);
        Ok(Self {
            major,
            providers,
            strings,
        })
    }
}
