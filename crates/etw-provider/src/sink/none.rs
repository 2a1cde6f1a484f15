//! The [`Sink`] of other operating systems, to which events are not delivered.
#![allow(
    clippy::unused_self,
    clippy::unnecessary_wraps,
    reason = "the functions are those of the other sinks"
)]

use crate::{Activity, EnableWord, EventMetadata, Outcome, Provider};

pub(crate) struct Sink;

impl Sink {
    pub(crate) const fn new() -> Self {
        Self
    }

    pub(crate) fn register(&self, _provider: &'static Provider) -> Result<(), u32> {
        Ok(())
    }

    pub(crate) fn unregister(&self, _provider: &'static Provider) {}

    pub(crate) fn write(
        &self,
        _word: &'static EnableWord,
        _event: &'static EventMetadata,
        _activity: &Activity,
        _payload: &[u8],
    ) -> Outcome {
        Outcome::Disabled
    }
}
