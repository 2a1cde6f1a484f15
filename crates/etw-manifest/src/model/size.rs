//! An upper bound for the size of a manifest's resources.

use crate::model::{Item, ItemKind, Manifest, Provider, Template, UserContent, UserElement};

/// The most that an entry takes apart from its texts.
const ENTRY: u64 = 256;
/// UTF-16, in each of the tables that repeat a text.
const PER_BYTE: u64 = 8;

impl Manifest {
    /// Returns more bytes than the resources can take, in all locales together.
    pub(crate) fn max_resource_size(&self) -> u64 {
        let locales = self.localization.locales.len() as u64 + 1;
        let strings = self.localization.strings.iter();
        let messages = strings.map(|it| {
            let longest = it.texts.iter().flatten().map(|it| size(it)).max();
            longest.unwrap_or(ENTRY) * locales
        });
        let providers = self.providers.iter().map(provider);
        16 * ENTRY + messages.chain(providers).sum::<u64>()
    }
}

fn size(text: &str) -> u64 {
    ENTRY + text.len() as u64 * PER_BYTE
}

fn provider(provider: &Provider) -> u64 {
    let events = provider.events.iter().map(|event| {
        let texts = event.attributes.iter().chain(&event.name);
        ENTRY + 4 * event.keywords.len() as u64 + texts.map(|it| size(it)).sum::<u64>()
    });
    let maps = provider.maps.iter();
    let maps = maps.map(|map| size(&map.name) + 8 * map.items.len() as u64);
    let patterns = provider.pattern_maps.iter().map(|map| {
        let items = map.items.iter();
        let items = items.map(|(name, value)| size(name) + size(value));
        size(&map.name) + size(&map.format) + items.sum::<u64>()
    });
    let names = (provider.channels.iter().map(|it| &it.name))
        .chain(provider.levels.iter().map(|it| &it.name))
        .chain(provider.tasks.iter().map(|it| &it.name))
        .chain(provider.opcodes.iter().map(|it| &it.name))
        .chain(provider.keywords.iter().map(|it| &it.name))
        .chain(provider.filters.iter().map(|it| &it.name))
        .chain([&provider.name]);
    let templates = provider.templates.iter().map(template);
    events
        .chain(maps)
        .chain(patterns)
        .chain(names.map(|it| size(it)))
        .chain(templates)
        .sum()
}

/// The names of items appear in the list of items and in the document that shows them, each with a tag around it.
fn template(template: &Template) -> u64 {
    let document = template.user_data.as_ref().map_or(ENTRY, element);
    let name = template.name.as_deref().map_or(ENTRY, size);
    document + name + 4 * items(&template.items)
}

fn items(list: &[Item]) -> u64 {
    let one = |item: &Item| match &item.kind {
        ItemKind::Value { .. } => size(&item.name),
        ItemKind::Struct(inner) => size(&item.name) + items(inner),
    };
    list.iter().map(one).sum()
}

fn element(root: &UserElement) -> u64 {
    let attributes = root.attributes.iter();
    let attributes = attributes.map(|(name, value)| size(name) + size(value));
    let content = root.content.iter().map(|content| match content {
        UserContent::Element(child) => element(child),
        UserContent::Text(it) | UserContent::CData(it) => size(it),
        UserContent::Instruction { target, data } => size(target) + size(data),
    });
    size(&root.name) + attributes.chain(content).sum::<u64>()
}
