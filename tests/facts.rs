//! The 31 shipped events, held against facts written down by hand.

mod shipped;

use activation_services_events::METADATA;
use activation_services_events::etw_provider::{EventEntry, Extent, FieldKind};
use shipped::facts::{FACTS, Fact, FieldFact};

/// The event in the generated metadata, found by its symbol.
fn entry(fact: &Fact) -> &'static EventEntry {
    METADATA
        .events()
        .find(|entry| entry.metadata().symbol() == fact.symbol)
        .unwrap_or_else(|| panic!("{} is not in the metadata", fact.symbol))
}

/// The fields of an event as facts; the shipped events have neither structures nor arrays.
fn fields(entry: &EventEntry) -> Vec<FieldFact> {
    let fields = entry.metadata().fields().iter();
    fields
        .map(|field| {
            assert_eq!(
                (field.count(), field.length()),
                (Extent::None, Extent::None),
                "{}",
                field.name()
            );
            match field.kind() {
                FieldKind::Value {
                    in_type,
                    out_type,
                    map: None,
                    ..
                } => (field.name(), in_type, out_type),
                other => panic!("{} is {other:?}", field.name()),
            }
        })
        .collect()
}

fn message(entry: &EventEntry, locale: &str) -> Option<&'static str> {
    entry.message().get(METADATA.locale_index(locale))
}

#[test]
fn every_generated_type_has_the_descriptor_of_its_event() {
    for fact in &FACTS {
        assert_eq!(fact.generated, fact.descriptor, "{}", fact.symbol);
    }
}

#[test]
fn the_metadata_has_the_same_descriptors() {
    for fact in &FACTS {
        assert_eq!(
            *entry(fact).metadata().descriptor(),
            fact.descriptor,
            "{}",
            fact.symbol
        );
    }
}

#[test]
fn an_event_is_named_by_its_symbol() {
    for fact in &FACTS {
        assert_eq!(entry(fact).metadata().name(), fact.symbol);
    }
}

#[test]
fn an_event_is_found_by_id_and_version() {
    for fact in &FACTS {
        let found = METADATA.event(fact.descriptor.id, fact.descriptor.version);
        assert_eq!(
            found.map(|entry| entry.metadata().symbol()),
            Some(fact.symbol)
        );
    }
}

#[test]
fn fields_have_their_names_and_types_in_order() {
    for fact in &FACTS {
        assert_eq!(fields(entry(fact)), fact.fields, "{}", fact.symbol);
    }
}

#[test]
fn messages_are_the_original_english_texts() {
    for fact in &FACTS {
        assert_eq!(
            message(entry(fact), "en-US"),
            Some(fact.english),
            "{}",
            fact.symbol
        );
    }
}

#[test]
fn messages_are_the_documented_spanish_texts() {
    for fact in &FACTS {
        assert_eq!(
            message(entry(fact), "es-ES"),
            Some(fact.spanish),
            "{}",
            fact.symbol
        );
    }
}

#[test]
fn events_of_one_level_and_channel_share_an_enable_word() {
    for (one, other) in FACTS
        .iter()
        .flat_map(|one| FACTS.iter().map(move |other| (one, other)))
    {
        let same_filter = (one.descriptor.level, one.descriptor.keyword)
            == (other.descriptor.level, other.descriptor.keyword);
        let same_word = std::ptr::eq(entry(one).metadata().word(), entry(other).metadata().word());
        assert_eq!(
            same_word, same_filter,
            "{} and {}",
            one.symbol, other.symbol
        );
    }
}
