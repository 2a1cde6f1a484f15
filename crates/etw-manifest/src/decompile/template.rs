//! Templates, and the XML as which payloads are shown.

use std::fmt::Write as _;

use super::binxml;
use super::error::Result;
use super::item::{self, Descriptors, Item};
use super::provider::Provider;
use super::reader::Reader;
use super::section::{Offsets, Sections};
use crate::markup;
use crate::model::{UserContent, UserElement};
use crate::resource::{McVersion, template_guid};
use crate::xml::escape::escape;
use crate::xml::writer::{Xml, indentation};

const SECTION: u32 = 7;
const USER_DATA: u32 = 2;

#[derive(Clone)]
pub(super) struct Template {
    pub(super) tid: String,
    guid: [u8; 16],
    name: Option<String>,
    pub(super) items: Vec<Item>,
    /// `EventData`, or the element inside `UserData`.
    pub(super) document: UserElement,
    pub(super) is_user_data: bool,
}

impl Template {
    fn read(reader: &Reader, at: usize, index: usize, maps: &Offsets) -> Result<Self> {
        reader.expect(at, b"TEMP", "a template")?;
        let descriptors = Descriptors {
            reader,
            first: reader.size(at + 16)?,
            count: reader.size(at + 12)?,
            maps,
        };
        let is_user_data = reader.u32(at + 20)? == USER_DATA;
        let top = (0..reader.size(at + 8)?).map(|index| descriptors.item(index, 0, true));
        let items: Vec<Item> = top.collect::<Result<_>>()?;
        item::charge_extents(reader, at, &items)?;
        let document = binxml::read(reader, at + 40, is_user_data)?;
        Ok(Self {
            tid: format!("Template{}", index + 1),
            guid: reader.guid(at + 24)?.to_bytes(),
            items,
            name: name(&document).filter(|_| !is_user_data),
            document,
            is_user_data,
        })
    }

    /// Returns `template/@name`.
    pub(super) fn name(&self) -> Option<&String> {
        self.name.as_ref()
    }

    /// Returns `true` if this generation gives the template, with its document as it is here, the GUID it has.
    pub(super) fn has_guid_of(&self, document: &UserElement, version: McVersion) -> bool {
        let types = self.items.iter().map(|it| it.fragment_type(version));
        let xml = if self.is_user_data {
            markup::user_data(document)
        } else {
            let binary = self.items.len() - if self.has_binary() { 2 } else { 0 };
            let items = self.items.iter().enumerate();
            let items = items.map(|(index, item)| item.shown(index.checked_sub(binary)));
            markup::event_data(self.name.as_deref(), items)
        };
        template_guid(&xml, &types.collect::<Vec<_>>(), version) == self.guid
    }

    /// Returns `true` if the last two items are those of `<binary>`.
    fn has_binary(&self) -> bool {
        let length = self.items.len().checked_sub(2);
        length.is_some_and(|index| self.items[index].is_binary_length())
    }

    fn write(&self, xml: &mut Xml, provider: &Provider) {
        let attributes = [("tid", Some(self.tid.clone())), ("name", self.name.clone())];
        if self.items.is_empty() && !self.is_user_data {
            xml.leaf("template", &attributes);
            return;
        }
        xml.element("template", &attributes, |xml| {
            let binary = self.items.len() - if self.has_binary() { 2 } else { 0 };
            for item in &self.items[..binary] {
                item.write(xml, &self.items, provider);
            }
            if let Some([_, data]) = self.items.get(binary..) {
                data.write_binary(xml);
            }
            if self.is_user_data {
                xml.element("UserData", &[], |xml| {
                    let mut text = String::new();
                    write_element(&mut text, &self.document, xml.depth());
                    xml.raw(&text);
                });
            }
        });
    }
}

/// Returns the name that mc.exe wrote between quotes as it is: with a quote in it, it has become several attributes.
fn name(document: &UserElement) -> Option<String> {
    let (_, name) = document.attributes.first()?;
    if name.is_empty() {
        // The only name that becomes an attribute without a value.
        return Some("%%".to_owned());
    }
    let mut text = name.clone();
    for (name, value) in &document.attributes[1..] {
        let _ = write!(text, "\" {name}=\"{value}");
    }
    Some(text)
}

/// Reads the templates, and their offsets for the events and filters that use them.
pub(super) fn read(
    reader: &Reader,
    sections: &Sections,
    maps: &Offsets,
) -> Result<(Vec<Template>, Offsets)> {
    let mut templates = Vec::new();
    let mut offsets = Offsets::new("template");
    let Some(section) = sections.offset(SECTION) else {
        return Ok((templates, offsets));
    };
    let mut at = section + 12;
    for index in 0..reader.size(section + 8)? {
        let template = Template::read(reader, at, index, maps)?;
        offsets.add(at, index, &template.tid);
        templates.push(template);
        at += reader.size(at + 4)?;
    }
    Ok((templates, offsets))
}

pub(super) fn write(xml: &mut Xml, provider: &Provider) {
    xml.list("templates", &provider.templates, |xml, it| {
        it.write(xml, provider);
    });
}

/// Writes white space only where `content` has some: the template's GUID depends on it.
fn write_element(out: &mut String, element: &UserElement, depth: usize) {
    let _ = write!(out, "<{}", element.name);
    for (name, value) in &element.attributes {
        let _ = write!(out, " {name}=\"");
        escape(out, value);
        out.push('"');
    }
    if element.content.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for (index, content) in element.content.iter().enumerate() {
        match content {
            UserContent::Element(child) => write_element(out, child, depth + 1),
            UserContent::Text(text) if text.trim().is_empty() => {
                let last = index + 1 == element.content.len();
                out.push('\n');
                out.push_str(&indentation(if last { depth } else { depth + 1 }));
            }
            UserContent::Text(text) => escape(out, text),
            UserContent::CData(text) => out.extend(["<![CDATA[", text, "]]>"]),
            UserContent::Instruction { target, data } => {
                out.extend(["<?", target, " ", data, "?>"]);
            }
        }
    }
    let _ = write!(out, "</{}>", element.name);
}
