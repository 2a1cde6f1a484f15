//! `<templates>`: items, structs and `UserData`.

use std::fmt::Write as _;

use crate::model::{Extent, Item, ItemKind, Provider, Template, UserContent, UserElement};
use crate::xml::writer::{Attributes, Xml, escape, indentation};

pub(super) fn write(xml: &mut Xml, provider: &Provider) {
    xml.list("templates", &provider.templates, |xml, template| {
        let attributes = [
            ("tid", Some(template.tid.clone())),
            ("name", template.name.clone()),
        ];
        if template.items.is_empty() && template.user_data.is_none() {
            xml.leaf("template", &attributes);
        } else {
            xml.element("template", &attributes, |xml| {
                write_content(xml, template, provider);
            });
        }
    });
}

fn write_content(xml: &mut Xml, template: &Template, provider: &Provider) {
    for item in &template.items {
        write_item(xml, item, &template.items, provider);
    }
    if let Some(root) = &template.user_data {
        xml.element("UserData", &[], |xml| {
            let mut text = String::new();
            write_element(&mut text, root, xml.depth());
            xml.raw(&text);
        });
    }
}

fn write_item(xml: &mut Xml, item: &Item, siblings: &[Item], provider: &Provider) {
    let extent = |extent: Extent| match extent {
        Extent::None => None,
        Extent::Constant(number) => Some(number.to_string()),
        Extent::Item(index) => Some(siblings.get(index)?.name.clone()),
    };
    let name = ("name", Some(item.name.clone()));
    let (count, length) = (
        ("count", extent(item.count)),
        ("length", extent(item.length)),
    );
    match &item.kind {
        ItemKind::Data {
            in_type,
            out_type,
            map,
        } => {
            let out_type = Some(out_type).filter(|it| **it != in_type.default_out_type());
            let attributes: Attributes = &[
                name,
                ("inType", Some(in_type.name().to_owned())),
                ("outType", out_type.map(|it| it.name().to_owned())),
                ("map", map.map(|index| provider.maps[index].name.clone())),
                count,
                length,
            ];
            xml.leaf("data", attributes);
        }
        ItemKind::Struct(members) => xml.element("struct", &[name, count], |xml| {
            for member in members {
                write_item(xml, member, members, provider);
            }
        }),
    }
}

/// White space stands exactly where it stood: it takes part in the template's GUID.
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
        }
    }
    let _ = write!(out, "</{}>", element.name);
}
