//! Renders an event as JSON.

use std::string::{String, ToString};

use super::json::Json;
use super::number::{hex, hex_binary};
use super::value::{self, Style};
use super::{EventRecord, Renderer};
use crate::{Channel, EventDescriptor, EventEntry, Fields};

pub(super) fn render(renderer: &Renderer<'_>, event: &EventRecord<'_>) -> String {
    let mut json = Json::new();
    let entry = renderer.entry(event);
    json.object(|json| {
        provider(json, renderer);
        event_names(json, event, entry);
        numbers(json, renderer, &event.descriptor);
        circumstances(json, event);
        if let Some(message) = renderer.message(*event) {
            json.key("locale").string(renderer.locale());
            json.key("message").string(&message);
        }
        data(json, event, entry, Style::Named(renderer.locale));
    });
    json.finish()
}

fn provider(json: &mut Json, renderer: &Renderer<'_>) {
    let identity = renderer.metadata.provider().identity();
    json.key("provider").object(|json| {
        json.key("name").string(identity.name());
        json.key("guid").string(&identity.guid().to_string());
    });
}

fn event_names(json: &mut Json, event: &EventRecord<'_>, entry: Option<&EventEntry>) {
    json.key("event").object(|json| {
        json.key("id").literal(&event.descriptor.id.to_string());
        json.key("version")
            .literal(&event.descriptor.version.to_string());
        if let Some(entry) = entry {
            json.key("name").string(entry.metadata().name());
        }
    });
}

/// Writes the numbers of the descriptor with their names.
fn numbers(json: &mut Json, renderer: &Renderer<'_>, descriptor: &EventDescriptor) {
    let channel = renderer.metadata.channel(descriptor.channel);
    let numbers = [
        (
            "channel",
            descriptor.channel.into(),
            channel.map(Channel::name),
        ),
        ("level", descriptor.level.into(), renderer.level(descriptor)),
        (
            "opcode",
            descriptor.opcode.into(),
            renderer.opcode(descriptor),
        ),
        ("task", descriptor.task, renderer.task(descriptor)),
    ];
    for (key, value, name) in numbers {
        let value: u16 = value;
        json.key(key).object(|json| {
            json.key("value").literal(&value.to_string());
            if let Some(name) = name {
                json.key("name").string(name);
            }
        });
    }
    json.key("keywords").object(|json| {
        json.key("value").string(&hex(descriptor.keyword));
        json.key("names").array(|json| {
            renderer
                .keywords(descriptor)
                .for_each(|name| json.string(name));
        });
    });
}

/// Writes when and where the event was emitted, and its activity, as far as they are known.
fn circumstances(json: &mut Json, event: &EventRecord<'_>) {
    let texts = [
        ("time", event.time_created.map(|it| it.to_string())),
        ("computer", event.computer.map(ToString::to_string)),
        ("activityId", event.activity_id.map(|id| id.to_string())),
        (
            "relatedActivityId",
            event.related_activity_id.map(|id| id.to_string()),
        ),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            json.key(key).string(&text);
        }
    }
    for (key, number) in [
        ("processId", event.process_id),
        ("threadId", event.thread_id),
    ] {
        if let Some(number) = number {
            json.key(key).literal(&number.to_string());
        }
    }
}

/// Writes the fields, and if they cannot be read, the error and all bytes.
fn data(json: &mut Json, event: &EventRecord<'_>, entry: Option<&EventEntry>, style: Style<'_>) {
    let Some(entry) = entry else {
        json.key("payload").string(&hex_binary(event.payload));
        return;
    };
    let mut error = None;
    json.key("data").object(|json| {
        for field in Fields::with_reader(entry.metadata().fields(), event.reader()) {
            match field {
                Ok(field) => {
                    json.key(field.field.name());
                    value::json(field.field, &field.value, style, json);
                }
                Err(found) => error = Some(found),
            }
        }
    });
    if let Some(error) = error {
        json.key("error").string(&error.to_string());
        json.key("payload").string(&hex_binary(event.payload));
    }
}
