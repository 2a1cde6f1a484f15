//! Compares levels.

use crate::diff::comparison::Comparison;
use crate::diff::declaration::{Declaration, Family};
use crate::diff::kind::Kind;
use crate::model::{Level, Origin};

const FAMILY: Family = Family {
    what: "level",
    number: "the value",
    removed: Kind::LevelRemoved,
    added: Kind::LevelAdded,
    renamed: Kind::LevelRenamed,
    renumbered: Kind::LevelValueChanged,
};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let declaration = |it: &Level| Declaration {
        name: it.name.clone(),
        number: it.value.to_string(),
        declared: it.origin == Origin::Declared,
        message: it.message,
    };
    FAMILY.compare(
        comparison,
        |it| it.levels.clone(),
        |it| it.levels.iter().map(declaration).collect(),
    );
}
