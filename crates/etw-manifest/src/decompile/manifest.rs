//! Writes the manifest: everything that was read, in the order of the schema.

mod order;
mod provider;
mod template;

use std::collections::BTreeSet;

use super::strings::Table;
use super::wevt::Resource;
use crate::model::{LocalizedString, Provider};
use crate::resource::Options;
use crate::xml::is_name;
use crate::xml::writer::Xml;

const EVENTS: &str = "http://schemas.microsoft.com/win/2004/08/events";
const WINDOWS: &str = "http://manifests.microsoft.com/win/2004/08/windows/events";
const XML_SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";

/// What the parts need besides what they write.
struct Context<'r> {
    strings: &'r [LocalizedString],
    file_name: &'r str,
}

impl Context<'_> {
    /// The value of a `message` attribute.
    fn message(&self, index: Option<usize>) -> Option<String> {
        let string = &self.strings[index?];
        (!string.winmeta).then(|| format!("$(string.{})", string.id))
    }
}

pub(super) fn write(
    resource: &Resource,
    tables: &[Table],
    file_name: &str,
    options: Options,
) -> String {
    let context = Context {
        strings: &resource.strings.list,
        file_name,
    };
    let namespaces: Vec<(String, Option<String>)> = namespaces(&resource.providers);
    let attributes: Vec<_> = namespaces
        .iter()
        .map(|(name, uri)| (name.as_str(), uri.clone()))
        .collect();
    let mut xml = Xml::new();
    let faults = if options.bug_compatible {
        ", bug-compatible"
    } else {
        ""
    };
    xml.comment(&format!(
        "Read back from compiled resources: mc-version {}{faults}",
        options.mc_version
    ));
    xml.element("instrumentationManifest", &attributes, |xml| {
        xml.element("instrumentation", &[], |xml| {
            xml.element("events", &[], |xml| {
                let names = provider::names(&resource.providers);
                let pairs = resource.providers.iter().zip(&names);
                for (index, (provider, name)) in pairs.enumerate() {
                    provider::write(xml, index, name, provider, &context);
                }
                write_messages(xml, &context);
            });
        });
        write_strings(xml, &context, tables);
    });
    xml.finish()
}

/// The declarations of all prefixes, those in names included.
fn namespaces(providers: &[Provider]) -> Vec<(String, Option<String>)> {
    let names = providers.iter().flat_map(|it| {
        (it.levels.iter().map(|it| &it.name))
            .chain(it.tasks.iter().map(|it| &it.name))
            .chain(it.opcodes.iter().map(|it| &it.name))
            .chain(it.keywords.iter().map(|it| &it.name))
            .chain(it.maps.iter().map(|it| &it.name))
            .chain(it.filters.iter().map(|it| &it.name))
            .chain(it.templates.iter().filter_map(|it| it.name.as_ref()))
    });
    let prefixes: BTreeSet<&str> = names
        .filter_map(|name| Some(name.split_once(':')?.0))
        .collect();
    let known = [
        ("xmlns", EVENTS),
        ("xmlns:win", WINDOWS),
        ("xmlns:xs", XML_SCHEMA),
    ];
    let known = known.map(|(name, uri)| (name.to_owned(), Some(uri.to_owned())));
    // The resource keeps prefixes but not what they stand for. What is no prefix is part of the name.
    let others = prefixes
        .into_iter()
        .filter(|prefix| is_name(prefix) && !matches!(*prefix, "win" | "xs" | "xml" | "xmlns"))
        .map(|prefix| (format!("xmlns:{prefix}"), Some(format!("urn:{prefix}"))));
    known.into_iter().chain(others).collect()
}

/// Messages with a number that no other element gives them.
fn write_messages(xml: &mut Xml, context: &Context) {
    let fixed = context.strings.iter().filter(|string| string.fixed_id);
    xml.list("messageTable", fixed, |xml, string| {
        let id = string.message_id.unwrap_or_default();
        let attributes = [
            ("value", Some(format!("{id:#010X}").replace('X', "x"))),
            ("symbol", Some(format!("MSG_{id:08X}"))),
            ("message", Some(format!("$(string.{})", string.id))),
        ];
        xml.leaf("message", &attributes);
    });
}

fn write_strings(xml: &mut Xml, context: &Context, tables: &[Table]) {
    if context.strings.is_empty() {
        return;
    }
    let cultures = cultures(tables);
    xml.element("localization", &[], |xml| {
        for (culture, column) in cultures {
            let attributes = [("culture", Some(culture.to_owned()))];
            xml.element("resources", &attributes, |xml| {
                xml.element("stringTable", &[], |xml| {
                    for string in context.strings.iter().filter(|string| !string.winmeta) {
                        write_string(xml, string, column);
                    }
                });
            });
        }
    });
}

/// The cultures with their places in the list of texts: English first, then in the reverse order of the files.
fn cultures(tables: &[Table]) -> Vec<(&str, usize)> {
    let mut cultures: Vec<_> = tables
        .iter()
        .enumerate()
        .map(|(index, it)| (it.culture.as_str(), index))
        .collect();
    cultures.reverse();
    // Stable: only English moves.
    cultures.sort_by_key(|(culture, _)| *culture != "en-US");
    if cultures.is_empty() {
        cultures.push(("en-US", 0));
    }
    cultures
}

fn write_string(xml: &mut Xml, string: &LocalizedString, column: usize) {
    let text = string.texts.get(column).cloned().flatten();
    let nowhere = string.texts.iter().all(Option::is_none);
    let placeholder = || {
        let id = string.message_id.unwrap_or_default();
        format!("The text of message {id:#010x} is not in the file.")
    };
    if let Some(text) = text.or_else(|| nowhere.then(placeholder)) {
        xml.leaf(
            "string",
            &[("id", Some(string.id.clone())), ("value", Some(text))],
        );
    }
}
