//! Events of `tracing` that name an event of a manifest.

use etw_provider::tracing::declare;
use etw_provider::{RecordedEvent, Recorder};
use tracing::subscriber::with_default;
use tracing::{debug, error, info, info_span, trace};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;

use crate::events::{PROVIDER, tracing_layer};
use crate::generated::example_every_type as declared_events;
use crate::generated::example_every_type::Message;
use crate::{alone, field};

/// Runs with the layer and declared events, and returns the declared events and the others.
fn declared(run: impl FnOnce()) -> [Vec<RecordedEvent>; 2] {
    let _alone = alone();
    declare(&declared_events::METADATA);
    let declared = Recorder::of_this_thread(&declared_events::PROVIDER);
    let others = Recorder::of_this_thread(&PROVIDER);
    with_default(registry().with(tracing_layer()), run);
    [declared.take(), others.take()]
}

#[test]
fn an_event_that_names_a_declared_event_becomes_it() {
    let [declared, others] = declared(|| {
        error!(name: "Message", text = "hé", code = -2);
        // The level is that of the declaration.
        trace!(name: "message", code = 7_u8, Text = ?"debug", "ignored");
        let _span = info_span!("Message").entered();
        info!(event_id = 1, code = 1, text = %"id");
        debug!(name: "Empty", "");
        info!(event_id = 999, "unknown");
        info!(name: "Unknown", "unknown");
    });
    let messages = declared[..3]
        .iter()
        .map(|it| it.decode::<Message<'_>>().unwrap());
    let expected = [("hé", -2), ("\"debug\"", 7), ("id", 1)];
    assert!(messages.eq(expected.map(|(text, code)| Message { text, code })));
    assert_eq!(declared[3].event.symbol(), "Empty");
    assert_eq!(declared.len(), 4);
    assert_eq!(declared[0].activity_id, None);
    assert!(declared[2].activity_id.is_some());
    assert_eq!(others.len(), 2);
}

#[test]
fn values_that_do_not_fit_are_counted_and_emitted_as_any_other() {
    let before = declared_events::PROVIDER.refused();
    let [declared, others] = declared(|| {
        error!(name: "Message", text = "range", code = i64::MAX);
        error!(name: "Message", text = "type", code = "x");
        error!(name: "Message", text = "type", code = 1.5);
        error!(name: "Message", text = 7, code = 1);
        error!(name: "Message", text = "absent", code = None::<u8>);
    });
    assert_eq!(declared.len(), 0);
    assert_eq!(others.len(), 5);
    assert_eq!(declared_events::PROVIDER.refused() - before, 5);
    let range = r#"{"text":"range","code":9223372036854775807}"#;
    assert_eq!(field(&others[0], "Fields"), range);
}

#[test]
fn fields_that_do_not_match_are_reported_once() {
    let [declared, others] = declared(|| {
        for _ in 0..2 {
            info!(name: "Message", text = "no code");
        }
        info!(name: "Message", text = "x", code = 1, berth = 7);
        info!(name: "Blob", bytes = "x");
    });
    assert_eq!(declared.len(), 0);
    let messages: Vec<_> = others
        .iter()
        .filter(|it| it.event.symbol() == "TracingWarn")
        .map(|it| field(it, "Message"))
        .collect();
    let expected = [
        "this is not the declared event Message: there is no field `Code`",
        "this is not the declared event Message: the event has no field `berth`",
        "this is not the declared event Blob: `Bytes` is not a plain value",
    ];
    assert_eq!(messages, expected);
    assert_eq!(others.len(), 4 + 3);
}
