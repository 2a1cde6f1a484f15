//! Events of `tracing` as events of a provider.

mod allocations;
mod declared;
mod generated;

/// The provider that `Build::tracing("Contoso-Harbour")` makes.
#[allow(clippy::pedantic, reason = "generated code")]
mod events {
    include!("../../etw-manifest/tests/fixtures/expand/tracing/expected.rs");
}

/// The same for a test in which nobody listens.
#[allow(clippy::pedantic, reason = "generated code")]
mod quiet {
    include!("../../etw-manifest/tests/fixtures/expand/tracing/expected.rs");
}

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use allocations::allocations_of;
use etw_provider::tracing::{ActivityLayer, limit_bursts};
use etw_provider::{Activity, RecordedEvent, Recorder};
use events::{METADATA, PROVIDER, TracingError, TracingWarn, tracing_layer};
use tracing::subscriber::with_default;
use tracing::{debug, error, info, info_span, trace, warn};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::{EnvFilter, registry};

/// What one subscriber wants matters to the callsites of all, so one test at a time may have one.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs with the layer and returns the events of this thread.
fn recorded(run: impl FnOnce()) -> Vec<RecordedEvent> {
    let _alone = alone();
    let recorder = Recorder::of_this_thread(&PROVIDER);
    with_default(registry().with(tracing_layer()), run);
    recorder.take()
}

/// Returns the values of an event as text.
fn field(event: &RecordedEvent, name: &str) -> String {
    let fields = etw_provider::Fields::new(event.event.fields(), &event.payload);
    let field = fields
        .map(Result::unwrap)
        .find(|it| it.field.name() == name);
    field.unwrap().value.to_string()
}

fn only(events: Vec<RecordedEvent>) -> RecordedEvent {
    let [event] = events.try_into().unwrap();
    event
}

#[test]
fn each_level_is_an_event_with_its_channel() {
    let events = recorded(|| {
        error!("1");
        warn!("2");
        info!("3");
        debug!("4");
        trace!("5");
    });
    let numbers: Vec<_> = events
        .iter()
        .map(|it| {
            let descriptor = it.event.descriptor();
            let channel = METADATA.channel(descriptor.channel).unwrap().name();
            let id = descriptor.id.to_string();
            assert_eq!(field(it, "Message"), id);
            (id, descriptor.level, channel)
        })
        .collect();
    let expected = [
        ("1", 2, "Contoso-Harbour/Admin"),
        ("2", 3, "Contoso-Harbour/Admin"),
        ("3", 4, "Contoso-Harbour/Operational"),
        ("4", 5, "Contoso-Harbour/Debug"),
        ("5", 16, "Contoso-Harbour/Debug"),
    ];
    let expected = expected.map(|(id, level, channel)| (id.to_owned(), level, channel));
    assert_eq!(numbers, expected);
}

#[test]
fn an_event_has_the_values_that_tracing_gives_it() {
    let line = line!() + 2;
    let dock = || {
        error!(target: "harbour::berth", berth = 7, "docking failed");
    };
    let event = only(recorded(dock));
    assert_eq!(
        event.decode::<TracingError<'_>>().unwrap(),
        TracingError {
            message: "docking failed",
            target: "harbour::berth",
            span: "",
            fields: r#"{"berth":7}"#,
            file: file!(),
            line,
        }
    );
    let english = METADATA.renderer("en-US").message(&event).unwrap();
    let expected = "docking failed\r\n\r\nTarget: harbour::berth\r\nSpan: \r\nFields: {\"berth\":7}\r\n\
                    Source: crates/etw-provider/tests/tracing_layer.rs:";
    assert_eq!(english.replace('\\', "/"), format!("{expected}{line}"));
}

#[test]
fn fields_keep_their_types_in_json() {
    let error: Box<dyn std::error::Error> = "it \"failed\"".into();
    let events = recorded(|| {
        info!(
            unsigned = u64::MAX,
            signed = i64::MIN,
            huge = u128::MAX,
            float = 1.5,
            nan = f64::NAN,
            yes = true,
            text = "a\tñ\u{1}\\",
            debug = ?Some("x"),
            display = %'c',
            error,
            none = None::<u8>,
            "dotted.name" = 1,
        );
        info!("no fields");
        info!(no = "message");
    });
    let fields = field(&events[0], "Fields");
    let json: serde_json::Value = serde_json::from_str(&fields).unwrap();
    assert_eq!(
        fields,
        r#"{"unsigned":18446744073709551615,"signed":-9223372036854775808,"#.to_owned()
            + r#""huge":340282366920938463463374607431768211455,"float":1.5,"nan":"NaN","yes":true,"#
            + r#""text":"a\tñ\u0001\\","debug":"Some(\"x\")","display":"c","error":"it \"failed\"","dotted.name":1}"#
    );
    assert_eq!(json["text"], "a\tñ\u{1}\\");
    assert_eq!(field(&events[1], "Fields"), "{}");
    assert_eq!(field(&events[2], "Message"), "");
}

#[test]
fn spans_are_a_path_with_their_fields() {
    let events = recorded(|| {
        let request = info_span!("request", id = 7, path = "/", user = tracing::field::Empty);
        let _request = request.enter();
        info!("before");
        request.record("user", "ana");
        let query = info_span!("query").entered();
        info!("within");
        drop(query);
        info!(parent: None, "none");
        for _ in 0..70 {
            std::mem::forget(info_span!("deep").entered());
        }
        info!("deep");
    });
    let spans: Vec<_> = events.iter().map(|it| field(it, "Span")).collect();
    assert_eq!(spans[0], r#"request{id=7 path="/"}"#);
    assert_eq!(spans[1], r#"request{id=7 path="/" user="ana"}:query"#);
    assert_eq!(spans[2], "");
    assert_eq!(spans[3], format!("…{}", ":deep".repeat(64)));
}

#[test]
fn the_activity_is_that_of_the_span() {
    let mut ids = Vec::new();
    let events = recorded(|| {
        let outer = info_span!("outer").entered();
        ids.push(Activity::current());
        let inner = info_span!("inner").entered();
        ids.push(Activity::current());
        info!(parent: &outer, "outer");
        info!("inner");
        drop(inner);
        drop(outer);
        info!("none");
    });
    let activities: Vec<_> = events.iter().map(|it| it.activity_id).collect();
    assert!(ids[0].is_some() && ids[0] != ids[1]);
    assert_eq!(activities, [ids[0], ids[1], None]);
}

#[test]
fn layers_share_the_activity_and_the_fields_of_a_span() {
    let _alone = alone();
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let subscriber = registry().with(tracing_layer()).with(ActivityLayer::new());
    with_default(subscriber.with(tracing_layer()), || {
        let span = info_span!("span", id = tracing::field::Empty).entered();
        span.record("id", 1);
        info!("twice");
        let current = Activity::current();
        drop(span);
        assert_eq!(Activity::current(), None);
        let events = recorder.take();
        assert_eq!(events.len(), 2);
        for event in events {
            assert_eq!(event.activity_id, current);
            assert_eq!(field(&event, "Span"), "span{id=1}");
        }
    });
}

static OTHERS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A layer that notes the targets of all events.
struct Others;

impl<S: tracing::Subscriber> Layer<S> for Others {
    fn on_event(
        &self,
        event: &tracing::Event<'_>,
        _context: tracing_subscriber::layer::Context<'_, S>,
    ) {
        OTHERS
            .lock()
            .unwrap()
            .push(event.metadata().target().to_owned());
    }
}

#[test]
fn a_filter_of_the_layer_limits_the_layer_alone() {
    let _alone = alone();
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let filter = EnvFilter::new("warn,harbour=debug");
    let subscriber = registry()
        .with(Others)
        .with(tracing_layer().with_filter(filter));
    with_default(subscriber, || {
        let _span = info_span!(target: "harbour", "shown").entered();
        let _span = info_span!("filtered").entered();
        info!("filtered");
        debug!(target: "harbour", "debug");
        trace!(target: "harbour", "filtered");
        warn!("warn");
    });
    let events = recorder.take();
    let messages: Vec<_> = events.iter().map(|it| field(it, "Message")).collect();
    assert_eq!(messages, ["debug", "warn"]);
    assert_eq!(field(&events[0], "Span"), "shown");
    assert_eq!(OTHERS.lock().unwrap().len(), 4);
}

#[test]
fn values_are_not_evaluated_while_nobody_listens() {
    let _alone = alone();
    with_default(registry().with(quiet::tracing_layer()), || {
        let enabled = || tracing::enabled!(tracing::Level::ERROR);
        assert!(!enabled());
        info!("{}", panic_if_evaluated());
        assert!(info_span!("span").is_disabled());
        let recorder = Recorder::of_this_thread(&quiet::PROVIDER);
        assert!(enabled());
        assert!(!info_span!("span").is_disabled());
        info!("heard");
        assert_eq!(recorder.take().len(), 1);
        drop(recorder);
        // A thread tells `tracing`.
        while enabled() {
            std::thread::yield_now();
        }
    });
}

fn panic_if_evaluated() -> u8 {
    panic!("nobody wants this value");
}

#[test]
fn text_has_no_limit_but_that_of_an_event() {
    let long = "ñ\0".repeat(2000);
    let huge = "ñ".repeat(40_000);
    let events = recorded(|| {
        info!(long, "{long}");
        error!(berth = 7, "{huge}");
    });
    let clean = long.replace('\0', "\u{FFFD}");
    assert!(field(&events[0], "Message") == clean);
    let json: serde_json::Value = serde_json::from_str(&field(&events[0], "Fields")).unwrap();
    assert!(json["long"] == *long);
    let message = field(&events[1], "Message");
    assert!(message == "ñ".repeat(3500) + "…");
    assert_eq!(field(&events[1], "Fields"), r#"{"truncated":true}"#);
}

/// A value that logs when it is formatted.
struct Logging;

impl fmt::Display for Logging {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A subscriber that is not global gets no events within an event, so they go to the recorder directly.
        TracingWarn {
            message: "inner",
            target: "",
            span: "",
            fields: "{}",
            file: "",
            line: 0,
        }
        .emit();
        let _span = info_span!("inner").entered();
        formatter.write_str("outer")
    }
}

#[test]
fn values_may_log_themselves() {
    let events = recorded(|| {
        let _span = info_span!("span", value = %Logging).entered();
        info!("{Logging}");
    });
    let messages: Vec<_> = events.iter().map(|it| field(it, "Message")).collect();
    assert_eq!(messages, ["inner", "inner", "outer"]);
}

#[test]
fn an_event_of_the_usual_size_allocates_nothing() {
    static EVENTS: AtomicUsize = AtomicUsize::new(0);
    let _alone = alone();
    let value = "v".repeat(200);
    let _guard = PROVIDER.listen(|event| {
        assert!(event.payload.len() > 7000);
        EVENTS.fetch_add(1, Ordering::Relaxed);
    });
    with_default(registry().with(tracing_layer()), || {
        let _span = info_span!("request", id = 7, path = value).entered();
        let _span = info_span!("query").entered();
        let emit = || {
            #[rustfmt::skip]
            info!(
                a = value, b = value, c = value, d = value, e = value, f = value, g = value, h = value,
                i = value, j = value, k = value, l = value, m = value, n = value, o = value, p = 16,
                "{value}{value}{value}{value}{value}"
            );
        };
        // The registry and the provider allocate for the first event of a thread.
        emit();
        assert_eq!(allocations_of(emit), 0);
        assert_eq!(EVENTS.load(Ordering::Relaxed), 2);
        let long = "v".repeat(5000);
        assert!(allocations_of(|| info!("{value}{long}")) > 0);
    });
}

#[test]
fn the_payload_is_that_of_the_template() {
    let dock = || {
        let _span = info_span!("s").entered();
        warn!(target: "t", n = 7, "a\0ñ");
    };
    let event = only(recorded(dock));
    // Message, Target, Span and Fields, each with its NUL; a NUL within is replaced.
    let start = b"a\0\xFD\xFF\xF1\0\0\0t\0\0\0s\0\0\0{\0\"\0n\0\"\0:\x007\0}\0\0\0";
    assert!(event.payload.starts_with(start), "{:?}", event.payload);
    let file: Vec<u8> = file!()
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    let (file_bytes, line) = event.payload[start.len()..].split_at(file.len());
    assert_eq!((file_bytes, line.len()), (&*file, 4));
    let descriptor = event.event.descriptor();
    assert_eq!(
        (
            descriptor.id,
            descriptor.version,
            descriptor.channel,
            descriptor.level
        ),
        (2, 0, 16, 3)
    );
    assert_eq!(descriptor.keyword, 1 << 63);
}

#[test]
fn eight_threads_lose_nothing() {
    let _alone = alone();
    let recorder = Recorder::attach(&PROVIDER);
    let subscriber = tracing::Dispatch::new(registry().with(tracing_layer()));
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let subscriber = &subscriber;
            scope.spawn(move || {
                tracing::dispatcher::with_default(subscriber, || {
                    for _ in 0..100 {
                        let _span = info_span!("span", thread).entered();
                        info!("{thread}");
                    }
                });
            });
        }
    });
    let events = recorder.take();
    assert_eq!(events.len(), 800);
    for event in events {
        let span = format!("span{{thread={}}}", field(&event, "Message"));
        assert_eq!(field(&event, "Span"), span);
    }
}

#[test]
fn a_burst_is_limited_and_what_was_left_out_is_reported() {
    let _alone = alone();
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let emit = |period| {
        let layer = limit_bursts(tracing_layer(), 2, period);
        with_default(registry().with(layer), || {
            for number in 0..5 {
                info!("{number}");
            }
            info!("another callsite");
        });
        let events = recorder.take();
        let messages = events.iter().map(|it| field(it, "Message"));
        messages.collect::<Vec<_>>()
    };
    assert_eq!(emit(Duration::MAX), ["0", "1", "another callsite"]);
    // Each event begins a period.
    let all = ["0", "1", "2", "3", "4", "another callsite"];
    assert_eq!(emit(Duration::ZERO), all);

    // The third event is too many, until the fourth begins a period.
    let layer = limit_bursts(tracing_layer(), 2, Duration::from_millis(50));
    with_default(registry().with(layer), || {
        let emit = || info!("same callsite");
        emit();
        while recorder
            .take()
            .iter()
            .all(|it| it.event.symbol() != "TracingWarn")
        {
            emit();
            emit();
            emit();
        }
    });
}
