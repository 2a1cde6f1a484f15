//! Checks that fragments change no number of the manifest, and that no fragment depends on another.

use crate::ast::shorten;
use crate::collection::{OrderedMap, sort};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::{Event, EventDescriptor, Manifest};
use crate::source::Span;
use crate::xml::Element;

/// Lowers the manifest with some fragments.
type Lower<'l> = &'l dyn Fn(&[Element<'_>]) -> Manifest;

pub(super) fn check(
    whole: &Manifest,
    fragments: &[Element<'_>],
    part: Lower<'_>,
    diagnostics: &mut Diagnostics,
) {
    let numbers = Numbers::of(whole);
    let alone = Numbers::of(&part(&[]));
    for change in alone.changes(&numbers, 0) {
        diagnostics.push(of_manifest(&change, whole));
    }
    if fragments.len() < 2 {
        return;
    }
    for (index, fragment) in fragments.iter().enumerate() {
        let alone = Numbers::of(&part(std::slice::from_ref(fragment)));
        for change in alone.changes(&numbers, index + 1) {
            diagnostics.push(of_fragment(&change, whole, index + 1));
        }
    }
}

/// The numbers that programs and readers know, each by the span of its owner.
struct Numbers {
    descriptors: OrderedMap<Span, (usize, EventDescriptor)>,
    messages: OrderedMap<Span, Message>,
}

#[derive(Clone, PartialEq)]
struct Message {
    source: usize,
    string: String,
    id: Option<u32>,
}

/// A number that is another one when more fragments are there.
enum Change {
    Descriptor(Span),
    Message(Span, Message),
}

impl Numbers {
    fn of(manifest: &Manifest) -> Self {
        let events = manifest.providers.iter().flat_map(|provider| {
            let descriptor = |it: &Event| (it.span, (it.source, provider.descriptor(it)));
            provider.events.iter().map(descriptor)
        });
        let strings = manifest
            .localization
            .strings
            .iter()
            .filter(|it| !it.winmeta);
        let messages = strings.map(|it| {
            let message = Message {
                source: it.source,
                string: it.id.clone(),
                id: it.message_id,
            };
            (it.span, message)
        });
        Self {
            descriptors: events.collect(),
            messages: messages.collect(),
        }
    }

    /// Returns the numbers of one file that are different in the whole, in the order of spans.
    fn changes(&self, whole: &Self, source: usize) -> Vec<Change> {
        let descriptors = self.descriptors.iter();
        let descriptors = descriptors
            .filter(|(span, own)| own.0 == source && whole.descriptors.get(span) != Some(own))
            .map(|(span, _)| (*span, Change::Descriptor(*span)));
        let messages = self.messages.iter();
        let messages = messages
            .filter(|(span, own)| own.source == source && whole.messages.get(span) != Some(own))
            .map(|(span, own)| (*span, Change::Message(*span, own.clone())));
        let mut changes: Vec<_> = descriptors.chain(messages).collect();
        sort::by_key(&mut changes, |(span, _)| *span);
        changes.into_iter().map(|(_, change)| change).collect()
    }
}

fn of_manifest(change: &Change, whole: &Manifest) -> Diagnostic {
    match change {
        Change::Descriptor(span) => {
            let message = "a fragment changes the descriptor of this event";
            Diagnostic::new(codes::FRAGMENT_NUMBER, *span, message)
                .label("an event of the manifest")
        }
        Change::Message(span, string) => {
            let id = shorten(&string.string);
            let message = format!("a fragment changes the message id of the string `{id}`");
            let (place, label) = cause(whole, *span);
            Diagnostic::new(codes::FRAGMENT_NUMBER, place, message)
                .label(label)
                .also(*span, "the manifest defines and numbers the string")
                .help("define another string with the same text in the fragment")
        }
    }
}

/// Returns the place in a fragment that gives a string of the manifest another id.
fn cause(whole: &Manifest, string: Span) -> (Span, &'static str) {
    let index = whole
        .localization
        .strings
        .iter()
        .position(|it| it.span == string);
    let events = whole.providers.iter().flat_map(|it| &it.events);
    let is_older = |old: &&Event, new: &Event| {
        old.message.is_some()
            && old.message == index
            && old.id == new.id
            && old.version < new.version
    };
    let mut newer = events.clone().filter(|it| it.source != 0);
    let newer = newer.find(|new| events.clone().any(|old| is_older(&old, new)));
    let used = index.and_then(|it| whole.localization.strings[it].fragment_use);
    match (used, newer) {
        (Some(used), _) => (used, "this use decides the message id"),
        (None, Some(event)) => (
            event.span,
            "a newer version of the event takes its message id",
        ),
        (None, None) => (string, "a string of the manifest"),
    }
}

fn of_fragment(change: &Change, whole: &Manifest, source: usize) -> Diagnostic {
    let (span, what) = match change {
        Change::Descriptor(span) => (*span, "the descriptor of this event".to_owned()),
        Change::Message(span, string) => {
            let id = shorten(&string.string);
            (*span, format!("the message id of the string `{id}`"))
        }
    };
    let message = format!("{what} depends on another fragment");
    let diagnostic = Diagnostic::new(codes::FRAGMENT_CONFLICT, span, message)
        .label("has another number without the other fragment")
        .note("the numbers of a fragment must not depend on other fragments")
        .help("give the string a fixed id in a `messageTable` of the fragment");
    let Change::Message(_, Message { id: Some(id), .. }) = change else {
        return diagnostic;
    };
    // The string that has the number now.
    let mut strings = whole.localization.strings.iter();
    let other = strings.find(|it| it.message_id == Some(*id) && it.source != source);
    match other {
        Some(other) => diagnostic.also(other.span, "the other fragment has taken its number"),
        None => diagnostic,
    }
}
