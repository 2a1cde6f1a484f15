//! Compares filters, which a value and a version identify.

use crate::diff::change::{Change, Subject};
use crate::diff::comparison::Comparison;
use crate::diff::field::Fields;
use crate::diff::kind::Kind;
use crate::diff::pairs::Pairs;
use crate::model::Filter;

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let number = |it: &Filter| (it.value, it.version);
    let pairs = Pairs::new(&old.filters, &new.filters, number, number);
    let subject = |it: &Filter| Subject::Named {
        what: "filter",
        name: it.name.clone(),
    };
    for (at, found) in pairs.iter() {
        let filter = &old.filters[at];
        let subject = subject(filter);
        let Some(found) = found else {
            let change = Change::new(Kind::FilterRemoved, subject, "it was removed");
            comparison.changes.push(change);
            continue;
        };
        let fields = Fields::of_templates(comparison, filter.template, new.filters[found].template);
        for (_, difference) in fields.differences() {
            let change = Change::new(Kind::FilterChanged, subject.clone(), difference.text);
            comparison.changes.push(change.at(new.span));
        }
    }
    for index in pairs.added {
        let change = Change::new(Kind::FilterAdded, subject(&new.filters[index]), "it is new");
        comparison.changes.push(change.at(new.span));
    }
}
