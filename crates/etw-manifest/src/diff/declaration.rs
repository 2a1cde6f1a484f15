//! Compares the names, numbers and display names of declared things of one kind.

use crate::diff::change::{Change, Subject};
use crate::diff::comparison::Comparison;
use crate::diff::kind::Kind;
use crate::diff::pairs::Pairs;
use crate::model::{Provider, StringIndex};

/// A channel, level, task, opcode or keyword, as far as all of them are alike.
pub(super) struct Declaration {
    pub(super) name: String,
    pub(super) number: String,
    /// False for a predefined item, which is listed only because an event uses it: it is neither added nor removed.
    pub(super) declared: bool,
    pub(super) message: Option<StringIndex>,
}

/// The words for one kind of declaration, and the kinds of its changes.
pub(super) struct Family {
    pub(super) what: &'static str,
    pub(super) number: &'static str,
    pub(super) removed: Kind,
    pub(super) added: Kind,
    pub(super) renamed: Kind,
    pub(super) renumbered: Kind,
}

impl Family {
    pub(super) fn subject(&self, name: &str) -> Subject {
        Subject::Named {
            what: self.what,
            name: name.to_owned(),
        }
    }

    /// Compares the declarations that `list` returns for a provider, paired by `pairs`.
    pub(super) fn compare(
        &self,
        comparison: &mut Comparison<'_>,
        pairs: impl Fn(&Comparison<'_>) -> Pairs,
        list: impl Fn(&Provider) -> Vec<Declaration>,
    ) {
        let (old, new) = (list(comparison.old), list(comparison.new));
        let pairs = pairs(comparison);
        let span = comparison.new.span;
        for (index, found) in pairs.iter() {
            let old = &old[index];
            let subject = self.subject(&old.name);
            if let Some(found) = found {
                let new = &new[found];
                let mut changed = |kind, what, old: &String, new: &String| {
                    comparison.changed(kind, &subject, what, old.clone(), new.clone(), span);
                };
                changed(self.renamed, "the name", &old.name, &new.name);
                changed(self.renumbered, self.number, &old.number, &new.number);
                comparison.display_text(&subject, old.message, new.message);
            } else if old.declared {
                let change = Change::new(self.removed, subject, "it was removed");
                comparison.changes.push(change);
            }
        }
        let added = pairs.added.iter().map(|index| &new[*index]);
        for item in added.filter(|it| it.declared) {
            let change = Change::new(self.added, self.subject(&item.name), "it is new");
            comparison.changes.push(change.at(span));
        }
    }
}
