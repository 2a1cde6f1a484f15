//! Compares maps and the meanings of their values.

use crate::diff::change::{Change, Subject};
use crate::diff::comparison::Comparison;
use crate::diff::kind::Kind;
use crate::diff::text::main_text;
use crate::model::{Map, MapItem, MapKind};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let found: Vec<_> = comparison.maps.iter().collect();
    for (at, found) in found {
        let map = &old.maps[at];
        if let Some(found) = found {
            compare_pair(comparison, map, &new.maps[found]);
        } else {
            let change = Change::new(Kind::MapRemoved, subject(map), "it was removed");
            comparison.changes.push(change);
        }
    }
    for index in &comparison.maps.added {
        let change = Change::new(Kind::MapAdded, subject(&new.maps[*index]), "it is new");
        comparison.changes.push(change.at(new.span));
    }
}

fn subject(map: &Map) -> Subject {
    Subject::Named {
        what: "map",
        name: map.name.clone(),
    }
}

fn compare_pair(comparison: &mut Comparison<'_>, old: &Map, new: &Map) {
    let subject = subject(old);
    let kind = |map: &Map| match map.kind {
        MapKind::Value => "valueMap".to_owned(),
        MapKind::Bit => "bitMap".to_owned(),
    };
    let span = comparison.new.span;
    let kinds = (kind(old), kind(new));
    let changed = Kind::MapKindChanged;
    comparison.changed(changed, &subject, "the kind", kinds.0, kinds.1, span);
    for item in &old.items {
        if let Some(found) = find(new, item.value) {
            compare_items(comparison, old, item, found);
            continue;
        }
        let text = main_text(comparison.texts.old, item.message);
        let message = format!("the value {} (`{text}`) was removed", number(old, item));
        let change = Change::new(Kind::MapValueRemoved, subject.clone(), message);
        comparison.changes.push(change.at(span));
    }
    let added = new.items.iter().filter(|it| find(old, it.value).is_none());
    for item in added {
        let text = main_text(comparison.texts.new, item.message);
        let message = format!("the value {} (`{text}`) is new", number(new, item));
        let change = Change::new(Kind::MapValueAdded, subject.clone(), message);
        comparison.changes.push(change.at(span));
    }
}

fn compare_items(comparison: &mut Comparison<'_>, map: &Map, old: &MapItem, new: &MapItem) {
    let texts = comparison.texts;
    let (subject, number) = (subject(map), number(map, old));
    let span = comparison.new.span;
    if texts.differ(old.message, new.message) {
        let change = Change::values(
            Kind::MapValueChanged,
            subject,
            &format!("the value {number}"),
            main_text(texts.old, old.message),
            main_text(texts.new, new.message),
        );
        return comparison.changes.push(change.at(span));
    }
    for (culture, old, new) in texts.changed(old.message, new.message) {
        let what = format!("the text of the value {number} in {culture}");
        let kind = Kind::MapTextChanged;
        let change = Change::values(kind, subject.clone(), &what, old, new);
        comparison.changes.push(change.at(span));
    }
}

fn find(map: &Map, value: u32) -> Option<&MapItem> {
    map.items.iter().find(|it| it.value == value)
}

fn number(map: &Map, item: &MapItem) -> String {
    match map.kind {
        MapKind::Value => item.value.to_string(),
        MapKind::Bit => format!("{:#x}", item.value),
    }
}
