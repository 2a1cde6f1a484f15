//! Pairs the providers of two manifests and compares each pair.

use crate::diff::change::{Change, Subject};
use crate::diff::comparison::Comparison;
use crate::diff::kind::Kind;
use crate::diff::pairs::Pairs;
use crate::diff::text::Texts;
use crate::diff::{channel, event, filter, keyword, level, map, opcode, task};
use crate::model::{Localization, Manifest, Provider};

pub(super) fn compare(old: &Manifest, new: &Manifest) -> Vec<Change> {
    let texts = Texts {
        old: &old.localization,
        new: &new.localization,
    };
    // The GUID identifies a provider; where it changed, the name does.
    let pairs = Pairs::new(
        &old.providers,
        &new.providers,
        |it| it.guid,
        |it| it.name.to_lowercase(),
    );
    let mut changes = locales(texts);
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

/// Compares the locales, which belong to the manifest and not to a provider.
fn locales(texts: Texts<'_>) -> Vec<Change> {
    let missing = |from: &Localization, name: &str| {
        let mut all = from.locales.iter();
        !all.any(|it| it.name.eq_ignore_ascii_case(name))
    };
    let change = |kind, message| Change::new(kind, Subject::Provider, message);
    let old = texts.old.locales.iter().map(|it| it.name.as_str());
    let removed = old.filter(|name| missing(texts.new, name)).map(|name| {
        change(
            Kind::LocaleRemoved,
            format!("the locale {name} was removed"),
        )
    });
    let new = texts.new.locales.iter().map(|it| it.name.as_str());
    let added = new
        .filter(|name| missing(texts.old, name))
        .map(|name| change(Kind::LocaleAdded, format!("the locale {name} is new")));
    removed.chain(added).collect()
}

fn compare_pair(old: &Provider, new: &Provider, texts: Texts<'_>) -> Vec<Change> {
    let mut comparison = Comparison::new(old, new, texts);
    properties(&mut comparison);
    channel::compare(&mut comparison);
    level::compare(&mut comparison);
    task::compare(&mut comparison);
    opcode::compare(&mut comparison);
    keyword::compare(&mut comparison);
    filter::compare(&mut comparison);
    map::compare(&mut comparison);
    event::compare(&mut comparison);
    let mut changes = comparison.changes;
    for change in &mut changes {
        old.name.clone_into(&mut change.provider);
    }
    changes
}

fn properties(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
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
        comparison.changed(
            kind,
            &Subject::Provider,
            what,
            old,
            new,
            comparison.new.span,
        );
    }
    comparison.display_text(&Subject::Provider, old.message, new.message);
}
