//! Pairs the providers of two manifests and compares each pair.

use crate::diff::change::{Change, Subject};
use crate::diff::kind::Kind;
use crate::diff::pairs::Pairs;
use crate::diff::text::Texts;
use crate::diff::{event, map, named};
use crate::model::{Localization, Manifest, Opcode, Provider, StringIndex};
use crate::source::Span;

pub(super) fn compare(old: &Manifest, new: &Manifest) -> Vec<Change> {
    let texts = Texts {
        old: &old.localization,
        new: &new.localization,
    };
    // The GUID is the identity; a provider that changed it is recognized by its name.
    let pairs = Pairs::new(
        &old.providers,
        &new.providers,
        |it| it.guid,
        |it| it.name.to_lowercase(),
    );
    let mut changes = cultures(texts);
    let whole = |kind, provider: &Provider, message: &str| {
        let mut change = Change::new(kind, Subject::Provider, message);
        provider.name.clone_into(&mut change.provider);
        change
    };
    for (index, found) in pairs.iter() {
        let provider = &old.providers[index];
        match found {
            Some(at) => changes.extend(compare_pair(provider, &new.providers[at], texts)),
            None => changes.push(whole(Kind::ProviderRemoved, provider, "it was removed")),
        }
    }
    for index in pairs.added {
        let provider = &new.providers[index];
        let change = whole(Kind::ProviderAdded, provider, "it is new");
        changes.push(change.at(provider.span));
    }
    changes
}

/// Cultures belong to the manifest, not to a provider.
fn cultures(texts: Texts<'_>) -> Vec<Change> {
    let missing = |from: &Localization, name: &str| {
        let mut all = from.cultures.iter();
        !all.any(|it| it.name.eq_ignore_ascii_case(name))
    };
    let change = |kind, message| Change::new(kind, Subject::Provider, message);
    let old = texts.old.cultures.iter().map(|it| it.name.as_str());
    let removed = old.filter(|name| missing(texts.new, name)).map(|name| {
        change(
            Kind::CultureRemoved,
            format!("the culture {name} was removed"),
        )
    });
    let new = texts.new.cultures.iter().map(|it| it.name.as_str());
    let added = new
        .filter(|name| missing(texts.old, name))
        .map(|name| change(Kind::CultureAdded, format!("the culture {name} is new")));
    removed.chain(added).collect()
}

/// Two providers that are the same one, and how their items correspond.
pub(super) struct Comparison<'m> {
    pub(super) old: &'m Provider,
    pub(super) new: &'m Provider,
    pub(super) texts: Texts<'m>,
    pub(super) channels: Pairs,
    pub(super) levels: Pairs,
    pub(super) tasks: Pairs,
    pub(super) opcodes: Pairs,
    pub(super) keywords: Pairs,
    pub(super) maps: Pairs,
    pub(super) changes: Vec<Change>,
}

fn compare_pair(old: &Provider, new: &Provider, texts: Texts<'_>) -> Vec<Change> {
    let mut comparison = Comparison::new(old, new, texts);
    comparison.provider();
    named::compare(&mut comparison);
    map::compare(&mut comparison);
    event::compare(&mut comparison);
    let mut changes = comparison.changes;
    for change in &mut changes {
        old.name.clone_into(&mut change.provider);
    }
    changes
}

impl<'m> Comparison<'m> {
    fn new(old: &'m Provider, new: &'m Provider, texts: Texts<'m>) -> Self {
        Self {
            old,
            new,
            texts,
            channels: Pairs::new(
                &old.channels,
                &new.channels,
                |it| it.name.to_lowercase(),
                |it| it.value,
            ),
            levels: Pairs::new(
                &old.levels,
                &new.levels,
                |it| it.name.clone(),
                |it| it.value,
            ),
            tasks: Pairs::new(&old.tasks, &new.tasks, |it| it.name.clone(), |it| it.value),
            opcodes: opcodes(old, new),
            keywords: Pairs::new(
                &old.keywords,
                &new.keywords,
                |it| it.name.clone(),
                |it| it.mask,
            ),
            // A map has no number; one that is renamed is another.
            maps: Pairs::new(
                &old.maps,
                &new.maps,
                |it| it.name.clone(),
                |it| it.name.clone(),
            ),
            changes: Vec::new(),
        }
    }

    fn provider(&mut self) {
        let (old, new) = (self.old, self.new);
        let properties = [
            (
                Kind::ProviderGuidChanged,
                "the GUID",
                old.guid.to_string(),
                new.guid.to_string(),
            ),
            (
                Kind::ProviderNameChanged,
                "the name",
                old.name.clone(),
                new.name.clone(),
            ),
            (
                Kind::ProviderSymbolChanged,
                "the symbol",
                old.symbol.clone(),
                new.symbol.clone(),
            ),
        ];
        for (kind, what, old, new) in properties {
            self.changed(kind, &Subject::Provider, what, old, new, self.new.span);
        }
        self.display_text(&Subject::Provider, old.message, new.message);
    }

    /// Reports two values if they differ.
    pub(super) fn changed(
        &mut self,
        kind: Kind,
        subject: &Subject,
        what: &str,
        old: String,
        new: String,
        span: Span,
    ) {
        if old != new {
            let change = Change::values(kind, subject.clone(), what, old, new);
            self.changes.push(change.at(span));
        }
    }

    /// The display name of something other than an event.
    pub(super) fn display_text(
        &mut self,
        subject: &Subject,
        old: Option<StringIndex>,
        new: Option<StringIndex>,
    ) {
        let (Some(old), Some(new)) = (old, new) else {
            return;
        };
        for (culture, old, new) in self.texts.changed(old, new) {
            let what = format!("the text in {culture}");
            let kind = Kind::TextChanged;
            self.changes
                .push(Change::values(kind, subject.clone(), &what, old, new));
        }
        if let Some((old, new)) = self.texts.ids(old, new) {
            let change = Change::values(
                Kind::TextIdChanged,
                subject.clone(),
                "the message id",
                format!("{old:#010x}"),
                format!("{new:#010x}"),
            );
            self.changes.push(change);
        }
    }
}

/// Opcodes of different tasks may have the same name or value.
fn opcodes(old: &Provider, new: &Provider) -> Pairs {
    let qualified = |provider: &Provider| -> Vec<(Option<String>, Option<u16>, Opcode)> {
        let opcodes = provider.opcodes.iter();
        let task = |it: &Opcode| it.task.map(|index| &provider.tasks[index]);
        opcodes
            .map(|it| {
                let name = task(it).map(|task| task.name.clone());
                (name, task(it).map(|task| task.value), it.clone())
            })
            .collect()
    };
    Pairs::new(
        &qualified(old),
        &qualified(new),
        |(task, _, it)| (task.clone(), it.name.clone()),
        |(_, task, it)| (*task, it.value),
    )
}
