//! Compares keywords.

use crate::diff::comparison::Comparison;
use crate::diff::declaration::{Declaration, Family};
use crate::diff::kind::Kind;
use crate::model::{Keyword, Origin};

const FAMILY: Family = Family {
    what: "keyword",
    number: "the mask",
    removed: Kind::KeywordRemoved,
    added: Kind::KeywordAdded,
    renamed: Kind::KeywordRenamed,
    renumbered: Kind::KeywordBitChanged,
};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let declaration = |it: &Keyword| Declaration {
        name: it.name.clone(),
        number: format!("{:#x}", it.mask),
        declared: it.origin == Origin::Declared,
        message: it.message,
    };
    FAMILY.compare(
        comparison,
        |it| it.keywords.clone(),
        |it| it.keywords.iter().map(declaration).collect(),
    );
}
