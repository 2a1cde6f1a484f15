//! Channels, levels, tasks, opcodes, keywords, maps, pattern maps and filters as JSON.

use crate::inspect::json::write_message;
use crate::json::JsonWriter;
use crate::model::{
    Channel, ChannelKind, ChannelOrigin, Filter, Isolation, Keyword, Level, Localization, Map,
    MapKind, Opcode, Origin, PatternMap, Provider, Task,
};

pub(super) fn write(json: &mut JsonWriter, provider: &Provider, localization: &Localization) {
    list(json, "channels", &provider.channels, |json, it| {
        channel(json, it, localization);
    });
    list(json, "levels", &provider.levels, |json, it| {
        level(json, it, localization);
    });
    list(json, "tasks", &provider.tasks, |json, it| {
        task(json, it, localization);
    });
    list(json, "opcodes", &provider.opcodes, |json, it| {
        opcode(json, it, provider, localization);
    });
    list(json, "keywords", &provider.keywords, |json, it| {
        keyword(json, it, localization);
    });
    list(json, "maps", &provider.maps, |json, it| {
        map(json, it, localization);
    });
    list(json, "pattern_maps", &provider.pattern_maps, pattern_map);
    list(json, "filters", &provider.filters, |json, it| {
        filter(json, it, provider, localization);
    });
}

/// An array of objects.
pub(super) fn list<T>(
    json: &mut JsonWriter,
    key: &str,
    items: &[T],
    mut write: impl FnMut(&mut JsonWriter, &T),
) {
    json.key(key).array(|json| {
        for item in items {
            json.object(|json| write(json, item));
        }
    });
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Declared => "declared",
        Origin::Winmeta => "predefined",
    }
}

fn channel(json: &mut JsonWriter, channel: &Channel, localization: &Localization) {
    json.field("name", channel.name.as_str());
    json.field("chid", channel.chid.as_deref());
    json.field("symbol", channel.symbol.as_deref());
    json.field("value", channel.value);
    let kind = channel.kind.map(|kind| match kind {
        ChannelKind::Admin => "Admin",
        ChannelKind::Operational => "Operational",
        ChannelKind::Analytic => "Analytic",
        ChannelKind::Debug => "Debug",
    });
    json.field("type", kind);
    let isolation = match channel.isolation {
        Isolation::Application => "Application",
        Isolation::System => "System",
        Isolation::Custom => "Custom",
    };
    json.field("isolation", isolation);
    json.field("access", channel.access.as_deref());
    json.field("enabled", channel.enabled);
    let origin = match channel.origin {
        ChannelOrigin::Declared => "declared",
        ChannelOrigin::ImportedWinmeta => "imported predefined",
        ChannelOrigin::ImportedProvider => "imported",
        ChannelOrigin::Implicit => "predefined",
    };
    json.field("origin", origin);
    logging(json, channel);
    publishing(json, channel);
    write_message(json, channel.message, localization);
}

fn logging(json: &mut JsonWriter, channel: &Channel) {
    let logging = &channel.logging;
    json.key("logging").object(|json| {
        json.field("auto_backup", logging.auto_backup);
        json.field("retention", logging.retention);
        json.field("max_size", logging.max_size);
    });
}

fn publishing(json: &mut JsonWriter, channel: &Channel) {
    let publishing = &channel.publishing;
    json.key("publishing").object(|json| {
        json.field("level", publishing.level);
        json.field(
            "keywords",
            publishing
                .keywords
                .map(|mask| format!("0x{mask:016x}"))
                .as_deref(),
        );
        json.field(
            "control_guid",
            publishing.control_guid.map(|it| it.to_string()).as_deref(),
        );
        json.field("buffer_size", publishing.buffer_size);
        json.field("file_max", publishing.file_max);
        json.field("min_buffers", publishing.min_buffers);
        json.field("max_buffers", publishing.max_buffers);
        json.field("latency", publishing.latency);
        json.field("clock_type", publishing.clock_type.as_deref());
        json.field("sid_type", publishing.sid_type.as_deref());
    });
}

fn level(json: &mut JsonWriter, level: &Level, localization: &Localization) {
    json.field("name", level.name.as_str());
    json.field("symbol", level.symbol.as_deref());
    json.field("value", level.value);
    json.field("origin", origin(level.origin));
    write_message(json, level.message, localization);
}

fn task(json: &mut JsonWriter, task: &Task, localization: &Localization) {
    json.field("name", task.name.as_str());
    json.field("symbol", task.symbol.as_deref());
    json.field("value", task.value);
    json.field("event_guid", task.event_guid.to_string().as_str());
    json.field("origin", origin(task.origin));
    write_message(json, task.message, localization);
}

fn opcode(
    json: &mut JsonWriter,
    opcode: &Opcode,
    provider: &Provider,
    localization: &Localization,
) {
    json.field("name", opcode.name.as_str());
    json.field("symbol", opcode.symbol.as_deref());
    json.field("value", opcode.value);
    json.field(
        "task",
        opcode.task.map(|index| provider.tasks[index].name.as_str()),
    );
    json.field("mof_value", opcode.mof_value);
    json.field("origin", origin(opcode.origin));
    write_message(json, opcode.message, localization);
}

fn keyword(json: &mut JsonWriter, keyword: &Keyword, localization: &Localization) {
    json.field("name", keyword.name.as_str());
    json.field("symbol", keyword.symbol.as_deref());
    json.field("mask", format!("0x{:016x}", keyword.mask).as_str());
    json.field("origin", origin(keyword.origin));
    write_message(json, keyword.message, localization);
}

fn map(json: &mut JsonWriter, map: &Map, localization: &Localization) {
    json.field("name", map.name.as_str());
    json.field("symbol", map.symbol.as_deref());
    let kind = match map.kind {
        MapKind::Value => "value",
        MapKind::Bit => "bit",
    };
    json.field("kind", kind);
    list(json, "items", &map.items, |json, item| {
        json.field("value", item.value);
        json.field("symbol", item.symbol.as_deref());
        write_message(json, Some(item.message), localization);
    });
}

fn pattern_map(json: &mut JsonWriter, map: &PatternMap) {
    json.field("name", map.name.as_str());
    json.field("symbol", map.symbol.as_deref());
    json.field("format", map.format.as_str());
    list(json, "items", &map.items, |json, (name, value)| {
        json.field("name", name.as_str());
        json.field("value", value.as_str());
    });
}

fn filter(
    json: &mut JsonWriter,
    filter: &Filter,
    provider: &Provider,
    localization: &Localization,
) {
    json.field("name", filter.name.as_str());
    json.field("symbol", filter.symbol.as_deref());
    json.field("value", filter.value);
    json.field("version", filter.version);
    json.field(
        "template",
        filter
            .template
            .map(|index| provider.templates[index].tid.as_str()),
    );
    write_message(json, filter.message, localization);
}
