//! Lists the changes between two manifests, and their impact on readers of the events.
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
//! A reader decodes, filters or displays events with an older manifest: a session that enables a keyword, a query, a
//! parser, a viewer of old logs. Descriptions (`doc:description`) and names of templates are not compared, because no
//! reader sees them.

mod baseline;
mod change;
mod channel;
mod comparison;
mod declaration;
mod event;
mod field;
mod filter;
mod keyword;
mod kind;
mod level;
mod map;
mod opcode;
mod pairs;
mod provider;
#[cfg(feature = "tools")]
mod report;
mod task;
mod text;

pub use baseline::check as check_baseline;
pub use change::{Change, Subject};
pub use kind::{Impact, Kind};

use crate::model::Manifest;

/// The changes from one manifest to another, sorted by impact (breaking changes first), provider and subject.
#[derive(Clone, Debug)]
pub struct Diff {
    changes: Vec<Change>,
}

impl Diff {
    /// Compares an older manifest with a newer one. Providers are paired by GUID, then by name; events by id
    /// and version; everything else by name, then by number.
    #[must_use]
    pub fn between(old: &Manifest, new: &Manifest) -> Self {
        let mut changes = provider::compare(old, new);
        changes.sort_by(Change::order);
        changes.dedup();
        Self { changes }
    }

    /// Returns all changes.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns `true` if a change breaks readers of the older events.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.count(Impact::Breaking) > 0
    }

    /// Counts the changes of one impact.
    #[must_use]
    pub fn count(&self, impact: Impact) -> usize {
        let same = |it: &&Change| it.impact() == impact;
        self.changes.iter().filter(same).count()
    }

    /// Returns one line for each change, and a summary.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    #[must_use]
    pub fn to_text(&self) -> String {
        report::text(self)
    }

    /// Returns a JSON object with the counts and `changes` with `impact`, `kind`, `provider`, `subject`, `message`, `old`, `new`.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    #[must_use]
    pub fn to_json(&self) -> String {
        report::json(self)
    }
}
