//! Emits event 4031 and five related events, and prints each as a listener in the same process receives it.

use std::time::{SystemTime, UNIX_EPOCH};

use activation_services_events::etw_provider::{Activity, Channel, EmittedEvent, Guid, Keyword};
use activation_services_events::{
    DispatchSessionFailed, DispatchSessionStart, METADATA, PROVIDER, PendingSessionQueueFull,
    emit_routing_table_lookup_start, emit_transport_listener_sessions_received, emit_was_connected,
};

const APP_DOMAIN: &str = "Store";
const ADDRESS: &str = "net.tcp://localhost/orders";

fn main() {
    let _listening = PROVIDER.listen(print);

    // Most events need no more than a function call.
    emit_was_connected(APP_DOMAIN);
    emit_transport_listener_sessions_received(ADDRESS, APP_DOMAIN);
    emit_routing_table_lookup_start(APP_DOMAIN);

    // Events of one piece of work share an activity id.
    let activity = Activity::new(new_activity_id());
    let app_domain = APP_DOMAIN;
    DispatchSessionStart { app_domain }.emit_with(&activity);
    let queue_full = PendingSessionQueueFull {
        uri: ADDRESS,
        count: 100,
        app_domain,
    };
    queue_full.emit_with(&activity);
    DispatchSessionFailed { app_domain }.emit_with(&activity);
}

/// Returns an id that differs from run to run; a real program would use a UUID.
fn new_activity_id() -> Guid {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    Guid::from_u128(now.map_or(1, |time| time.as_nanos()))
}

fn print(event: &EmittedEvent<'_>) {
    let descriptor = event.event.descriptor();
    let english = METADATA.renderer("en-US");
    let channel = METADATA.channel(descriptor.channel);
    let keywords = METADATA.keywords_of(descriptor.keyword);
    let keywords: Vec<_> = keywords.map(Keyword::name).collect();

    println!("{} {}", descriptor.id, event.event.symbol());
    line("level", english.level(descriptor));
    line("channel", channel.map(Channel::name));
    line("keywords", Some(&keywords.join(", ")));
    line("task", english.task(descriptor));
    line("opcode", english.opcode(descriptor));
    let activity = event.activity_id.map(|id| id.to_string());
    line("activity", activity.as_deref());
    for (name, value) in english.fields(event) {
        line(name, Some(&value));
    }
    for locale in METADATA.locales() {
        line(locale, METADATA.renderer(locale).message(event).as_deref());
    }
    println!();
}

fn line(label: &str, value: Option<&str>) {
    if let Some(value) = value {
        println!("    {label:<10} {value}");
    }
}
