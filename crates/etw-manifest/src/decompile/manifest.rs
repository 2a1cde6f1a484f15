//! Writes the manifest: everything that was read, in the order of the schema.

use std::collections::BTreeSet;

use super::context::Context;
use super::provider::{self, Provider};
use super::resource::Resource;
use super::strings::LocalizedString;
use super::table::Table;
use crate::resource::Options;
use crate::xml::is_name;
use crate::xml::writer::Xml;

const EVENTS: &str = "http://schemas.microsoft.com/win/2004/08/events";
const WINDOWS: &str = "http://manifests.microsoft.com/win/2004/08/windows/events";
const XML_SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";

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
                for (provider, name) in resource.providers.iter().zip(&names) {
                    provider.write(xml, name, &context);
                }
                write_messages(xml, &context);
            });
        });
        write_strings(xml, &context, tables);
    });
    xml.finish()
}

/// Returns the declarations of all prefixes, those in names included.
fn namespaces(providers: &[Provider]) -> Vec<(String, Option<String>)> {
    let names = providers.iter().flat_map(Provider::qualified_names);
    let prefixes = names.filter_map(|name| Some(name.split_once(':')?.0));
    let prefixes: BTreeSet<&str> = prefixes.collect();
    let known = [
        ("xmlns", EVENTS),
        ("xmlns:win", WINDOWS),
        ("xmlns:xs", XML_SCHEMA),
    ];
    let known = known.map(|(name, uri)| (name.to_owned(), Some(uri.to_owned())));
    // Resources keep prefixes but not their namespaces. Anything else before a colon is part of the name.
    let others = prefixes
        .into_iter()
        .filter(|prefix| is_name(prefix) && !matches!(*prefix, "win" | "xs" | "xml" | "xmlns"))
        .map(|prefix| (format!("xmlns:{prefix}"), Some(format!("urn:{prefix}"))));
    known.into_iter().chain(others).collect()
}

/// Writes the messages whose number no other element gives them.
fn write_messages(xml: &mut Xml, context: &Context) {
    let fixed = context.strings.iter().filter(|string| string.is_fixed);
    xml.list("messageTable", fixed, |xml, string| {
        let id = string.message_id;
        let attributes = [
            ("value", Some(format!("{id:#010X}").replace('X', "x"))),
            ("symbol", Some(format!("MSG_{id:08X}"))),
            ("message", Some(format!("$(string.{})", string.name))),
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
                    for string in context
                        .strings
                        .iter()
                        .filter(|string| !string.is_predefined)
                    {
                        write_string(xml, string, column);
                    }
                });
            });
        }
    });
}

/// Returns the locales with their indexes in the list of texts: English first, then in the reverse order of the files.
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
        format!(
            "The text of message {:#010x} is not in the file.",
            string.message_id
        )
    };
    if let Some(text) = text.or_else(|| nowhere.then(placeholder)) {
        xml.leaf(
            "string",
            &[("id", Some(string.name.clone())), ("value", Some(text))],
        );
    }
}
