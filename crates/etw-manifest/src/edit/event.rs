//! Adds an event with its template and strings.

use crate::ast::{self, Role};
use crate::diagnostic::Diagnostics;
use crate::edit::document::{Edit, New};
use crate::edit::lists::{add_string, add_to_lists, unused};
use crate::edit::names::{channel, prefix, resolve};
use crate::edit::{EditError, Target};
use crate::model::{Extent, InType, Item, ItemKind, OutType, Provider, Template};
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
    /// The message in the main locale, or empty.
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
pub(super) fn edits(target: &Target<'_>, new: &NewEvent) -> Result<(Vec<Edit>, String), EditError> {
    let (provider, element) = target.provider(&new.provider)?;
    let id = next_id(target, provider)?;
    let mut edits = Vec::new();
    let (tid, template) = template(element, provider, new);
    let message = add_string(
        target,
        &new.symbol,
        &new.message,
        &new.translations,
        &mut edits,
    );
    let event = event(provider, element, new, id, &tid, &message)?;
    let template = template.map(|it| ("templates", it));
    let additions = template.into_iter().chain([("events", event)]);
    edits.extend(add_to_lists(target.document, element, additions.collect()));
    Ok((edits, format!("event {id} ({})", new.symbol)))
}

fn event(
    provider: &Provider,
    element: &Element<'_>,
    new: &NewEvent,
    id: u16,
    template: &str,
    message: &str,
) -> Result<New, EditError> {
    let prefix = prefix(element);
    let levels = provider.levels.iter().map(|it| &it.name);
    let tasks = provider.tasks.iter().map(|it| &it.name);
    let opcodes = provider.opcodes.iter().map(|it| &it.name);
    let keyword = |name: &String| {
        let declared = provider.keywords.iter().map(|it| &it.name);
        resolve("keyword", name, declared, winmeta::KEYWORDS, &prefix)
    };
    let keywords: Result<Vec<String>, EditError> = new.keywords.iter().map(keyword).collect();
    let attributes = [
        ("value", &*id.to_string()),
        ("symbol", &new.symbol),
        ("channel", &channel(provider, &new.channel)?),
        (
            "level",
            &resolve("level", &new.level, levels, winmeta::LEVELS, &prefix)?,
        ),
        (
            "task",
            &resolve("task", &new.task, tasks, winmeta::TASKS, &prefix)?,
        ),
        (
            "opcode",
            &resolve("opcode", &new.opcode, opcodes, winmeta::OPCODES, &prefix)?,
        ),
        ("keywords", &keywords?.join(" ")),
        ("template", template),
        ("message", message),
    ];
    Ok(New::element("event", attributes))
}

/// Returns the id after the highest one, or the lowest free id. Ids that are reserved for fragments are not free.
fn next_id(target: &Target<'_>, provider: &Provider) -> Result<u16, EditError> {
    let ignored = &mut Diagnostics::default();
    let written = ast::parse(&target.document.root, Role::Manifest, ignored);
    let mut written = written.providers.iter();
    let own = written.find(|it| it.name.is_some_and(|it| it.value == provider.name));
    let reserved = own.map_or(&[][..], |it| &it.fragment_ids);
    let is_free = |id: &u16| {
        provider.events.iter().all(|it| it.id != *id)
            && !reserved.iter().any(|it| it.value.contains(id))
    };
    let highest = provider.events.iter().map(|it| it.id).max().unwrap_or(0);
    let mut ids = (highest.saturating_add(1)..=u16::MAX).chain(1..=highest);
    ids.find(is_free)
        .ok_or_else(|| EditError("no event id is free".to_owned()))
}

/// Returns the tid of a template with the fields of the event, and the template if it is new; an empty tid without fields.
fn template(element: &Element<'_>, provider: &Provider, event: &NewEvent) -> (String, Option<New>) {
    if event.fields.is_empty() {
        return (String::new(), None);
    }
    let mut templates = provider.templates.iter();
    if let Some(same) = templates.find(|it| has_fields(it, &event.fields)) {
        return (same.tid.clone(), None);
    }
    let tid = unused(&event.symbol, |name| {
        provider.templates.iter().any(|it| it.tid == name)
    });
    let win = prefix(element);
    let fields = event.fields.iter().map(|field| {
        let in_type = format!("{win}:{}", field.in_type.local_name());
        let out_type = field.out_type.map_or("", OutType::name);
        let attributes = [
            ("name", &*field.name),
            ("inType", &in_type),
            ("outType", out_type),
        ];
        New::element("data", attributes)
    });
    let template = New::element("template", [("tid", &*tid)]).with(fields.collect());
    (tid, Some(template))
}

/// Returns `true` if a template has exactly these fields.
fn has_fields(template: &Template, fields: &[NewField]) -> bool {
    let same = |(item, field): (&Item, &NewField)| {
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
