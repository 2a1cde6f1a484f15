//! Writes providers with everything that they declare.

use crate::inspect::declaration::{list, write_message};
use crate::inspect::{
    channel, event, filter, keyword, level, map, opcode, pattern_map, task, template,
};
use crate::json::JsonWriter;
use crate::model::{Localization, Provider, Traits};

pub(super) fn write(json: &mut JsonWriter, provider: &Provider, localization: &Localization) {
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
    write_lists(json, provider, localization);
}

fn write_lists(json: &mut JsonWriter, provider: &Provider, texts: &Localization) {
    list(json, "channels", &provider.channels, |json, it| {
        channel::write(json, it, texts);
    });
    list(json, "levels", &provider.levels, |json, it| {
        level::write(json, it, texts);
    });
    list(json, "tasks", &provider.tasks, |json, it| {
        task::write(json, it, texts);
    });
    list(json, "opcodes", &provider.opcodes, |json, it| {
        opcode::write(json, it, provider, texts);
    });
    list(json, "keywords", &provider.keywords, |json, it| {
        keyword::write(json, it, texts);
    });
    list(json, "maps", &provider.maps, |json, it| {
        map::write(json, it, texts);
    });
    list(
        json,
        "pattern_maps",
        &provider.pattern_maps,
        pattern_map::write,
    );
    list(json, "filters", &provider.filters, |json, it| {
        filter::write(json, it, provider, texts);
    });
    list(json, "templates", &provider.templates, |json, it| {
        template::write(json, it, provider, texts);
    });
    list(json, "events", &provider.events, |json, it| {
        event::write(json, it, provider, texts);
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
