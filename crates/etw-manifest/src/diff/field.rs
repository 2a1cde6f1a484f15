//! Compares the fields of two templates.

use crate::diff::comparison::Comparison;
use crate::diff::kind::Kind;
use crate::model::{Extent, Item, ItemKind};
use crate::source::Span;

/// The items of two templates of one event or filter, or of two structs of the same name.
pub(super) struct Fields<'c, 'm> {
    comparison: &'c Comparison<'m>,
    old: &'m [Item],
    new: &'m [Item],
    /// The struct's name and a dot.
    prefix: String,
}

/// A difference: its text, the older and the newer value if there are two, and its span.
pub(super) struct Difference {
    pub(super) text: String,
    pub(super) values: Option<(String, String)>,
    pub(super) span: Option<Span>,
}

impl Difference {
    fn new(text: String, span: Option<Span>) -> Self {
        Self {
            text,
            values: None,
            span,
        }
    }

    fn values(name: &str, old: String, new: String, span: Span) -> Self {
        Self {
            text: name.to_owned(),
            values: Some((old, new)),
            span: Some(span),
        }
    }
}

impl<'c, 'm> Fields<'c, 'm> {
    /// Takes two templates by index; `None` has no fields.
    pub(super) fn of_templates(
        comparison: &'c Comparison<'m>,
        old: Option<usize>,
        new: Option<usize>,
    ) -> Self {
        let (older, newer) = (comparison.old, comparison.new);
        Self {
            comparison,
            old: old.map_or(&[], |index| &older.templates[index].items),
            new: new.map_or(&[], |index| &newer.templates[index].items),
            prefix: String::new(),
        }
    }

    /// Returns `true` if both have fields, and no name occurs in both.
    pub(super) fn share_nothing(&self) -> bool {
        let both = !self.old.is_empty() && !self.new.is_empty();
        both && self.old.iter().all(|it| find(self.new, &it.name).is_none())
    }

    pub(super) fn differences(&self) -> Vec<(Kind, Difference)> {
        let mut differences = Vec::new();
        for (at, old) in self.old.iter().enumerate() {
            let name = self.name(old);
            if let Some(new) = find(self.new, &old.name) {
                self.compare(old, new, &mut differences);
            } else if let Some(new) = self.renamed(at) {
                let names = (old.name.clone(), new.name.clone());
                let difference =
                    Difference::values("the name of a field", names.0, names.1, new.span);
                differences.push((Kind::FieldRenamed, difference));
            } else {
                let text = format!("the field `{name}` was removed");
                differences.push((Kind::FieldRemoved, Difference::new(text, None)));
            }
        }
        for (at, new) in self.new.iter().enumerate() {
            let was_renamed = at < self.old.len() && self.renamed(at).is_some();
            if find(self.old, &new.name).is_none() && !was_renamed {
                let text = format!("the field `{}` is new", self.name(new));
                differences.push((Kind::FieldAdded, Difference::new(text, Some(new.span))));
            }
        }
        self.order(&mut differences);
        differences
    }

    fn name(&self, item: &Item) -> String {
        format!("{}{}", self.prefix, item.name)
    }

    /// Returns the newer field at the same index, if neither name occurs on the other side and the types are equal.
    fn renamed(&self, at: usize) -> Option<&'m Item> {
        let (old, new) = (&self.old[at], self.new.get(at)?);
        let is_new = find(self.old, &new.name).is_none() && find(self.new, &old.name).is_none();
        (is_new && storage(old) == storage(new)).then_some(new)
    }

    /// Reports a different order of the fields that both sides have.
    fn order(&self, differences: &mut Vec<(Kind, Difference)>) {
        let common = |of: &'m [Item], other: &[Item]| -> Vec<&'m str> {
            of.iter()
                .map(|it| it.name.as_str())
                .filter(|name| find(other, name).is_some())
                .collect()
        };
        let (old, new) = (common(self.old, self.new), common(self.new, self.old));
        if old != new {
            let what = format!("the order of the fields{}", self.place());
            let span = self.new[0].span;
            let difference = Difference::values(&what, old.join(", "), new.join(", "), span);
            differences.push((Kind::FieldReordered, difference));
        }
    }

    fn place(&self) -> String {
        match self.prefix.trim_end_matches('.') {
            "" => String::new(),
            name => format!(" of `{name}`"),
        }
    }

    fn compare(&self, old: &'m Item, new: &'m Item, differences: &mut Vec<(Kind, Difference)>) {
        let name = self.name(old);
        let mut values = |kind, what: &str, old: String, new: String, span| {
            if old != new {
                let what = format!("the {what} of the field `{name}`");
                differences.push((kind, Difference::values(&what, old, new, span)));
            }
        };
        let span = new.span;
        values(Kind::FieldRetyped, "type", storage(old), storage(new), span);
        let counts = (extent(old.count, self.old), extent(new.count, self.new));
        values(Kind::FieldCountChanged, "count", counts.0, counts.1, span);
        let lengths = (extent(old.length, self.old), extent(new.length, self.new));
        values(
            Kind::FieldLengthChanged,
            "length",
            lengths.0,
            lengths.1,
            span,
        );
        match (&old.kind, &new.kind) {
            (
                ItemKind::Value {
                    in_type,
                    out_type,
                    map,
                },
                ItemKind::Value {
                    in_type: new_in,
                    out_type: new_out,
                    map: new_map,
                },
            ) => {
                if in_type == new_in {
                    let (old, new) = (out_type.name().to_owned(), new_out.name().to_owned());
                    values(Kind::FieldFormatChanged, "format", old, new, span);
                }
                let comparison = self.comparison;
                let maps = (&comparison.old.maps, &comparison.new.maps);
                let old = map.map_or_else(String::new, |it| maps.0[it].name.clone());
                let new = new_map.map_or_else(String::new, |it| maps.1[it].name.clone());
                values(Kind::FieldMapChanged, "map", old, new, span);
            }
            (ItemKind::Struct(old), ItemKind::Struct(new)) => {
                let inner = Fields {
                    comparison: self.comparison,
                    old,
                    new,
                    prefix: format!("{name}."),
                };
                differences.extend(inner.differences());
            }
            _ => {}
        }
    }
}

fn find<'m>(items: &'m [Item], name: &str) -> Option<&'m Item> {
    items.iter().find(|it| it.name == name)
}

fn storage(item: &Item) -> String {
    match item.kind {
        ItemKind::Value { in_type, .. } => in_type.name().to_owned(),
        ItemKind::Struct(_) => "struct".to_owned(),
    }
}

fn extent(extent: Extent, siblings: &[Item]) -> String {
    match extent {
        Extent::None => String::new(),
        Extent::Constant(number) => number.to_string(),
        Extent::Item(index) => siblings[index].name.clone(),
    }
}
