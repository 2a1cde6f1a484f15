//! The frame of the JSON: providers with their lists, and the localization.

use crate::inspect::{event, items, template};
use crate::json::JsonWriter;
use crate::model::{Localization, Manifest, Provider, StringIndex, Traits};

pub(super) fn write(manifest: &Manifest) -> String {
    let mut json = JsonWriter::pretty();
    json.object(|json| {
        json.key("providers").array(|json| {
            for provider in &manifest.providers {
                write_provider(json, provider, &manifest.localization);
            }
        });
        json.key("localization")
            .object(|json| write_localization(json, &manifest.localization));
    });
    let mut text = json.finish();
    text.push('\n');
    text
}

fn write_provider(json: &mut JsonWriter, provider: &Provider, localization: &Localization) {
    json.object(|json| {
        json.field("name", provider.name.as_str());
        json.field("guid", provider.guid.to_string().as_str());
        json.field("symbol", provider.symbol.as_str());
        json.field("resource_file", provider.resource_file.as_deref());
        json.field("message_file", provider.message_file.as_deref());
        json.field("parameter_file", provider.parameter_file.as_deref());
        json.field("help_link", provider.help_link.as_deref());
        json.field(
            "control_guid",
            provider.control_guid.map(|it| it.to_string()).as_deref(),
        );
        write_traits(json, provider.traits);
        write_message(json, provider.message, localization);
        items::write(json, provider, localization);
        template::write(json, provider, localization);
        event::write(json, provider, localization);
    });
}

fn write_traits(json: &mut JsonWriter, traits: Option<Traits>) {
    let Some(traits) = traits else {
        return json.field("traits", None::<&str>);
    };
    json.key("traits").object(|json| {
        json.field(
            "group_guid",
            traits.group_guid.map(|it| it.to_string()).as_deref(),
        );
        json.field("include_name", traits.include_name);
    });
}

/// `message` is the id of the string, `message_id` its number in the message tables.
pub(super) fn write_message(
    json: &mut JsonWriter,
    message: Option<StringIndex>,
    localization: &Localization,
) {
    let string = message.map(|index| &localization.strings[index]);
    json.field("message", string.map(|it| it.id.as_str()));
    let id = string
        .and_then(|it| it.message_id)
        .map(|id| format!("0x{id:08X}"));
    json.field("message_id", id.as_deref());
}

fn write_localization(json: &mut JsonWriter, localization: &Localization) {
    json.key("cultures").array(|json| {
        for culture in &localization.locales {
            json.value(culture.name.as_str());
        }
    });
    json.key("strings").array(|json| {
        for string in &localization.strings {
            json.object(|json| {
                json.field("id", string.id.as_str());
                json.field(
                    "message_id",
                    string.message_id.map(|id| format!("0x{id:08X}")).as_deref(),
                );
                json.field("predefined", string.winmeta);
                json.key("texts").object(|json| {
                    for (culture, text) in localization.locales.iter().zip(&string.texts) {
                        json.field(&culture.name, text.as_deref());
                    }
                });
            });
        }
    });
}
