//! Collects the items of an event as rows, and the maps that name their values.

use crate::doc::text::Text;
use crate::doc::texts::{Texts, local_name};
use crate::model::{self, Event, Extent, ItemKind, Map, MapKind, Provider};

/// One row of the details.
pub(super) struct Item {
    /// The items of a struct begin with its name: `Point.X`.
    pub(super) name: String,
    /// The displayed type: `xs:string`, `xs:int[3]`, `xs:int[Count]`, `win:HexInt32 (Flags)`, `struct`.
    pub(super) kind: String,
    pub(super) description: Text,
}

/// The values of a map: numbers and texts.
pub(super) struct MapTable {
    pub(super) name: String,
    pub(super) rows: Vec<(String, Text)>,
}

/// Returns the rows of the template of an event, and the maps that they name.
pub(super) fn items(
    event: &Event,
    provider: &Provider,
    texts: &Texts<'_>,
) -> (Vec<Item>, Vec<MapTable>) {
    let mut rows = Rows {
        provider,
        texts,
        items: Vec::new(),
        maps: Vec::new(),
    };
    if let Some(template) = event.template {
        rows.add("", &provider.templates[template].items);
    }
    let maps = rows.maps.iter().map(|index| &provider.maps[*index]);
    let maps = maps.map(|it| map(it, texts)).collect();
    (rows.items, maps)
}

struct Rows<'m> {
    provider: &'m Provider,
    texts: &'m Texts<'m>,
    items: Vec<Item>,
    /// The indexes of the maps in the order of their first use.
    maps: Vec<usize>,
}

impl Rows<'_> {
    fn add(&mut self, prefix: &str, siblings: &[model::Item]) {
        for item in siblings {
            let name = format!("{prefix}{}", item.name);
            let description = self.texts.get(item.description, &[]);
            let count = count(item.count, siblings);
            let kind = match &item.kind {
                ItemKind::Value { out_type, map, .. } => {
                    let map = map.map(|index| self.map(index)).unwrap_or_default();
                    format!("{}{count}{map}", out_type.name())
                }
                ItemKind::Struct(_) => format!("struct{count}"),
            };
            self.items.push(Item {
                name: name.clone(),
                kind,
                description: description.unwrap_or_default(),
            });
            if let ItemKind::Struct(items) = &item.kind {
                self.add(&format!("{name}."), items);
            }
        }
    }

    /// Adds a map and returns its name in parentheses.
    fn map(&mut self, index: usize) -> String {
        if !self.maps.contains(&index) {
            self.maps.push(index);
        }
        format!(" ({})", local_name(&self.provider.maps[index].name))
    }
}

fn count(count: Extent, siblings: &[model::Item]) -> String {
    match count {
        Extent::None => String::new(),
        Extent::Constant(number) => format!("[{number}]"),
        Extent::Item(index) => format!("[{}]", siblings[index].name),
    }
}

fn map(map: &Map, texts: &Texts<'_>) -> MapTable {
    let rows = map.items.iter().map(|item| {
        let value = match map.kind {
            MapKind::Value => item.value.to_string(),
            MapKind::Bit => format!("{:#x}", item.value),
        };
        let text = texts.get(Some(item.message), &[]);
        (value, text.unwrap_or_default())
    });
    MapTable {
        name: local_name(&map.name).to_owned(),
        rows: rows.collect(),
    }
}
