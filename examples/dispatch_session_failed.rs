//! Emits event 4031 and five relatives, and prints what a listener learns about each.

use std::time::{SystemTime, UNIX_EPOCH};

use activation_services_events::etw_provider::{
    Activity, EmittedEvent, EventEntry, Field, FieldKind, Guid, InType,
};
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

/// An id that differs from run to run; a real program would take a UUID.
fn new_activity_id() -> Guid {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    Guid::from_u128(now.map_or(1, |time| time.as_nanos()))
}

fn print(event: &EmittedEvent<'_>) {
    let descriptor = &event.event.descriptor;
    let Some(entry) = METADATA.event(descriptor.id, descriptor.version) else {
        return;
    };
    println!("{} {}", descriptor.id, event.event.symbol);
    print_classification(event);
    if let Some(activity) = event.activity_id {
        line("activity", &activity.to_string());
    }
    let values = values(event.event.fields, event.payload);
    for (field, value) in event.event.fields.iter().zip(&values) {
        line(field.name, value);
    }
    for locale in METADATA.locales {
        line(locale, &message(entry, locale, &values));
    }
    println!();
}

/// The names of the numbers in the descriptor.
fn print_classification(event: &EmittedEvent<'_>) {
    let descriptor = &event.event.descriptor;
    let keywords = METADATA.keywords_of(descriptor.keyword);
    let keywords: Vec<_> = keywords.map(|keyword| keyword.name).collect();
    let level = METADATA.level(descriptor.level).map(|level| level.name);
    let channel = METADATA.channel(descriptor.channel).map(|it| it.name);
    let task = METADATA.task(descriptor.task).map(|task| task.name);
    let opcode = METADATA.opcode(descriptor.task, descriptor.opcode);
    line("level", without_prefix(level));
    line("channel", without_prefix(channel));
    line("keywords", &keywords.join(" "));
    line("task", without_prefix(task));
    line("opcode", without_prefix(opcode.map(|opcode| opcode.name)));
}

/// `Error` for the predefined `win:Error`.
fn without_prefix(name: Option<&str>) -> &str {
    let name = name.unwrap_or("-");
    name.strip_prefix("win:").unwrap_or(name)
}

fn line(label: &str, value: &str) {
    println!("    {label:<10} {value}");
}

/// The values of the fields as text. The shipped events have but two types of field.
fn values(fields: &[Field], payload: &[u8]) -> Vec<String> {
    let mut rest = payload;
    let mut values = Vec::new();
    for field in fields {
        let (value, after) = match field.kind {
            FieldKind::Data {
                in_type: InType::Int32,
                ..
            } => read_i32(rest),
            _ => read_text(rest),
        };
        values.push(value);
        rest = after;
    }
    values
}

fn read_i32(payload: &[u8]) -> (String, &[u8]) {
    match payload.split_first_chunk() {
        Some((bytes, rest)) => (i32::from_le_bytes(*bytes).to_string(), rest),
        None => (String::new(), &[]),
    }
}

/// UTF-16 up to a NUL.
fn read_text(payload: &[u8]) -> (String, &[u8]) {
    let (units, _) = payload.as_chunks::<2>();
    let length = units.iter().take_while(|&&unit| unit != [0, 0]).count();
    let text = units[..length].iter().map(|&unit| u16::from_le_bytes(unit));
    let text = char::decode_utf16(text).map(|result| result.unwrap_or(char::REPLACEMENT_CHARACTER));
    let rest = payload.get(2 * length + 2..).unwrap_or(&[]);
    (text.collect(), rest)
}

/// The message in a language, with the first field in place of `%1` and so on.
fn message(entry: &EventEntry, locale: &str, values: &[String]) -> String {
    let template = entry.message.get(METADATA.locale_index(locale));
    let mut pieces = template.unwrap_or_default().split('%');
    let mut message = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let text = piece.trim_start_matches(|character: char| character.is_ascii_digit());
        let number = &piece[..piece.len() - text.len()];
        let value = number
            .parse()
            .ok()
            .and_then(|n: usize| values.get(n.checked_sub(1)?));
        message.push_str(value.map_or("%", String::as_str));
        message.push_str(text);
    }
    message
}
