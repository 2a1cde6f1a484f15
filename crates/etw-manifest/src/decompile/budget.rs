//! Bounds the work that a file can ask for.

use std::cell::Cell;
use std::rc::Rc;

use super::error::{Error, Result};

/// How many bytes may still be read and written, in all readers of one input together. Offsets may point anywhere, so a
/// small hostile file could otherwise make us read the same long text, or write it to the manifest, a million times.
#[derive(Clone, Debug)]
pub(super) struct Budget(Rc<Cell<usize>>);

/// Every byte of an honest file is read and written a few times at most.
const READINGS: usize = 64;
/// Added for files of any size: a message table may announce 4,096 messages that it does not have.
const ALLOWANCE: usize = 0x1000 * ABSENT_MESSAGE;
/// The cost of a message of which the file has only the id.
pub(super) const ABSENT_MESSAGE: usize = 64;

impl Budget {
    /// Returns the budget of an input of `size` bytes.
    pub(super) fn of(size: usize) -> Self {
        Self::per_byte(size, READINGS, ALLOWANCE)
    }

    /// Returns `times` the size of an input, plus an allowance.
    pub(super) fn per_byte(size: usize, times: usize, allowance: usize) -> Self {
        let bytes = size.saturating_mul(times).saturating_add(allowance);
        Self(Rc::new(Cell::new(bytes)))
    }

    /// Spends `work`. Returns `false` if there was less left.
    pub(super) fn spend(&self, work: usize) -> bool {
        let left = self.0.get().checked_sub(work);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Spends the work that the bytes at `at` ask for.
    pub(super) fn charge(&self, at: usize, work: usize) -> Result<()> {
        let too_much = || Error::new(at, "the file asks for too much work for its size");
        self.spend(work).then_some(()).ok_or_else(too_much)
    }
}
