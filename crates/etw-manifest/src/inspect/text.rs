//! Writes a table of events for each provider.

use std::fmt::Write as _;

use crate::model::{Event, ItemKind, Localization, Manifest, Provider};

pub(super) fn write(manifest: &Manifest) -> String {
    let mut text = String::new();
    for provider in &manifest.providers {
        write_provider(&mut text, provider, &manifest.localization);
    }
    text
}

fn write_provider(text: &mut String, provider: &Provider, localization: &Localization) {
    let _ = writeln!(
        text,
        "provider {} {} ({})",
        provider.name, provider.guid, provider.symbol
    );
    for channel in &provider.channels {
        let _ = writeln!(text, "  channel {:>3} {}", channel.value, channel.name);
    }
    for keyword in &provider.keywords {
        let _ = writeln!(text, "  keyword 0x{:016x} {}", keyword.mask, keyword.name);
    }
    for task in &provider.tasks {
        let _ = writeln!(text, "  task {:>5} {}", task.value, task.name);
    }
    let _ = writeln!(text, "  events: {}", provider.events.len());
    for event in &provider.events {
        write_event(text, event, provider, localization);
    }
    text.push('\n');
}

fn write_event(text: &mut String, event: &Event, provider: &Provider, localization: &Localization) {
    let it = provider.descriptor(event);
    let symbol = provider.header_symbol(event);
    let _ = writeln!(
        text,
        "  {:>5} v{} {symbol}: channel {}, level {}, opcode {}, task {}, keywords 0x{:016x}",
        it.id, it.version, it.channel, it.level, it.opcode, it.task, it.keyword
    );
    if let Some(template) = event.template {
        let fields: Vec<String> = provider.templates[template]
            .items
            .iter()
            .map(|item| match &item.kind {
                ItemKind::Value {
                    in_type, out_type, ..
                } => format!("{}: {} as {}", item.name, in_type.name(), out_type.name()),
                ItemKind::Struct(_) => format!("{}: struct", item.name),
            })
            .collect();
        let _ = writeln!(text, "        {}", fields.join(", "));
    }
    let Some(message) = event.message else { return };
    for (locale, words) in localization
        .locales
        .iter()
        .zip(&localization.strings[message].texts)
    {
        if let Some(words) = words {
            let _ = writeln!(text, "        {}: {}", locale.name, words.escape_debug());
        }
    }
}
