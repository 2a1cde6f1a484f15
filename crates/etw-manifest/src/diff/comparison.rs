//! Holds the comparison of one provider with an older version of itself.

use crate::diff::change::{Change, Subject};
use crate::diff::kind::Kind;
use crate::diff::pairs::Pairs;
use crate::diff::text::Texts;
use crate::model::{Opcode, Provider, StringIndex};
use crate::source::Span;

/// An older and a newer version of a provider, how their declarations correspond, and the changes found so far.
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

impl<'m> Comparison<'m> {
    pub(super) fn new(old: &'m Provider, new: &'m Provider, texts: Texts<'m>) -> Self {
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
            opcodes: opcode_pairs(old, new),
            keywords: Pairs::new(
                &old.keywords,
                &new.keywords,
                |it| it.name.clone(),
                |it| it.mask,
            ),
            // A map has no number: if its name changed, it is another map.
            maps: Pairs::new(
                &old.maps,
                &new.maps,
                |it| it.name.clone(),
                |it| it.name.clone(),
            ),
            changes: Vec::new(),
        }
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

    /// Reports changes of a display name: a text that no event shows.
    pub(super) fn display_text(
        &mut self,
        subject: &Subject,
        old: Option<StringIndex>,
        new: Option<StringIndex>,
    ) {
        let (Some(old), Some(new)) = (old, new) else {
            return;
        };
        for (locale, old, new) in self.texts.changed(old, new) {
            let what = format!("the text in {locale}");
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

/// Pairs opcodes within their tasks, because opcodes of different tasks may have the same name or value.
fn opcode_pairs(old: &Provider, new: &Provider) -> Pairs {
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
