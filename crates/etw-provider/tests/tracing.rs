//! Events as `tracing` events, filters as enable bits, and spans as activities.

mod generated;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use etw_provider::tracing::{ActivityLayer, forward, forward_in};
use etw_provider::{Activity, Guid, Outcome, Recorder};
use generated::example_every_type::{
    Blob, Empty, Lists, METADATA, Message, PROVIDER, Point, State,
};
use serde_json::{Value, json};
use tracing::subscriber::with_default;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::{EnvFilter, registry, reload};

/// The provider belongs to the process, so one test at a time may forward it.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    let guard = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::forget(PROVIDER.register());
    guard
}

/// Lines that a formatter writes.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// Takes the events of providers.
    fn take(&self) -> Vec<Value> {
        let mut lines = self.take_all();
        lines.retain(|line| line["target"] != "etw_provider");
        lines
    }

    /// Takes all events, also those about failures to register.
    fn take_all(&self) -> Vec<Value> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap());
        let lines = bytes.split(|byte| *byte == b'\n');
        let lines = lines.filter(|line| !line.is_empty());
        lines
            .map(|line| serde_json::from_slice(line).unwrap())
            .collect()
    }

    fn layer<S: tracing::Subscriber + for<'a> registry::LookupSpan<'a>>(&self) -> impl Layer<S> {
        let lines = self.clone();
        tracing_subscriber::fmt::layer()
            .json()
            .without_time()
            .with_writer(move || lines.clone())
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const MESSAGE: Message<'_> = Message {
    text: "hé",
    code: -2,
};

#[test]
fn an_event_arrives_with_everything_that_the_manifest_says() {
    let _alone = alone();
    let lines = Lines::default();
    let activity = Activity::new(Guid::from_u128(1)).with_related(Guid::from_u128(2));
    with_default(registry().with(lines.layer()), || {
        let _forwarding = forward(&METADATA);
        assert_eq!(MESSAGE.emit(), Outcome::Written);
        assert_eq!(MESSAGE.emit_with(&activity), Outcome::Written);
    });
    let mut expected = json!({
        "level": "ERROR",
        "target": "Example-Every-Type",
        "fields": {
            "message": "hé (-2)",
            "etw.id": 1,
            "etw.version": 0,
            "etw.channel": "Example-Every-Type/Operational",
            "etw.task": "Example",
            "etw.keywords": "Work",
            "Text": "hé",
            "Code": -2,
        },
    });
    let [without, with] = lines.take().try_into().unwrap();
    assert_eq!(without, expected);
    expected["fields"]["etw.activity_id"] = json!("{00000000-0000-0000-0000-000000000001}");
    expected["fields"]["etw.related_activity_id"] = json!("{00000000-0000-0000-0000-000000000002}");
    assert_eq!(with, expected);
}

#[test]
fn values_keep_their_types() {
    let _alone = alone();
    let lines = Lines::default();
    with_default(registry().with(lines.layer()), || {
        let _forwarding = forward(&METADATA);
        let lists = Lists {
            numbers: &[1, 2],
            points: &[Point { x: -1, label: "p" }, Point { x: 2, label: "q" }],
            name: "n",
            code: b"abc",
            flags: &[true, false],
            state: State::CLOSED,
        };
        assert_eq!(lists.emit(), Outcome::Written);
        assert_eq!(
            Blob {
                bytes: &[0xDE, 0xAD]
            }
            .emit(),
            Outcome::Written
        );
    });
    let [lists, blob] = lines.take().try_into().unwrap();
    assert_eq!(lists["level"], "INFO");
    let fields = &lists["fields"];
    assert_eq!(fields["etw.opcode"], "ExampleStep");
    assert_eq!(fields["etw.version"], 1);
    assert_eq!(fields["Count"], 2);
    assert_eq!(fields["Numbers"], "[1, 2]");
    assert_eq!(fields["Points"], "[{X: -1, Label: p}, {X: 2, Label: q}]");
    assert_eq!(fields["Flags"], "[true, false]");
    assert_eq!(fields["State"], 2);
    assert_eq!(fields.get("message"), None);
    assert_eq!(blob["fields"]["Bytes"], "DEAD");
}

#[test]
fn messages_are_in_the_language_that_was_asked_for() {
    let _alone = alone();
    let lines = Lines::default();
    with_default(registry().with(lines.layer()), || {
        let _forwarding = forward_in(&METADATA, "es-MX");
        MESSAGE.emit();
    });
    assert_eq!(lines.take()[0]["fields"]["message"], "hé = -2");
}

/// Notes the names of events.
#[derive(Clone, Default)]
struct NamesOfEvents(Arc<Mutex<Vec<(&'static str, tracing::Level)>>>);

impl<S: tracing::Subscriber> Layer<S> for NamesOfEvents {
    fn on_event(&self, event: &tracing::Event<'_>, _context: Context<'_, S>) {
        let metadata = event.metadata();
        self.0
            .lock()
            .unwrap()
            .push((metadata.name(), *metadata.level()));
    }
}

#[test]
fn the_name_is_the_symbol_and_verbose_is_debug() {
    let _alone = alone();
    let names = NamesOfEvents::default();
    with_default(registry().with(names.clone()), || {
        let _forwarding = forward(&METADATA);
        Empty.emit();
    });
    assert_eq!(*names.0.lock().unwrap(), [("Empty", tracing::Level::DEBUG)]);
}

#[test]
fn nothing_is_enabled_without_a_subscriber_and_after_forwarding() {
    let _alone = alone();
    let forwarding = forward(&METADATA);
    tracing::callsite::rebuild_interest_cache();
    assert!(!Message::is_enabled());
    with_default(registry().with(NamesOfEvents::default()), || {
        assert!(Message::is_enabled());
        let second = forward(&METADATA);
        drop(forwarding);
        assert!(Message::is_enabled());
        drop(second);
        assert!(!Message::is_enabled());
        assert_eq!(MESSAGE.emit(), Outcome::Disabled);
    });
}

#[test]
fn filters_enable_and_disable_words() {
    let _alone = alone();
    let _forwarding = forward(&METADATA);
    let lines = Lines::default();
    let (filter, handle) = reload::Layer::new(EnvFilter::new("Example-Every-Type=warn"));
    with_default(registry().with(filter).with(lines.layer()), || {
        assert!(Message::is_enabled());
        assert!(!Empty::is_enabled());
        assert_eq!(Empty.emit(), Outcome::Disabled);

        handle
            .reload(EnvFilter::new("Example-Every-Type=debug"))
            .unwrap();
        assert!(Empty::is_enabled());
        assert_eq!(Empty.emit(), Outcome::Written);

        // A filter of another target, and one by the prefix of this one.
        handle.reload(EnvFilter::new("elsewhere=trace")).unwrap();
        assert!(!Message::is_enabled() && !Empty::is_enabled());
        handle.reload(EnvFilter::new("Example=error")).unwrap();
        assert!(Message::is_enabled() && !Empty::is_enabled());
    });
    let [event] = lines.take().try_into().unwrap();
    assert_eq!(event["fields"]["etw.id"], 2);
}

#[test]
fn a_filter_that_decides_at_each_event_is_asked_at_each_event() {
    let _alone = alone();
    let _forwarding = forward(&METADATA);
    let lines = Lines::default();
    let filter = EnvFilter::new("[request]=debug");
    with_default(registry().with(filter).with(lines.layer()), || {
        assert!(Empty::is_enabled());
        Empty.emit();
        tracing::info_span!("request").in_scope(|| Empty.emit());
    });
    assert_eq!(lines.take().len(), 1);
}

#[test]
fn a_span_is_the_activity_of_the_events_within() {
    let _alone = alone();
    let recorder = Recorder::of_this_thread(&PROVIDER);
    with_default(registry().with(ActivityLayer::new()), || {
        let outer = tracing::info_span!("outer").entered();
        MESSAGE.emit();
        tracing::info_span!("inner").in_scope(|| MESSAGE.emit());
        MESSAGE.emit();
        drop(outer);
        MESSAGE.emit();
    });
    let ids: Vec<_> = recorder
        .take()
        .iter()
        .map(|event| event.activity_id)
        .collect();
    let [outer, inner, outer_again, none] = ids.try_into().unwrap();
    assert!(outer.is_some() && inner.is_some() && outer != inner);
    assert_eq!((outer_again, none), (outer, None));
    let digits = outer.unwrap().to_u128();
    assert_eq!(
        (digits >> 76 & 0xF, digits >> 62 & 3),
        (4, 2),
        "a random UUID"
    );
}

#[test]
fn spans_may_be_left_in_any_order_and_an_outer_activity_comes_back() {
    let mine = Some(Guid::from_u128(9));
    let before = Activity::set_current(mine);
    with_default(registry().with(ActivityLayer::new()), || {
        let (one, two) = (tracing::info_span!("one"), tracing::info_span!("two"));
        let first = one.enter();
        let activity_of_one = Activity::current();
        let second = two.enter();
        let activity_of_two = Activity::current();
        assert!(activity_of_one != mine && activity_of_two != activity_of_one);
        drop(first);
        assert_eq!(Activity::current(), activity_of_two);
        drop(second);
        assert_eq!(Activity::current(), mine);
        let _again = one.enter();
        assert_eq!(Activity::current(), activity_of_one);
    });
    Activity::set_current(before);
}

#[test]
fn a_failure_to_register_reaches_the_subscriber() {
    let _alone = alone();
    let lines = Lines::default();
    let registration = with_default(registry().with(lines.layer()), || PROVIDER.register());
    let lines = lines.take_all();
    match registration_code() {
        None => assert!(lines.is_empty()),
        Some(code) => {
            assert_eq!(lines[0]["fields"]["provider"], "Example-Every-Type");
            assert_eq!(lines[0]["fields"]["code"], code);
            assert_eq!(lines[0]["target"], "etw_provider");
        }
    }
    std::mem::forget(registration);
}

fn registration_code() -> Option<u32> {
    match PROVIDER.status() {
        etw_provider::Status::Failed(code) => Some(code),
        _ => None,
    }
}

/// Forwards a provider while `tracing` asks it about a callsite.
struct Forwards(Mutex<Vec<etw_provider::tracing::Forwarding>>);

impl<S: tracing::Subscriber> Layer<S> for Forwards {
    fn register_callsite(
        &self,
        metadata: &'static tracing::Metadata<'static>,
    ) -> tracing::subscriber::Interest {
        if metadata.target() == "Example-Every-Type" && metadata.name() != "Empty" {
            let forwarding = forward(&METADATA);
            self.0.lock().unwrap().push(forwarding);
        }
        tracing::subscriber::Interest::always()
    }
}

#[test]
fn a_subscriber_may_forward_while_it_is_asked_about_a_callsite() {
    let _alone = alone();
    with_default(registry().with(Forwards(Mutex::default())), || {
        let _forwarding = forward(&fragment::METADATA);
        tracing::callsite::rebuild_interest_cache();
        assert_eq!(MESSAGE.emit(), Outcome::Written);
    });
}

#[test]
fn a_fragment_is_forwarded_with_its_provider_and_each_event_once() {
    let _alone = alone();
    let lines = Lines::default();
    with_default(registry().with(lines.layer()), || {
        let base = forward(&METADATA);
        MESSAGE.emit();
        fragment::emit();
        let _both = forward_in(&fragment::METADATA, "es-ES");
        MESSAGE.emit();
        fragment::emit();
        drop(base);
        fragment::emit();
    });
    let lines = lines.take();
    let messages: Vec<_> = lines
        .iter()
        .map(|line| &line["fields"]["message"])
        .collect();
    let expected = [
        json!("hé (-2)"),
        Value::Null,
        json!("hé = -2"),
        json!("reintentado"),
        json!("reintentado"),
    ];
    assert!(messages.into_iter().eq(&expected));
    assert_eq!(lines[1]["target"], "Example-Every-Type");
    assert_eq!(lines[1]["fields"]["etw.keywords"], "Work");
}

/// A fragment of the provider, with a level that the provider lacks.
mod fragment {
    use etw_provider::{
        Activity, EnableWord, Encoded, Event, EventDescriptor, EventEntry, EventMetadata, Outcome,
        Payload, Provider, ProviderMetadata, Storage, Template,
    };

    use crate::generated::example_every_type as base;

    static WORDS: [EnableWord; 1] = [EnableWord::new(3, 1)];
    static PROVIDER: Provider = Provider::extending(&base::PROVIDER, &WORDS);
    static RETRIED: EventMetadata = EventMetadata::new(
        "Retried",
        EventDescriptor::new(9, 0).with_level(3).with_keyword(1),
        &WORDS[0],
        &Template::EMPTY,
    );
    pub(crate) static METADATA: ProviderMetadata = ProviderMetadata::new(&PROVIDER, "MORE")
        .with_locales(&["en-US", "es-ES"])
        .with_events(&[EventEntry::new(&RETRIED).with_message(&["retried", "reintentado"])])
        .with_base(&base::METADATA);

    struct Retried;

    impl Event for Retried {
        fn metadata(&self) -> &'static EventMetadata {
            &RETRIED
        }

        fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
            Payload::new(storage).finish()
        }
    }

    pub(crate) fn emit() -> Outcome {
        PROVIDER.write(&Retried, &Activity::CURRENT)
    }
}

#[test]
fn a_field_that_is_called_like_one_of_ours_is_kept_apart() {
    let _alone = alone();
    let lines = Lines::default();
    with_default(registry().with(lines.layer()), || {
        let _forwarding = forward(&clash::METADATA);
        let outcome = clash::PROVIDER.write(&clash::Clash(5), &Activity::CURRENT);
        assert_eq!(outcome, Outcome::Written);
    });
    let fields = lines.take().remove(0)["fields"].take();
    let expected =
        json!({ "message": "Code 5", "etw.id": 1, "etw.version": 0, "field.message": 5 });
    assert_eq!(fields, expected);
}

/// An event with a field that is called `message`.
mod clash {
    use etw_provider::{
        EnableWord, Encoded, Event, EventDescriptor, EventEntry, EventMetadata, Field, Guid,
        InType, OutType, Payload, Provider, ProviderIdentity, ProviderMetadata, Storage, Template,
    };

    static IDENTITY: ProviderIdentity = ProviderIdentity::new("Clash", Guid::ZERO);
    static WORDS: [EnableWord; 1] = [EnableWord::new(6, 0)];
    pub(crate) static PROVIDER: Provider = Provider::new(&IDENTITY, &WORDS);

    static TEMPLATE: Template =
        Template::undescribed(&[Field::new("message", InType::UInt8, OutType::UnsignedByte)]);
    static EVENT: EventMetadata = EventMetadata::new(
        "Clash",
        EventDescriptor::new(1, 0).with_level(6),
        &WORDS[0],
        &TEMPLATE,
    );
    pub(crate) static METADATA: ProviderMetadata = ProviderMetadata::new(&PROVIDER, "CLASH")
        .with_locales(&["en-US"])
        .with_events(&[EventEntry::new(&EVENT).with_message(&["Code %1"])]);

    pub(crate) struct Clash(pub(crate) u8);

    impl Event for Clash {
        fn metadata(&self) -> &'static EventMetadata {
            &EVENT
        }

        fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
            let mut payload = Payload::new(storage);
            payload.u8(self.0);
            payload.finish()
        }
    }
}
