//! Channels, levels, tasks, opcodes, keywords and filters: what has a name and a number.

use crate::diff::change::{Change, Subject};
use crate::diff::field::Fields;
use crate::diff::kind::Kind;
use crate::diff::pairs::Pairs;
use crate::diff::provider::Comparison;
use crate::model::{Channel, ChannelOrigin, Filter, Opcode, Origin, Provider, StringIndex};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    channels(comparison);
    levels(comparison);
    tasks(comparison);
    opcodes(comparison);
    keywords(comparison);
    filters(comparison);
}

/// What two versions of one item are called and numbered.
struct Item {
    name: String,
    number: String,
    /// Predefined items are listed only because an event uses them: they neither come nor go.
    declared: bool,
    message: Option<StringIndex>,
}

/// The words for one kind of item, and the kinds of its changes.
struct Family {
    what: &'static str,
    number: &'static str,
    removed: Kind,
    added: Kind,
    renamed: Kind,
    renumbered: Kind,
}

impl Comparison<'_> {
    /// Everything but what is particular to one kind of item.
    fn family(&mut self, family: &Family, pairs: &[(Item, Option<Item>)], added: Vec<Item>) {
        let subject = |item: &Item| Subject::Named {
            what: family.what,
            name: item.name.clone(),
        };
        for (old, new) in pairs {
            let subject = subject(old);
            let Some(new) = new else {
                if old.declared {
                    let change = Change::new(family.removed, subject, "it was removed");
                    self.changes.push(change);
                }
                continue;
            };
            let span = self.new.span;
            let name = (old.name.clone(), new.name.clone());
            self.changed(family.renamed, &subject, "the name", name.0, name.1, span);
            let number = (old.number.clone(), new.number.clone());
            let kind = family.renumbered;
            self.changed(kind, &subject, family.number, number.0, number.1, span);
            self.display_text(&subject, old.message, new.message);
        }
        for item in added.into_iter().filter(|it| it.declared) {
            let change = Change::new(family.added, subject(&item), "it is new");
            self.changes.push(change.at(self.new.span));
        }
    }
}

/// The items of two lists as pairs, and those that are new.
fn items<T>(
    pairs: &Pairs,
    old: &[T],
    new: &[T],
    old_item: impl Fn(&T) -> Item,
    new_item: impl Fn(&T) -> Item,
) -> (Vec<(Item, Option<Item>)>, Vec<Item>) {
    let both = pairs.iter().map(|(at, found)| {
        let new = found.map(|index| new_item(&new[index]));
        (old_item(&old[at]), new)
    });
    let added = pairs.added.iter().map(|index| new_item(&new[*index]));
    (both.collect(), added.collect())
}

fn channels(comparison: &mut Comparison<'_>) {
    let item = |it: &Channel| Item {
        name: it.name.clone(),
        number: it.value.to_string(),
        declared: it.origin != ChannelOrigin::Implicit,
        message: it.message,
    };
    let (old, new) = (comparison.old, comparison.new);
    let (pairs, added) = items(
        &comparison.channels,
        &old.channels,
        &new.channels,
        item,
        item,
    );
    let family = Family {
        what: "channel",
        number: "the value",
        removed: Kind::ChannelRemoved,
        added: Kind::ChannelAdded,
        renamed: Kind::ChannelRenamed,
        renumbered: Kind::ChannelValueChanged,
    };
    comparison.family(&family, &pairs, added);
    let found: Vec<_> = comparison.channels.iter().collect();
    for (at, found) in found {
        if let Some(found) = found {
            channel(comparison, &old.channels[at], &new.channels[found]);
        }
    }
}

fn channel(comparison: &mut Comparison<'_>, old: &Channel, new: &Channel) {
    let subject = Subject::Named {
        what: "channel",
        name: old.name.clone(),
    };
    let span = comparison.new.span;
    let kind = |it: &Channel| it.kind.map_or_else(String::new, |it| format!("{it:?}"));
    let kinds = (kind(old), kind(new));
    let changed = Kind::ChannelTypeChanged;
    comparison.changed(changed, &subject, "the type", kinds.0, kinds.1, span);
    let settings = |it: &Channel| {
        [
            ("`enabled`", it.enabled.to_string()),
            ("`isolation`", format!("{:?}", it.isolation)),
            ("`access`", it.access.clone().unwrap_or_default()),
        ]
    };
    for ((what, old), (_, new)) in settings(old).into_iter().zip(settings(new)) {
        let kind = Kind::ChannelSettingsChanged;
        comparison.changed(kind, &subject, what, old, new, span);
    }
}

fn levels(comparison: &mut Comparison<'_>) {
    let item = |it: &crate::model::Level| Item {
        name: it.name.clone(),
        number: it.value.to_string(),
        declared: it.origin == Origin::Declared,
        message: it.message,
    };
    let (old, new) = (comparison.old, comparison.new);
    let (pairs, added) = items(&comparison.levels, &old.levels, &new.levels, item, item);
    let family = Family {
        what: "level",
        number: "the value",
        removed: Kind::LevelRemoved,
        added: Kind::LevelAdded,
        renamed: Kind::LevelRenamed,
        renumbered: Kind::LevelValueChanged,
    };
    comparison.family(&family, &pairs, added);
}

fn tasks(comparison: &mut Comparison<'_>) {
    let item = |it: &crate::model::Task| Item {
        name: it.name.clone(),
        number: it.value.to_string(),
        declared: it.origin == Origin::Declared,
        message: it.message,
    };
    let (old, new) = (comparison.old, comparison.new);
    let (pairs, added) = items(&comparison.tasks, &old.tasks, &new.tasks, item, item);
    let family = Family {
        what: "task",
        number: "the value",
        removed: Kind::TaskRemoved,
        added: Kind::TaskAdded,
        renamed: Kind::TaskRenamed,
        renumbered: Kind::TaskValueChanged,
    };
    comparison.family(&family, &pairs, added);
    let found: Vec<_> = comparison.tasks.iter().collect();
    for (at, found) in found {
        let Some(found) = found else { continue };
        let (old, new) = (&old.tasks[at], &new.tasks[found]);
        let subject = Subject::Named {
            what: "task",
            name: old.name.clone(),
        };
        let guids = (old.event_guid.to_string(), new.event_guid.to_string());
        let (kind, span) = (Kind::TaskGuidChanged, comparison.new.span);
        comparison.changed(kind, &subject, "the event GUID", guids.0, guids.1, span);
    }
}

fn opcodes(comparison: &mut Comparison<'_>) {
    let item = |provider: &Provider, it: &Opcode| {
        let task = it.task.map(|index| &provider.tasks[index].name);
        Item {
            name: task.map_or_else(|| it.name.clone(), |task| format!("{task}/{}", it.name)),
            number: it.value.to_string(),
            declared: it.origin == Origin::Declared,
            message: it.message,
        }
    };
    let (old, new) = (comparison.old, comparison.new);
    let (pairs, added) = items(
        &comparison.opcodes,
        &old.opcodes,
        &new.opcodes,
        |it| item(old, it),
        |it| item(new, it),
    );
    let family = Family {
        what: "opcode",
        number: "the value",
        removed: Kind::OpcodeRemoved,
        added: Kind::OpcodeAdded,
        renamed: Kind::OpcodeRenamed,
        renumbered: Kind::OpcodeValueChanged,
    };
    comparison.family(&family, &pairs, added);
}

fn keywords(comparison: &mut Comparison<'_>) {
    let item = |it: &crate::model::Keyword| Item {
        name: it.name.clone(),
        number: format!("{:#x}", it.mask),
        declared: it.origin == Origin::Declared,
        message: it.message,
    };
    let (old, new) = (comparison.old, comparison.new);
    let (pairs, added) = items(
        &comparison.keywords,
        &old.keywords,
        &new.keywords,
        item,
        item,
    );
    let family = Family {
        what: "keyword",
        number: "the mask",
        removed: Kind::KeywordRemoved,
        added: Kind::KeywordAdded,
        renamed: Kind::KeywordRenamed,
        renumbered: Kind::KeywordBitChanged,
    };
    comparison.family(&family, &pairs, added);
}

/// A filter is known by value and version, as an event is.
fn filters(comparison: &mut Comparison<'_>) {
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
        for (_, message) in fields.differences() {
            let change = Change::new(Kind::FilterChanged, subject.clone(), message.text);
            comparison.changes.push(change.at(new.span));
        }
    }
    for index in pairs.added {
        let change = Change::new(Kind::FilterAdded, subject(&new.filters[index]), "it is new");
        comparison.changes.push(change.at(new.span));
    }
}
