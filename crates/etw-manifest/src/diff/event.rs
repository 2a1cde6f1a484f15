//! Compares the events of a provider.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::change::{Change, Subject};
use crate::diff::comparison::Comparison;
use crate::diff::field::Fields;
use crate::diff::kind::Kind;
use crate::model::{Event, Provider, UserContent, UserElement};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (Events::new(comparison.old), Events::new(comparison.new));
    // An event whose symbol an older event has under another id is not new.
    let mut moved = BTreeSet::new();
    for event in &comparison.old.events {
        if let Some(found) = new.by_key.get(&key(event)) {
            compare_pair(comparison, event, found, &new);
        } else {
            let target = new.moved(event).filter(|it| !old.has(it));
            moved.extend(target.map(key));
            comparison.changes.push(gone(event, target, &new));
        }
    }
    for event in &comparison.new.events {
        if old.has(event) || moved.contains(&key(event)) {
            continue;
        }
        let known = old.ids.contains(&event.id);
        let (kind, message) = if known {
            (Kind::EventVersionAdded, "the version is new")
        } else {
            (Kind::EventAdded, "it is new")
        };
        let change = Change::new(kind, subject(event), message);
        comparison.changes.push(change.at(event.span));
    }
}

type Key = (u16, u8);

const fn key(event: &Event) -> Key {
    (event.id, event.version)
}

fn symbol(event: &Event) -> &str {
    let symbol = event.symbol.as_deref().or(event.name.as_deref());
    symbol.unwrap_or_default()
}

fn subject(event: &Event) -> Subject {
    Subject::Event {
        id: event.id,
        version: event.version,
        symbol: symbol(event).to_owned(),
    }
}

/// The events of one provider, by key and by symbol.
struct Events<'m> {
    by_key: BTreeMap<Key, &'m Event>,
    by_symbol: BTreeMap<&'m str, &'m Event>,
    ids: BTreeSet<u16>,
}

impl<'m> Events<'m> {
    fn new(provider: &'m Provider) -> Self {
        let events = &provider.events;
        let named = events.iter().filter(|it| !symbol(it).is_empty());
        Self {
            by_key: events.iter().map(|it| (key(it), it)).collect(),
            by_symbol: named.map(|it| (symbol(it), it)).collect(),
            ids: events.iter().map(|it| it.id).collect(),
        }
    }

    fn has(&self, event: &Event) -> bool {
        self.by_key.contains_key(&key(event))
    }

    /// Returns the event of the same symbol under another id.
    fn moved(&self, event: &Event) -> Option<&'m Event> {
        let found = self.by_symbol.get(symbol(event)).copied();
        found.filter(|it| it.id != event.id)
    }
}

/// Describes the change of an event whose id and version are gone.
fn gone(event: &Event, moved: Option<&Event>, new: &Events<'_>) -> Change {
    if let Some(moved) = moved {
        let (old, new) = (event.id.to_string(), moved.id.to_string());
        let change = Change::values(Kind::EventIdChanged, subject(event), "the id", old, new);
        return change.at(moved.span);
    }
    let (kind, message) = if new.ids.contains(&event.id) {
        let message = "the version was removed, while the event has others";
        (Kind::EventVersionRemoved, message)
    } else {
        (Kind::EventRemoved, "it was removed")
    };
    Change::new(kind, subject(event), message)
}

fn compare_pair(comparison: &mut Comparison<'_>, old: &Event, new: &Event, events: &Events<'_>) {
    let subject = subject(old);
    let symbols = (symbol(old).to_owned(), symbol(new).to_owned());
    if symbols.0 != symbols.1 {
        // This is another event: its properties are not comparable.
        if is_other(comparison, old, new, events) {
            let (kind, what) = (Kind::EventIdReused, "the event of this id and version");
            return comparison.changed(kind, &subject, what, symbols.0, symbols.1, new.span);
        }
        let kind = Kind::EventSymbolChanged;
        comparison.changed(kind, &subject, "the symbol", symbols.0, symbols.1, new.span);
    }
    names(comparison, &subject, old, new);
    keywords(comparison, &subject, old, new);
    fields(comparison, &subject, old, new);
    message(comparison, &subject, old, new);
    let not_logged = (old.not_logged.to_string(), new.not_logged.to_string());
    comparison.changed(
        Kind::EventNotLoggedChanged,
        &subject,
        "`notLogged`",
        not_logged.0,
        not_logged.1,
        new.span,
    );
}

/// Returns `true` if an event with another symbol is another event: the older symbol now has another id, or the message
/// differs, or, without messages, the two have no field in common.
fn is_other(comparison: &Comparison<'_>, old: &Event, new: &Event, events: &Events<'_>) -> bool {
    if symbol(old).is_empty() || symbol(new).is_empty() {
        return false;
    }
    if events.moved(old).is_some() {
        return true;
    }
    match (old.message, new.message) {
        (Some(old), Some(new)) => comparison.texts.differ(old, new),
        _ => Fields::of_templates(comparison, old.template, new.template).share_nothing(),
    }
}

/// Compares channel, level, task and opcode. A task that only changed its name is reported once, not for each event.
fn names(comparison: &mut Comparison<'_>, subject: &Subject, old: &Event, new: &Event) {
    let (from, to) = (comparison.old, comparison.new);
    let before = from.descriptor(old);
    let after = to.descriptor(new);
    let name = |name: Option<&String>| name.cloned().unwrap_or_default();
    let mut differences = Vec::new();
    if !comparison.channels.same(old.channel, new.channel) {
        let old = name(old.channel.map(|index| &from.channels[index].name));
        let new = name(new.channel.map(|index| &to.channels[index].name));
        differences.push((Kind::EventChannelChanged, "the channel", old, new));
    }
    // An event without a level has level 0.
    let zero = before.level == 0 && after.level == 0;
    if !zero && !comparison.levels.same(old.level, new.level) {
        let old = name(old.level.map(|index| &from.levels[index].name));
        let new = name(new.level.map(|index| &to.levels[index].name));
        differences.push((Kind::EventLevelChanged, "the level", old, new));
    }
    let zero = before.task == 0 && after.task == 0;
    if !zero && !comparison.tasks.same(old.task, new.task) {
        let old = name(old.task.map(|index| &from.tasks[index].name));
        let new = name(new.task.map(|index| &to.tasks[index].name));
        differences.push((Kind::EventTaskChanged, "the task", old, new));
    }
    let zero = before.opcode == 0 && after.opcode == 0;
    if !zero && !comparison.opcodes.same(old.opcode, new.opcode) {
        let old = name(old.opcode.map(|index| &from.opcodes[index].name));
        let new = name(new.opcode.map(|index| &to.opcodes[index].name));
        differences.push((Kind::EventOpcodeChanged, "the opcode", old, new));
    }
    for (kind, what, old, newer) in differences {
        let change = Change::values(kind, subject.clone(), what, old, newer);
        comparison.changes.push(change.at(new.span));
    }
}

fn keywords(comparison: &mut Comparison<'_>, subject: &Subject, old: &Event, new: &Event) {
    let kept: Vec<Option<usize>> = old
        .keywords
        .iter()
        .map(|index| comparison.keywords.get(*index))
        .collect();
    let mut changes = Vec::new();
    for (index, found) in old.keywords.iter().zip(&kept) {
        if !found.is_some_and(|it| new.keywords.contains(&it)) {
            let name = &comparison.old.keywords[*index].name;
            let message = format!("the keyword `{name}` was removed");
            changes.push((Kind::EventKeywordRemoved, message));
        }
    }
    let added = if old.keyword_mask == 0 {
        Kind::EventFirstKeywordAdded
    } else {
        Kind::EventKeywordAdded
    };
    for index in new.keywords.iter().filter(|it| !kept.contains(&Some(**it))) {
        let name = &comparison.new.keywords[*index].name;
        changes.push((added, format!("the keyword `{name}` was added")));
    }
    for (kind, message) in changes {
        let change = Change::new(kind, subject.clone(), message);
        comparison.changes.push(change.at(new.span));
    }
}

fn fields(comparison: &mut Comparison<'_>, subject: &Subject, old: &Event, new: &Event) {
    let fields = Fields::of_templates(comparison, old.template, new.template);
    for (kind, difference) in fields.differences() {
        let change = match difference.values {
            Some((old, new)) => Change::values(kind, subject.clone(), &difference.text, old, new),
            None => Change::new(kind, subject.clone(), difference.text),
        };
        let span = difference.span.unwrap_or(new.span);
        comparison.changes.push(change.at(span));
    }
    let from = old.template.map(|index| &comparison.old.templates[index]);
    let to = new.template.map(|index| &comparison.new.templates[index]);
    let from = from.and_then(|it| it.user_data.as_ref());
    let to = to.and_then(|it| it.user_data.as_ref());
    if from.map(outline) != to.map(outline) {
        let message = "the XML of `UserData` changed";
        let change = Change::new(Kind::UserDataChanged, subject.clone(), message);
        comparison.changes.push(change.at(new.span));
    }
}

/// Returns the names, attributes and trimmed texts of `UserData`, which queries depend on.
fn outline(element: &UserElement) -> Vec<String> {
    let mut outline = vec![format!("<{}", element.name)];
    let mut attributes = element.attributes.clone();
    attributes.sort_unstable();
    outline.extend(
        attributes
            .into_iter()
            .map(|(name, value)| format!("{name}={value}")),
    );
    for content in &element.content {
        match content {
            UserContent::Element(child) => outline.extend(self::outline(child)),
            UserContent::Text(text) | UserContent::CData(text) if !text.trim().is_empty() => {
                outline.push(text.trim().to_owned());
            }
            // Queries do not see white space and processing instructions.
            _ => {}
        }
    }
    outline.push(">".to_owned());
    outline
}

fn message(comparison: &mut Comparison<'_>, subject: &Subject, old: &Event, new: &Event) {
    let (from, to) = match (old.message, new.message) {
        (Some(from), Some(to)) => (from, to),
        (None, None) => return,
        (from, _) => {
            let (kind, message) = match from {
                Some(_) => (Kind::MessageRemoved, "the message was removed"),
                None => (Kind::MessageAdded, "it has a message now"),
            };
            let change = Change::new(kind, subject.clone(), message);
            return comparison.changes.push(change.at(new.span));
        }
    };
    let mut changes = Vec::new();
    for (culture, old, new) in comparison.texts.changed(from, to) {
        let what = format!("the message in {culture}");
        let kind = Kind::MessageTextChanged;
        changes.push(Change::values(kind, subject.clone(), &what, old, new));
    }
    if let Some((old, new)) = comparison.texts.ids(from, to) {
        let ids = (format!("{old:#010x}"), format!("{new:#010x}"));
        let kind = Kind::MessageIdChanged;
        let change = Change::values(kind, subject.clone(), "the message id", ids.0, ids.1);
        changes.push(change);
    }
    let changes = changes.into_iter().map(|it| it.at(new.span));
    comparison.changes.extend(changes);
}
