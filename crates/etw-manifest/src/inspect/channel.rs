//! Writes channels, with their logging and publishing settings.

use crate::inspect::declaration::write_message;
use crate::json::JsonWriter;
use crate::model::{Channel, ChannelKind, ChannelOrigin, Isolation, Localization};

pub(super) fn write(json: &mut JsonWriter, channel: &Channel, localization: &Localization) {
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
