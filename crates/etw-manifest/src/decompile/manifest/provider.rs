//! `<provider>` and what stands in it.

use std::collections::{BTreeMap, HashSet};

use super::{Context, order, template};
use crate::decompile::strings;
use crate::guid::Guid;
use crate::model::{
    Channel, ChannelOrigin, Event, Keyword, Level, MapKind, Opcode, Origin, Provider,
};
use crate::xml::writer::Xml;

pub(super) fn write(
    xml: &mut Xml,
    index: usize,
    name: &str,
    provider: &Provider,
    context: &Context,
) {
    let group = provider.traits.and_then(|it| it.group_guid);
    let attributes = [
        ("symbol", Some(symbol(name, index))),
        ("name", Some(name.to_owned())),
        ("guid", Some(provider.guid.to_string())),
        (
            "controlGuid",
            provider.control_guid.map(|it| it.to_string()),
        ),
        ("resourceFileName", Some(context.file_name.to_string())),
        ("messageFileName", Some(context.file_name.to_string())),
        ("message", context.message(provider.message)),
    ];
    xml.element("provider", &attributes, |xml| {
        if let Some(group) = group {
            xml.leaf("traits", &[("groupGuid", Some(group.to_string()))]);
        }
        write_channels(xml, provider, context);
        write_names(xml, index, provider, context);
        write_maps(xml, provider, context);
        template::write(xml, provider);
        write_filters(xml, provider, context);
        let events = order::events(index, provider, context);
        xml.list("events", events, |xml, event| {
            write_event(xml, event, provider, context);
        });
    });
}

/// The names of all providers. Older generations do not store them; channels are usually named after their provider.
pub(super) fn names(providers: &[Provider]) -> Vec<String> {
    let mut taken: HashSet<&str> = providers.iter().map(|it| it.name.as_str()).collect();
    let mut names = Vec::with_capacity(providers.len());
    for provider in providers {
        let guid = provider.guid.to_string();
        names.push(match stem(provider).filter(|stem| taken.insert(stem)) {
            _ if !provider.name.is_empty() => provider.name.clone(),
            Some(stem) => stem.to_owned(),
            None => format!("Provider-{}", guid.trim_matches(['{', '}'])),
        });
    }
    names
}

/// What stands before the slash in the name of a channel.
fn stem(provider: &Provider) -> Option<&str> {
    let declared = provider
        .channels
        .iter()
        .filter(|it| it.origin == ChannelOrigin::Declared);
    let mut stems = declared.filter_map(|it| it.name.split_once('/'));
    stems.next().map(|(stem, _)| stem)
}

fn symbol(name: &str, index: usize) -> String {
    let letters = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '_'
        }
    };
    let name: String = name.to_ascii_uppercase().chars().map(letters).collect();
    match index {
        0 => format!("PROVIDER_{name}"),
        _ => format!("PROVIDER{}_{name}", index + 1),
    }
}

fn write_channels(xml: &mut Xml, provider: &Provider, context: &Context) {
    let written = provider
        .channels
        .iter()
        .filter(|it| it.origin != ChannelOrigin::Implicit);
    xml.list("channels", written, |xml, channel| {
        if channel.origin == ChannelOrigin::Declared {
            let attributes = [
                ("name", Some(channel.name.clone())),
                ("type", Some(kind(channel).to_string())),
                ("value", Some(channel.value.to_string())),
                ("message", context.message(channel.message)),
            ];
            xml.leaf("channel", &attributes);
        } else {
            let name = || Some(channel.name.clone());
            xml.leaf("importChannel", &[("name", name()), ("chid", name())]);
        }
    });
}

/// Resources do not say; the last part of the name usually does. Admin channels have rules that events may break.
fn kind(channel: &Channel) -> &'static str {
    match channel.name.rsplit('/').next() {
        Some("Analytic") => "Analytic",
        Some("Debug") => "Debug",
        _ => "Operational",
    }
}

fn write_names(xml: &mut Xml, place: usize, provider: &Provider, context: &Context) {
    let levels = provider.levels.iter();
    let levels = levels.filter(|it| it.origin == Origin::Declared);
    let id = |it: &Level| (it.message, strings::level_id(it));
    let levels = order::owners_first(levels, id, place, context);
    xml.list("levels", levels, |xml, it| {
        let message = context.message(it.message);
        let attributes = [
            ("name", Some(it.name.clone())),
            ("value", Some(it.value.to_string())),
            ("message", message),
        ];
        xml.leaf("level", &attributes);
    });
    let mut opcodes: BTreeMap<Option<usize>, Vec<&Opcode>> = BTreeMap::new();
    for opcode in &provider.opcodes {
        opcodes.entry(opcode.task).or_default().push(opcode);
    }
    let tasks = provider.tasks.iter().enumerate();
    let tasks = tasks.filter(|(_, it)| it.origin == Origin::Declared);
    xml.list("tasks", tasks, |xml, (index, it)| {
        let guid = Some(it.event_guid).filter(|guid| *guid != Guid::ZERO);
        let attributes = [
            ("name", Some(it.name.clone())),
            ("value", Some(it.value.to_string())),
            ("eventGUID", guid.map(|it| it.to_string())),
            ("message", context.message(it.message)),
        ];
        if let Some(own) = opcodes.get(&Some(index)) {
            let opcodes = |xml: &mut Xml| write_opcodes(xml, place, provider, own, context);
            xml.element("task", &attributes, opcodes);
        } else {
            xml.leaf("task", &attributes);
        }
    });
    let global = opcodes.get(&None).map_or(&[][..], Vec::as_slice);
    write_opcodes(xml, place, provider, global, context);
    let keywords = provider.keywords.iter();
    let keywords = keywords.filter(|it| it.origin == Origin::Declared);
    let id = |it: &Keyword| (it.message, strings::keyword_id(it));
    let keywords = order::owners_first(keywords, id, place, context);
    xml.list("keywords", keywords, |xml, it| {
        let mask = Some(format!("{:#018x}", it.mask));
        let message = context.message(it.message);
        xml.leaf(
            "keyword",
            &[
                ("name", Some(it.name.clone())),
                ("mask", mask),
                ("message", message),
            ],
        );
    });
}

fn write_opcodes(
    xml: &mut Xml,
    place: usize,
    provider: &Provider,
    opcodes: &[&Opcode],
    context: &Context,
) {
    let opcodes = opcodes.iter().copied();
    let opcodes = opcodes.filter(|it| it.origin == Origin::Declared);
    let id = |it: &Opcode| (it.message, strings::opcode_id(provider, it));
    let opcodes = order::owners_first(opcodes, id, place, context);
    xml.list("opcodes", opcodes, |xml, it| {
        let message = context.message(it.message);
        let attributes = [
            ("name", Some(it.name.clone())),
            ("value", Some(it.value.to_string())),
            ("message", message),
        ];
        xml.leaf("opcode", &attributes);
    });
}

fn write_maps(xml: &mut Xml, provider: &Provider, context: &Context) {
    xml.list("maps", &provider.maps, |xml, map| {
        let (element, is_bits) = match map.kind {
            MapKind::Value => ("valueMap", false),
            MapKind::Bit => ("bitMap", true),
        };
        xml.element(element, &[("name", Some(map.name.clone()))], |xml| {
            for it in &map.items {
                let value = if is_bits {
                    format!("{:#x}", it.value)
                } else {
                    it.value.to_string()
                };
                let message = context.message(Some(it.message));
                xml.leaf("map", &[("value", Some(value)), ("message", message)]);
            }
        });
    });
    if provider.pattern_maps.is_empty() {
        return;
    }
    xml.element("namedQueries", &[], |xml| {
        xml.list("patternMaps", &provider.pattern_maps, |xml, map| {
            let attributes = [
                ("name", Some(map.name.clone())),
                ("format", Some(map.format.clone())),
            ];
            xml.element("patternMap", &attributes, |xml| {
                for (name, value) in &map.items {
                    xml.leaf(
                        "map",
                        &[("name", Some(name.clone())), ("value", Some(value.clone()))],
                    );
                }
            });
        });
    });
}

fn write_filters(xml: &mut Xml, provider: &Provider, context: &Context) {
    xml.list("filters", &provider.filters, |xml, it| {
        let template = it
            .template
            .map(|index| provider.templates[index].tid.clone());
        let attributes = [
            ("name", Some(it.name.clone())),
            ("value", Some(it.value.to_string())),
            ("version", Some(it.version.to_string())),
            ("tid", template),
            ("message", context.message(it.message)),
        ];
        xml.leaf("filter", &attributes);
    });
}

fn write_event(xml: &mut Xml, event: &Event, provider: &Provider, context: &Context) {
    let keywords = event
        .keywords
        .iter()
        .map(|it| provider.keywords[*it].name.as_str());
    let keywords: Vec<&str> = keywords.collect();
    let joined = |list: &[&str], separator| (!list.is_empty()).then(|| list.join(separator));
    let pairs: Vec<&str> = event.attributes.iter().map(String::as_str).collect();
    let attributes = [
        ("value", Some(event.value.to_string())),
        ("version", Some(event.version.to_string())),
        ("name", event.name.clone()),
        ("attributes", joined(&pairs, ";")),
        (
            "channel",
            event.channel.map(|it| provider.channels[it].name.clone()),
        ),
        (
            "level",
            event.level.map(|it| provider.levels[it].name.clone()),
        ),
        ("task", event.task.map(|it| provider.tasks[it].name.clone())),
        (
            "opcode",
            event.opcode.map(|it| provider.opcodes[it].name.clone()),
        ),
        ("keywords", joined(&keywords, " ")),
        (
            "template",
            event.template.map(|it| provider.templates[it].tid.clone()),
        ),
        ("message", context.message(event.message)),
    ];
    xml.leaf("event", &attributes);
}
