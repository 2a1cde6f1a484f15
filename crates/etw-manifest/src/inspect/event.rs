//! Writes events: the numbers of their descriptors and the names that the manifest gives them.

use crate::inspect::declaration::write_message;
use crate::json::JsonWriter;
use crate::model::{Event, Localization, Provider};

pub(super) fn write(
    json: &mut JsonWriter,
    event: &Event,
    provider: &Provider,
    localization: &Localization,
) {
    write_numbers(json, event, provider);
    json.field(
        "template",
        event
            .template
            .map(|index| provider.templates[index].tid.as_str()),
    );
    write_message(json, event.message, localization);
    write_texts(json, event, localization);
    write_names(json, event, provider);
    json.field(
        "description",
        event
            .description
            .map(|index| localization.strings[index].id.as_str()),
    );
    json.field("name", event.name.as_deref());
    json.key("attributes").array(|json| {
        event
            .attributes
            .iter()
            .for_each(|it| json.value(it.as_str()));
    });
    json.field("not_logged", event.not_logged);
}

fn write_numbers(json: &mut JsonWriter, event: &Event, provider: &Provider) {
    let descriptor = provider.descriptor(event);
    json.field("symbol", provider.header_symbol(event).as_str());
    json.field("id", descriptor.id);
    json.field("version", descriptor.version);
    json.field("channel", descriptor.channel);
    json.field("level", descriptor.level);
    json.field("opcode", descriptor.opcode);
    json.field("task", descriptor.task);
    json.field(
        "keywords",
        format!("0x{:016x}", descriptor.keyword).as_str(),
    );
}

fn write_names(json: &mut JsonWriter, event: &Event, provider: &Provider) {
    json.field(
        "channel_name",
        event
            .channel
            .map(|index| provider.channels[index].name.as_str()),
    );
    json.field(
        "level_name",
        event
            .level
            .map(|index| provider.levels[index].name.as_str()),
    );
    json.field(
        "opcode_name",
        event
            .opcode
            .map(|index| provider.opcodes[index].name.as_str()),
    );
    json.field(
        "task_name",
        event.task.map(|index| provider.tasks[index].name.as_str()),
    );
    json.key("keyword_names").array(|json| {
        for index in &event.keywords {
            json.value(provider.keywords[*index].name.as_str());
        }
    });
}

/// Writes the message in every locale that has it.
fn write_texts(json: &mut JsonWriter, event: &Event, localization: &Localization) {
    let Some(message) = event.message else {
        return json.field("texts", None::<&str>);
    };
    let texts = &localization.strings[message].texts;
    json.key("texts").object(|json| {
        for (locale, text) in localization.locales.iter().zip(texts) {
            if let Some(text) = text {
                json.field(&locale.name, text.as_str());
            }
        }
    });
}
