//! A fragment belongs to the provider that it extends: listeners, registrations, status and metadata.
#![cfg(feature = "std")]

mod ping;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use etw_provider::{
    Channel, ChannelKind, EmittedEvent, EnableWord, EventDescriptor, EventEntry, EventMetadata,
    EventRecord, Guid, Keyword, Level, Listener, Outcome, Provider, ProviderIdentity,
    ProviderMetadata, Recorder, Status, Template,
};
use ping::{Pinger, emit, is_settled, pinger_of, provider};

/// An Informational event of an Admin channel, a pair that the provider lacks.
const LEVEL: u8 = 4;
const ADMIN: u64 = 1 << 63;

fn fragment(base: &'static Provider) -> &'static Pinger {
    pinger_of(LEVEL, ADMIN, |words| Provider::extending(base, words))
}

#[test]
fn its_events_are_those_of_the_provider() {
    let base = provider();
    let fragment = fragment(base);
    let recorder = Recorder::attach(base);
    assert_eq!(emit(fragment, 1), Outcome::Written);
    assert_eq!(emit(base, 2), Outcome::Written);
    assert_eq!(emit(fragment, 3), Outcome::Written);
    let events = recorder.take();
    let numbers: Vec<_> = events.iter().map(|event| event.payload[0]).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert!(
        events
            .iter()
            .all(|event| std::ptr::eq(event.provider, &raw const **base))
    );
    assert_eq!(fragment.identity().guid(), base.identity().guid());
    assert!(std::ptr::eq(fragment.root(), base.root()));
}

#[test]
fn its_first_event_registers_the_provider() {
    let base = provider();
    let fragment = fragment(base);
    assert!(fragment.words()[0].is_enabled());
    assert_eq!(emit(fragment, 1), Outcome::Disabled);
    assert!(is_settled(base.status()) && is_settled(fragment.status()));
    assert!(!fragment.words()[0].is_enabled() && !base.words()[0].is_enabled());
}

#[test]
fn a_listener_from_before_it_joins_gets_its_events_and_so_does_a_later_one() {
    let base = provider();
    let _registration = base.register();
    let fragment = fragment(base);
    let before = Recorder::attach(base);
    assert_eq!(emit(fragment, 1), Outcome::Written);
    let after = Recorder::attach(fragment);
    assert_eq!(emit(fragment, 2), Outcome::Written);
    assert_eq!((before.take().len(), after.take().len()), (2, 1));
    drop(before);
    assert!(fragment.words()[0].is_enabled());
    drop(after);
    assert!(!fragment.words()[0].is_enabled() && !base.is_enabled());
    assert_eq!(emit(fragment, 3), Outcome::Disabled);
}

/// Wants the levels below a number.
struct Below(AtomicU8);

impl Listener for Below {
    fn wants(&self, level: u8, _keyword: u64) -> bool {
        level < self.0.load(Ordering::Relaxed)
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {}
}

#[test]
fn a_listener_is_asked_for_its_words_when_it_joins_and_at_a_refresh() {
    let base = provider();
    let listener = Arc::new(Below(AtomicU8::new(LEVEL)));
    let guard = base.attach(listener.clone());
    let (one, two) = (fragment(base), fragment(base));
    assert_eq!(emit(one, 1), Outcome::Disabled);
    assert!(!one.words()[0].is_enabled());
    listener.0.store(LEVEL + 1, Ordering::Relaxed);
    assert_eq!(
        emit(two, 2),
        Outcome::Written,
        "it is asked when the fragment joins"
    );
    assert_eq!(emit(one, 3), Outcome::Disabled);
    guard.refresh();
    assert_eq!(emit(one, 4), Outcome::Written);
    listener.0.store(0, Ordering::Relaxed);
    guard.refresh();
    assert!(!base.is_enabled());
    listener.0.store(9, Ordering::Relaxed);
    guard.refresh();
    assert!([base, one, two].iter().all(|it| it.words()[0].is_enabled()));
    drop(guard);
    assert!(
        [base, one, two]
            .iter()
            .all(|it| !it.words()[0].is_enabled())
    );
}

#[test]
fn unregistering_the_provider_disables_it_whether_it_has_joined_or_not() {
    let base = provider();
    let (joined, late) = (fragment(base), fragment(base));
    let recorder = Recorder::attach(base);
    emit(joined, 1);
    base.unregister();
    assert!(!joined.words()[0].is_enabled());
    assert_eq!(emit(joined, 2), Outcome::Disabled);
    assert_eq!(emit(late, 3), Outcome::Disabled);
    assert!(!late.words()[0].is_enabled());
    assert_eq!(late.status(), Status::Unregistered);
    let registration = base.register();
    assert_eq!(emit(joined, 4), Outcome::Written);
    assert_eq!(emit(late, 5), Outcome::Written);
    drop(registration);
    assert_eq!(emit(late, 6), Outcome::Disabled);
    assert_eq!(recorder.take().len(), 3);
}

#[test]
fn registering_it_registers_the_provider() {
    let base = provider();
    let fragment = fragment(base);
    let registration = fragment.register();
    assert!(is_settled(base.status()));
    assert!(!base.is_enabled() && !fragment.is_enabled());
    let second = base.register();
    drop(registration);
    assert!(is_settled(base.status()));
    drop(second);
    assert_eq!(fragment.status(), Status::Unregistered);
}

#[test]
fn a_fragment_of_a_fragment_belongs_to_the_same_provider() {
    let base = provider();
    let middle = fragment(base);
    let outer = fragment(middle);
    let recorder = Recorder::attach(base);
    assert_eq!(emit(outer, 1), Outcome::Written);
    assert_eq!(emit(middle, 2), Outcome::Written);
    assert_eq!(recorder.take().len(), 2);
    outer.unregister();
    assert_eq!(base.status(), Status::Unregistered);
}

#[test]
fn refused_events_are_counted_by_the_provider() {
    let base = provider();
    let fragment = fragment(base);
    let _recorder = Recorder::attach(base);
    let event = fragment.too_large();
    let outcome = fragment.write(&event, &etw_provider::Activity::CURRENT);
    assert!(matches!(outcome, Outcome::Refused(_)));
    assert_eq!((base.refused(), fragment.refused()), (1, 1));
}

/// Emits an event of a fragment while it is asked or called.
struct Emits(&'static Pinger);

impl Listener for Emits {
    fn wants(&self, level: u8, keyword: u64) -> bool {
        emit(self.0, 1);
        (level, keyword) != (LEVEL, ADMIN)
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {
        emit(self.0, 2);
    }
}

#[test]
fn a_listener_may_emit_the_first_event_of_a_fragment() {
    let base = provider();
    let (first, second) = (fragment(base), fragment(base));
    let guard = base.attach(Arc::new(Emits(first)));
    emit(base, 0);
    emit(second, 0);
    guard.refresh();
    assert!(!first.words()[0].is_enabled() && !second.words()[0].is_enabled());
}

/// Fails while it is asked for the words of a fragment.
struct Broken;

impl Listener for Broken {
    fn wants(&self, _level: u8, keyword: u64) -> bool {
        assert_ne!(keyword, ADMIN, "a panic of the listener");
        true
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {}
}

#[test]
fn a_listener_that_panics_while_a_fragment_joins_leaves_nothing_locked() {
    let base = provider();
    let fragment = fragment(base);
    let guard = base.attach(Arc::new(Broken));
    assert!(catch_unwind(AssertUnwindSafe(|| emit(fragment, 1))).is_err());
    drop(guard);
    let recorder = Recorder::attach(base);
    assert_eq!(emit(fragment, 2), Outcome::Written);
    assert_eq!(recorder.take().len(), 1);
}

static IDENTITY: ProviderIdentity = ProviderIdentity::new("Base", Guid::from_u128(1));
static BASE_WORDS: [EnableWord; 1] = [EnableWord::new(2, 1)];
static BASE: Provider = Provider::new(&IDENTITY, &BASE_WORDS);
static FAILED: EventMetadata = EventMetadata::new(
    "Failed",
    EventDescriptor::new(1, 0).with_channel(16).with_level(2),
    &BASE_WORDS[0],
    &Template::EMPTY,
);
static BASE_METADATA: ProviderMetadata = ProviderMetadata::new(&BASE, "BASE")
    .with_locales(&["en-US", "es-ES"])
    .with_message(&["The base", "La base"])
    .with_channels(&[Channel::new("Base/Admin", 16, ChannelKind::Admin)])
    .with_levels(&[Level::new("win:Error", 2)])
    .with_keywords(&[Keyword::new("Work", 1)])
    .with_events(&[EventEntry::new(&FAILED).with_message(&["failed", "ha fallado"])]);

static MORE_WORDS: [EnableWord; 1] = [EnableWord::new(LEVEL, ADMIN)];
static MORE: Provider = Provider::extending(&BASE, &MORE_WORDS);
static RETRIED: EventMetadata = EventMetadata::new(
    "Retried",
    EventDescriptor::new(2, 0)
        .with_channel(16)
        .with_level(LEVEL)
        .with_keyword(3),
    &MORE_WORDS[0],
    &Template::EMPTY,
);
static MORE_METADATA: ProviderMetadata = ProviderMetadata::new(&MORE, "MORE")
    .with_locales(&["en-US", "es-ES", "fr-FR"])
    .with_keywords(&[Keyword::new("Retries", 2).with_text(&["retries", "reintentos", "reprises"])])
    .with_events(&[EventEntry::new(&RETRIED).with_message(&["retried", "reintentado", "repris"])])
    .with_base(&BASE_METADATA);

#[test]
fn its_metadata_begin_with_those_of_the_base() {
    let symbols: Vec<_> = MORE_METADATA
        .events()
        .map(|entry| entry.metadata().symbol())
        .collect();
    assert_eq!(symbols, ["Failed", "Retried"]);
    assert_eq!(BASE_METADATA.events().count(), 1);
    assert!(MORE_METADATA.channel(16).is_some() && MORE_METADATA.level(2).is_some());
    assert!(MORE_METADATA.locales().eq(["en-US", "es-ES", "fr-FR"]));
    let keywords = MORE_METADATA.keywords_of(3).map(Keyword::name);
    assert!(keywords.eq(["Work", "Retries"]));
}

#[test]
fn one_renderer_shows_the_events_of_both() {
    let message = |id, locale| {
        let record = EventRecord::new(EventDescriptor::new(id, 0), &[]);
        MORE_METADATA.renderer(locale).message(record)
    };
    assert_eq!(message(1, "es-MX").as_deref(), Some("ha fallado"));
    assert_eq!(message(2, "es-MX").as_deref(), Some("reintentado"));
    assert_eq!(message(2, "fr-FR").as_deref(), Some("repris"));
    // The base has no French; its default locale answers.
    assert_eq!(message(1, "fr-FR").as_deref(), Some("failed"));
    let french = MORE_METADATA.renderer("fr-FR");
    assert_eq!((french.locale(), french.provider()), ("fr-FR", "The base"));
    let keywords = french.keywords(RETRIED.descriptor());
    assert!(keywords.eq(["Work", "reprises"]));
}
