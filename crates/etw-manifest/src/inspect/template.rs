//! Writes templates and their items.

use crate::inspect::declaration::list;
use crate::json::JsonWriter;
use crate::model::{
    Extent, Item, ItemKind, Localization, Provider, Template, UserContent, UserElement,
};

pub(super) fn write(
    json: &mut JsonWriter,
    template: &Template,
    provider: &Provider,
    localization: &Localization,
) {
    json.field("tid", template.tid.as_str());
    json.field("name", template.name.as_deref());
    write_items(json, "items", &template.items, provider, localization);
    match &template.user_data {
        Some(root) => json.key("user_data").object(|json| element(json, root)),
        None => json.field("user_data", None::<&str>),
    }
}

fn write_items(
    json: &mut JsonWriter,
    key: &str,
    items: &[Item],
    provider: &Provider,
    localization: &Localization,
) {
    list(json, key, items, |json, item| {
        json.field("name", item.name.as_str());
        match &item.kind {
            ItemKind::Value {
                in_type,
                out_type,
                map,
            } => {
                json.field("kind", "value");
                json.field("in_type", in_type.name());
                json.field("out_type", out_type.name());
                json.field("map", map.map(|index| provider.maps[index].name.as_str()));
            }
            ItemKind::Struct(_) => json.field("kind", "struct"),
        }
        extent(json, "count", item.count, items);
        extent(json, "length", item.length, items);
        let description = item
            .description
            .map(|index| localization.strings[index].id.as_str());
        json.field("description", description);
        if let ItemKind::Struct(items) = &item.kind {
            write_items(json, "items", items, provider, localization);
        }
    });
}

/// Writes a number, the name of an item, or `null`.
fn extent(json: &mut JsonWriter, key: &str, extent: Extent, siblings: &[Item]) {
    match extent {
        Extent::None => json.field(key, None::<&str>),
        Extent::Constant(number) => json.field(key, number),
        Extent::Item(index) => json.field(key, siblings[index].name.as_str()),
    }
}

fn element(json: &mut JsonWriter, element: &UserElement) {
    json.field("name", element.name.as_str());
    json.key("attributes").object(|json| {
        for (name, value) in &element.attributes {
            json.field(name, value.as_str());
        }
    });
    json.key("content").array(|json| {
        for content in &element.content {
            match content {
                UserContent::Element(child) => json.object(|json| self::element(json, child)),
                UserContent::Text(text) | UserContent::CData(text) => json.value(text.as_str()),
                UserContent::Instruction { .. } => {}
            }
        }
    });
}
