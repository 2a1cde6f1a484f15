//! Adds an event with its template and strings.

use crate::edit::EditError;
use crate::edit::document::{Document, Edit, attribute, element, elements, find_all, qualified};
use crate::fragment::LISTS;
use crate::model::{Extent, InType, ItemKind, Manifest, OutType, Provider, Template};
use crate::winmeta;
use crate::xml::Element;

/// A new event.
#[derive(Clone, Default, Debug)]
pub struct NewEvent {
    /// The name of the provider; it can be empty if there is only one.
    pub provider: String,
    /// The symbol, which is also the id of the message and of a new template.
    pub symbol: String,
    /// The level: a declared or predefined one, as `Warning`.
    pub level: String,
    /// The chid, the name or the end of the name of a channel; or empty.
    pub channel: String,
    /// The task, or empty.
    pub task: String,
    /// The opcode, or empty.
    pub opcode: String,
    /// The keywords.
    pub keywords: Vec<String>,
    /// The fields.
    pub fields: Vec<NewField>,
    /// The message in the fallback locale, or empty.
    pub message: String,
    /// The message in other locales: locale and text.
    pub translations: Vec<(String, String)>,
}

/// A field of a new event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewField {
    /// The name of the item.
    pub name: String,
    /// The inType.
    pub in_type: InType,
    /// The outType; `None` is the default.
    pub out_type: Option<OutType>,
}

/// Returns the edits that add an event, and its id.
pub(super) fn edits(
    document: &Document<'_>,
    manifest: &Manifest,
    event: &NewEvent,
) -> Result<(Vec<Edit>, u16), EditError> {
    let provider = provider(manifest, &event.provider)?;
    let all = find_all(&document.root, "provider");
    let element = all.into_iter().find(|it| it.span == provider.span);
    let element = element.ok_or_else(|| EditError("the provider has no element".to_owned()))?;
    let id = next_id(provider)?;
    let mut edits = Vec::new();
    let template = template(document, element, provider, event, &mut edits);
    let string = strings(document, manifest, event, &mut edits)?;
    let names = Names::new(provider, element, event)?;
    let message = string.map_or_else(String::new, |it| format!("$(string.{it})"));
    let attributes = [
        ("value", id.to_string()),
        ("symbol", event.symbol.clone()),
        ("channel", names.channel),
        ("level", names.level),
        ("task", names.task),
        ("opcode", names.opcode),
        ("keywords", names.keywords),
        ("template", template),
        ("message", message),
    ];
    let attributes: Vec<(&str, &str)> =
        attributes.iter().map(|(name, it)| (*name, &**it)).collect();
    add_to_list(document, element, "events", &mut edits, |list, indent| {
        format!("{indent}{}", self::element(list, "event", &attributes))
    });
    Ok((edits, id))
}

fn provider<'m>(manifest: &'m Manifest, name: &str) -> Result<&'m Provider, EditError> {
    match manifest.providers.as_slice() {
        [one] if name.is_empty() => Ok(one),
        _ if name.is_empty() => Err(EditError(
            "the manifest has several providers: name one".to_owned(),
        )),
        all => {
            let found = all.iter().find(|it| it.name == name);
            found.ok_or_else(|| EditError(format!("the manifest has no provider `{name}`")))
        }
    }
}

/// Returns the id after the highest one, or the lowest free id.
fn next_id(provider: &Provider) -> Result<u16, EditError> {
    let is_free = |id: &u16| provider.events.iter().all(|it| it.id != *id);
    let highest = provider.events.iter().map(|it| it.id).max().unwrap_or(0);
    let next = highest.checked_add(1).filter(is_free);
    next.or_else(|| (1..=u16::MAX).find(is_free))
        .ok_or_else(|| EditError("no event id is free".to_owned()))
}

/// Returns the tid of a template with the fields of the event, which is added if there is none; empty without fields.
fn template(
    document: &Document<'_>,
    element: &Element<'_>,
    provider: &Provider,
    event: &NewEvent,
    edits: &mut Vec<Edit>,
) -> String {
    if event.fields.is_empty() {
        return String::new();
    }
    if let Some(same) = provider
        .templates
        .iter()
        .find(|it| has_fields(it, &event.fields))
    {
        return same.tid.clone();
    }
    let tid = unused(&event.symbol, |name| {
        provider.templates.iter().any(|it| it.tid == name)
    });
    let win = prefix(element);
    add_to_list(document, element, "templates", edits, |list, indent| {
        let unit = if indent.contains('\t') { "\t" } else { "  " };
        let name = qualified(list, "template");
        let mut lines = format!("{indent}<{name} tid=\"{tid}\">\n");
        for field in &event.fields {
            let in_type = format!("{win}:{}", field.in_type.local_name());
            let out_type = field.out_type.map_or("", OutType::name);
            let attributes = [
                ("name", &*field.name),
                ("inType", &in_type),
                ("outType", out_type),
            ];
            let data = self::element(list, "data", &attributes);
            lines.extend([indent, unit, &data, "\n"]);
        }
        lines + &format!("{indent}</{name}>")
    });
    tid
}

/// Returns `true` if a template has exactly these fields.
fn has_fields(template: &Template, fields: &[NewField]) -> bool {
    let same = |(item, field): (&crate::model::Item, &NewField)| {
        let kind = match item.kind {
            ItemKind::Value {
                in_type,
                out_type,
                map: None,
            } => {
                let wanted = field.out_type.unwrap_or(in_type.default_out_type());
                in_type == field.in_type && out_type == wanted
            }
            _ => false,
        };
        let is_single = item.count == Extent::None && item.length == Extent::None;
        kind && is_single && item.name == field.name
    };
    template.user_data.is_none()
        && !template.has_binary
        && template.items.len() == fields.len()
        && template.items.iter().zip(fields).all(same)
}

/// Adds the message to the string tables of its locales, and returns its id.
fn strings(
    document: &Document<'_>,
    manifest: &Manifest,
    event: &NewEvent,
    edits: &mut Vec<Edit>,
) -> Result<Option<String>, EditError> {
    if event.message.is_empty() {
        return Ok(None);
    }
    let tables = find_all(&document.root, "stringTable");
    let defined = |id: &str| {
        let mut strings = tables.iter().flat_map(|it| elements(it));
        strings.any(|it| attribute(it, "id") == Some(id))
    };
    let id = unused(&event.symbol, defined);
    let localization = &manifest.localization;
    let resources = find_all(&document.root, "resources");
    let fallback = localization
        .fallback()
        .map(|index| localization.locales[index].name.as_str());
    let fallback = fallback.filter(|name| {
        resources
            .iter()
            .any(|it| attribute(it, "culture") == Some(*name))
    });
    let first = (fallback.unwrap_or("en-US"), &event.message);
    let others = event
        .translations
        .iter()
        .map(|(locale, text)| (&**locale, text));
    for (locale, text) in std::iter::once(first).chain(others) {
        let is_locale = |it: &&&Element<'_>| {
            attribute(it, "culture").is_some_and(|it| it.eq_ignore_ascii_case(locale))
        };
        let Some(of_locale) = resources.iter().find(is_locale) else {
            let message =
                format!("the manifest has no `resources` for the locale `{locale}` of the message");
            return Err(EditError(message));
        };
        let table = elements(of_locale).find(|it| it.name.local == "stringTable");
        let attributes = [("id", &*id), ("value", &**text)];
        edits.push(match table {
            Some(table) => document.append(table, "string", &attributes),
            None => {
                let indent = document.child_indent(of_locale);
                let table = qualified(of_locale, "stringTable");
                let string = element(of_locale, "string", &attributes);
                document.append_text(of_locale, &format!("{indent}<{table}>{string}</{table}>"))
            }
        });
    }
    Ok(Some(id))
}

/// The names of the attributes of an event, as the manifest writes them.
struct Names {
    channel: String,
    level: String,
    task: String,
    opcode: String,
    keywords: String,
}

impl Names {
    fn new(
        provider: &Provider,
        element: &Element<'_>,
        event: &NewEvent,
    ) -> Result<Self, EditError> {
        let prefix = prefix(element);
        let resolve = |what, name: &str, declared: Vec<&str>, predefined| {
            resolve(what, name, &declared, predefined, &prefix)
        };
        let levels = provider.levels.iter().map(|it| &*it.name).collect();
        let tasks = provider.tasks.iter().map(|it| &*it.name).collect();
        let opcodes = provider.opcodes.iter().map(|it| &*it.name).collect();
        let keyword = |name: &String| {
            let declared = provider.keywords.iter().map(|it| &*it.name).collect();
            resolve("keyword", name, declared, winmeta::KEYWORDS)
        };
        let keywords: Result<Vec<String>, EditError> = event.keywords.iter().map(keyword).collect();
        Ok(Self {
            channel: channel(provider, &event.channel)?,
            level: resolve("level", &event.level, levels, winmeta::LEVELS)?,
            task: resolve("task", &event.task, tasks, winmeta::TASKS)?,
            opcode: resolve("opcode", &event.opcode, opcodes, winmeta::OPCODES)?,
            keywords: keywords?.join(" "),
        })
    }
}

/// Returns the declared or predefined name that the user means, with or without its prefix.
fn resolve(
    what: &str,
    name: &str,
    declared: &[&str],
    predefined: &'static [winmeta::Predefined],
    prefix: &str,
) -> Result<String, EditError> {
    let local = |it: &str| it.split_once(':').map_or(it, |(_, local)| local).to_owned();
    if name.is_empty() || declared.contains(&name) {
        return Ok(name.to_owned());
    }
    if let Some(found) = declared.iter().find(|it| local(it) == name) {
        return Ok((*found).to_owned());
    }
    match winmeta::find(predefined, &local(name)) {
        Some(found) => Ok(format!("{prefix}:{}", found.name)),
        None => Err(EditError(format!("the provider has no {what} `{name}`"))),
    }
}

fn channel(provider: &Provider, name: &str) -> Result<String, EditError> {
    if name.is_empty() {
        return Ok(String::new());
    }
    let is_exact =
        |it: &&crate::model::Channel| it.chid.as_deref() == Some(name) || it.name == name;
    let is_end = |it: &&crate::model::Channel| {
        let end = it.name.rsplit('/').next();
        end.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let channels = &provider.channels;
    let found = channels
        .iter()
        .find(is_exact)
        .or_else(|| channels.iter().find(is_end));
    let found = found.ok_or_else(|| EditError(format!("the provider has no channel `{name}`")))?;
    Ok(found.chid.clone().unwrap_or_else(|| found.name.clone()))
}

/// Returns the prefix of predefined names.
fn prefix(element: &Element<'_>) -> String {
    const WINMETA: &str = "http://manifests.microsoft.com/win/2004/08/windows/events";
    let mut prefixes = element.scope.prefixes();
    let found = prefixes.find(|it| element.scope.resolve(it) == Some(WINMETA));
    found.unwrap_or("win").to_owned()
}

/// Returns a name, with the first number that makes it unused.
fn unused(name: &str, is_used: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|it| !is_used(it)).unwrap_or_default()
}

/// Adds lines to a list of the provider, which is added if it is missing.
fn add_to_list(
    document: &Document<'_>,
    provider: &Element<'_>,
    name: &str,
    edits: &mut Vec<Edit>,
    lines: impl Fn(&Element<'_>, &str) -> String,
) {
    if let Some(list) = elements(provider).find(|it| it.name.local == name) {
        let indent = document.child_indent(list);
        edits.push(document.append_text(list, &lines(list, &indent)));
        return;
    }
    let place = |name: &str| LISTS.iter().position(|it| *it == name);
    let before = elements(provider)
        .filter(|it| place(it.name.local) < place(name))
        .last();
    let indent = document.child_indent(provider);
    let inner = format!(
        "{indent}{}",
        if indent.contains('\t') { "\t" } else { "  " }
    );
    let tag = qualified(provider, name);
    let list = format!(
        "{indent}<{tag}>\n{}\n{indent}</{tag}>",
        lines(provider, &inner)
    );
    edits.push(match before {
        Some(before) => document.after(before, &list),
        None if elements(provider).next().is_none() => document.append_text(provider, &list),
        None => document.at_start(provider, &list),
    });
}
