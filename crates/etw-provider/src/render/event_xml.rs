//! Renders an event as Event XML, the format of Event Viewer and `wevtutil`.
//!
//! The elements are those of the event schema in Microsoft's documentation, in the order that Windows has. Values have the
//! XML Schema types of the table “Type System” in MS-EVEN6.

use std::string::{String, ToString};
use std::vec::Vec;

use super::number::{hex, hex_binary};
use super::user_data;
use super::value::{self, Style};
use super::xml::Xml;
use super::{EventRecord, Renderer};
use crate::{Document, Field, FieldValue, Fields, Value};

const NAMESPACE: &str = "http://schemas.microsoft.com/win/2004/08/events/event";

/// `ERROR_EVT_INVALID_EVENT_DATA`: the payload does not match the template.
const INVALID_EVENT_DATA: &str = "15005";

pub(super) fn render(renderer: &Renderer<'_>, event: &EventRecord<'_>) -> String {
    let mut xml = Xml::new();
    xml.element("Event", [("xmlns", NAMESPACE.to_string())], |xml| {
        xml.element("System", [], |xml| system(xml, renderer, event));
        data(xml, renderer, event);
        let culture = Some(renderer.locale()).filter(|locale| !locale.is_empty());
        let culture = culture.map(|locale| ("Culture", locale.to_string()));
        xml.element("RenderingInfo", culture, |xml| {
            rendering_info(xml, renderer, event);
        });
    });
    xml.finish()
}

fn system(xml: &mut Xml, renderer: &Renderer<'_>, event: &EventRecord<'_>) {
    let identity = renderer.metadata.provider().identity();
    let descriptor = &event.descriptor;
    let name = ("Name", identity.name().to_string());
    xml.element(
        "Provider",
        [name, ("Guid", identity.guid().to_string())],
        |_| {},
    );
    xml.leaf("EventID", &descriptor.id.to_string());
    xml.leaf("Version", &descriptor.version.to_string());
    xml.leaf("Level", &descriptor.level.to_string());
    xml.leaf("Task", &descriptor.task.to_string());
    xml.leaf("Opcode", &descriptor.opcode.to_string());
    xml.leaf("Keywords", &hex(descriptor.keyword));
    if let Some(time) = event.time_created {
        xml.element("TimeCreated", [("SystemTime", time.to_string())], |_| {});
    }
    let activity = event.activity_id.map(|id| ("ActivityID", id.to_string()));
    let related = event.related_activity_id;
    let related = related.map(|id| ("RelatedActivityID", id.to_string()));
    xml.element("Correlation", activity.into_iter().chain(related), |_| {});
    let process = event.process_id.map(|id| ("ProcessID", id.to_string()));
    let thread = event.thread_id.map(|id| ("ThreadID", id.to_string()));
    if process.is_some() || thread.is_some() {
        xml.element("Execution", process.into_iter().chain(thread), |_| {});
    }
    if let Some(channel) = renderer.metadata.channel(descriptor.channel) {
        xml.leaf("Channel", channel.name());
    }
    if let Some(computer) = event.computer {
        xml.leaf("Computer", computer);
    }
}

fn data(xml: &mut Xml, renderer: &Renderer<'_>, event: &EventRecord<'_>) {
    let Some(entry) = renderer.entry(event) else {
        xml.element("EventData", [], |xml| {
            xml.leaf("Binary", &hex_binary(event.payload));
        });
        return;
    };
    let fields = entry.metadata().fields();
    let values = Fields::with_reader(fields, event.reader());
    let values: Vec<_> = values.map_while(Result::ok).collect();
    // The first field that cannot be read.
    if let Some(field) = fields.get(values.len()) {
        processing_error(xml, event, field);
        return;
    }
    match entry.document() {
        Document::UserData(document) => {
            xml.element("UserData", [], |xml| {
                user_data::element(xml, document, &values);
            });
        }
        Document::EventData(name) => {
            let name = Some(name).filter(|name| !name.is_empty());
            let name = name.map(|name| ("Name", name.to_string()));
            if name.is_some() || !values.is_empty() {
                xml.element("EventData", name, |xml| elements(xml, &values));
            }
        }
    }
}

fn elements(xml: &mut Xml, values: &[FieldValue<'_>]) {
    for value in values {
        element(xml, value.field, &value.value);
    }
}

/// Writes `<Data>`, or `<ComplexData>` for a structure, for each element of a field. `EvtRender` is documented to show arrays
/// and structures as bytes, but the event schema has elements for them.
fn element(xml: &mut Xml, field: &Field, value: &Value<'_>) {
    let name = [("Name", field.name().to_string())];
    match value {
        Value::Array(elements) => {
            for element in elements.clone().flatten() {
                self::element(xml, field, &element);
            }
        }
        Value::Struct(fields) => xml.element("ComplexData", name, |xml| {
            for field in fields.clone().flatten() {
                element(xml, field.field, &field.value);
            }
        }),
        _ => xml.element("Data", name, |xml| {
            xml.text(&value::text(field, value, Style::Raw));
        }),
    }
}

/// Writes the element that replaces a payload that does not match the template, with the name of the field that fails.
fn processing_error(xml: &mut Xml, event: &EventRecord<'_>, field: &Field) {
    xml.element("ProcessingErrorData", [], |xml| {
        xml.leaf("ErrorCode", INVALID_EVENT_DATA);
        xml.leaf("DataItemName", field.name());
        xml.leaf("EventPayload", &hex_binary(event.payload));
    });
}

fn rendering_info(xml: &mut Xml, renderer: &Renderer<'_>, event: &EventRecord<'_>) {
    let descriptor = &event.descriptor;
    let message = renderer.message(*event);
    let names = [
        ("Message", message.as_deref()),
        ("Level", renderer.level(descriptor)),
        ("Task", renderer.task(descriptor)),
        ("Opcode", renderer.opcode(descriptor)),
        ("Channel", renderer.channel(descriptor)),
        ("Provider", Some(renderer.provider())),
    ];
    for (element, name) in names {
        if let Some(name) = name {
            xml.leaf(element, name);
        }
    }
    xml.element("Keywords", [], |xml| {
        renderer
            .keywords(descriptor)
            .for_each(|name| xml.leaf("Keyword", name));
    });
}
