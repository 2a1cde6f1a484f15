//! Compares tasks, with their event GUIDs.

use crate::diff::comparison::Comparison;
use crate::diff::declaration::{Declaration, Family};
use crate::diff::kind::Kind;
use crate::model::{Origin, Task};

const FAMILY: Family = Family {
    what: "task",
    number: "the value",
    removed: Kind::TaskRemoved,
    added: Kind::TaskAdded,
    renamed: Kind::TaskRenamed,
    renumbered: Kind::TaskValueChanged,
};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let declaration = |it: &Task| Declaration {
        name: it.name.clone(),
        number: it.value.to_string(),
        declared: it.origin == Origin::Declared,
        message: it.message,
    };
    FAMILY.compare(
        comparison,
        |it| it.tasks.clone(),
        |it| it.tasks.iter().map(declaration).collect(),
    );
    let (old, new) = (&comparison.old.tasks, &comparison.new.tasks);
    for (at, found) in comparison.tasks.clone().iter() {
        let Some(found) = found else { continue };
        let (old, new) = (&old[at], &new[found]);
        let guids = (old.event_guid.to_string(), new.event_guid.to_string());
        let (kind, span) = (Kind::TaskGuidChanged, comparison.new.span);
        let subject = FAMILY.subject(&old.name);
        comparison.changed(kind, &subject, "the event GUID", guids.0, guids.1, span);
    }
}
