//! What changed between two manifests, and whether those who read the events notice.
//!
//! ```
//! use etw_manifest::diff::{Diff, Impact};
//! # fn differences(old: &etw_manifest::model::Manifest, new: &etw_manifest::model::Manifest) {
//! let diff = Diff::between(old, new);
//! for change in diff.changes().iter().filter(|it| it.impact() == Impact::Breaking) {
//!     println!("{}: {}: {}", change.kind().name(), change.subject(), change.message());
//! }
//! # }
//! ```
//!
//! A reader is whoever decodes, filters or displays events by what an older manifest said: sessions that enable a
//! keyword, queries, parsers, logs that were written years ago. Descriptions (`doc:description`) and the names of
//! templates are not compared, because no reader sees them.

mod baseline;
mod change;
mod event;
mod field;
mod kind;
mod map;
mod named;
mod pairs;
mod provider;
#[cfg(feature = "tools")]
mod report;
mod text;

pub use baseline::check as check_baseline;
pub use change::{Change, Subject};
pub use kind::{Impact, Kind};

use crate::model::Manifest;

/// The changes from one manifest to another: breaking ones first, then by provider and by what they are about.
#[derive(Clone, Debug)]
pub struct Diff {
    changes: Vec<Change>,
}

impl Diff {
    /// Compares an older manifest with a newer one. Providers are the same if their GUIDs are, else if their names are;
    /// events if id and version are; everything else by name, else by number.
    #[must_use]
    pub fn between(old: &Manifest, new: &Manifest) -> Self {
        let mut changes = provider::compare(old, new);
        changes.sort_by(Change::order);
        changes.dedup();
        Self { changes }
    }

    /// All changes.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether a reader of the older events would notice.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.count(Impact::Breaking) > 0
    }

    /// How many changes have this impact.
    #[must_use]
    pub fn count(&self, impact: Impact) -> usize {
        let same = |it: &&Change| it.impact() == impact;
        self.changes.iter().filter(same).count()
    }

    /// One line for each change, and a summary.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    #[must_use]
    pub fn to_text(&self) -> String {
        report::text(self)
    }

    /// One object: the counts, and `changes` with `impact`, `kind`, `provider`, `subject`, `message`, `old`, `new`.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    #[must_use]
    pub fn to_json(&self) -> String {
        report::json(self)
    }
}
