//! [`Coverage`]: which of the declared events a test has emitted.

use core::fmt;
use std::vec::Vec;

use crate::{EventEntry, EventMetadata, ProviderMetadata, Recorder};

/// Which of the events of a manifest a [`Recorder`] has recorded. `Display` counts them and names those that are missing.
#[derive(Clone, Debug)]
pub struct Coverage {
    emitted: Vec<&'static EventMetadata>,
    missing: Vec<&'static EventMetadata>,
}

impl Recorder {
    /// Compares the recorded events with those that the manifest declares.
    #[must_use]
    pub fn coverage(&self, metadata: &'static ProviderMetadata) -> Coverage {
        let seen = self.seen();
        let is_seen = |event: &&EventMetadata| seen.iter().any(|it| core::ptr::eq(*it, *event));
        let events = metadata.events().map(EventEntry::metadata);
        let (emitted, missing) = events.partition(is_seen);
        Coverage { emitted, missing }
    }
}

impl Coverage {
    /// Returns the declared events that were emitted.
    #[must_use]
    pub fn emitted(&self) -> &[&'static EventMetadata] {
        &self.emitted
    }

    /// Returns the declared events that were never emitted.
    #[must_use]
    pub fn missing(&self) -> &[&'static EventMetadata] {
        &self.missing
    }
}

/// `2 of 4 events were emitted; never Lists, Blob`
impl fmt::Display for Coverage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (emitted, missing) = (self.emitted.len(), self.missing.len());
        write!(
            formatter,
            "{emitted} of {} events were emitted",
            emitted + missing
        )?;
        for (index, event) in self.missing.iter().enumerate() {
            let separator = if index == 0 { "; never" } else { "," };
            write!(formatter, "{separator} {}", event.symbol())?;
        }
        Ok(())
    }
}
