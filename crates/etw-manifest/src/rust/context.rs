//! What the parts of a provider's module have to know of each other: names, types, words.

use super::Visibility;
use super::enable::Words;
use super::labels::Labels;
use super::names::{self, Scope};
use super::print::Code;
use super::record::Record;
use super::structure::Structure;
use super::template::UsedTemplate;
use super::text::Texts;
use super::types::{Types, logged, used_templates};
use crate::model::{Event, Item, ItemKind, Manifest, Map, Provider, Template};
use crate::source::{Source, Span};

/// A provider with everything that is decided before the first token is written.
pub(super) struct Context<'m> {
    pub(super) provider: &'m Provider,
    source: Option<&'m Source>,
    /// The manifest, if only a fragment of it is generated.
    pub(super) base: Option<Base>,
    pub(super) visibility: Visibility,
    /// The path of the types for users of the package, if it is known.
    pub(super) public_path: Option<String>,
    pub(super) texts: Texts<'m>,
    pub(super) types: Types,
    pub(super) words: Words,
    pub(super) labels: Labels,
    /// The statics of events, by index; `None` for an event that is not logged.
    event_statics: Vec<Option<Code>>,
    /// The statics of maps, by index.
    pub(super) map_statics: Vec<Code>,
    /// By index; `None` for a template that no logged event uses.
    pub(super) templates: Vec<Option<UsedTemplate>>,
}

/// The manifest of a fragment that is generated without it.
pub(super) struct Base {
    /// The `source` of the items of the fragment.
    pub(super) source: usize,
    /// The path of the module with the code of the provider.
    pub(super) path: Code,
}

impl<'m> Context<'m> {
    pub(super) fn new(
        manifest: &'m Manifest,
        provider: &'m Provider,
        source: Option<&'m Source>,
        base: Option<Base>,
        visibility: Visibility,
        public_path: Option<String>,
    ) -> Self {
        let texts = Texts::new(&manifest.localization);
        let types = Types::new(provider, &texts);
        Self {
            provider,
            source,
            base,
            visibility,
            public_path,
            words: Words::new(provider),
            labels: Labels::new(provider),
            event_statics: event_statics(provider, &types),
            map_statics: map_statics(provider),
            templates: templates(provider, &types, &texts),
            types,
            texts,
        }
    }

    /// The events that have types, with their indexes.
    pub(super) fn events(&self) -> impl Iterator<Item = (usize, &'m Event)> + use<'m> {
        logged(self.provider)
    }

    /// Returns `true` unless only a fragment is generated and something belongs to another file.
    pub(super) fn is_own(&self, source: usize) -> bool {
        self.base.as_ref().is_none_or(|it| it.source == source)
    }

    /// The maps that belong here or that fields use, with their indexes.
    pub(super) fn maps(&self) -> impl Iterator<Item = (usize, &'m Map)> {
        let maps = self.provider.maps.iter().enumerate();
        maps.filter(|(at, map)| self.is_own(map.source) || self.types.of_map(*at).next().is_some())
    }

    /// The template of an event.
    pub(super) fn template(&self, event: &Event) -> Option<&UsedTemplate> {
        self.templates[event.template?].as_ref()
    }

    /// The fields of an event; `None` if it has none, so that its struct is a unit.
    pub(super) fn record(&self, event: &Event) -> Option<&Record> {
        let record = self.template(event).map(|it| &it.record);
        record.filter(|it| !it.fields.is_empty())
    }

    /// Where the manifest declares something, as `path:line`, if the source is known. Of an absolute path only the name of the
    /// file is shown, so that the same code is generated in any folder.
    pub(super) fn place(&self, span: Span) -> Option<String> {
        let source = self.source?;
        let line = source.position(span.start()).line;
        let name = source.name_at(span.start());
        let is_absolute = name.starts_with(['/', '\\']) || name.contains(':');
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        Some(format!("{}:{line}", if is_absolute { file } else { name }))
    }

    /// The static of a logged event.
    pub(super) fn event_static(&self, index: usize) -> &Code {
        let ident = self.event_statics[index].as_ref();
        ident.expect("a logged event has a static")
    }
}

fn event_statics(provider: &Provider, types: &Types) -> Vec<Option<Code>> {
    let mut statics: Vec<Option<Code>> = Vec::new();
    statics.resize_with(provider.events.len(), || None);
    for (index, _) in logged(provider) {
        let ty = types.event(index).to_string();
        let name = names::constant(&ty, "EVENT");
        statics[index] = Some(Code::ident(&names::ident(&format!("EVENT_{name}"))));
    }
    statics
}

fn map_statics(provider: &Provider) -> Vec<Code> {
    let mut scope = Scope::new(&[]);
    let maps = provider.maps.iter().map(|map| {
        let name = names::constant(names::local(&map.name), "MAP");
        Code::ident(&names::ident(&format!("MAP_{}", scope.claim(name))))
    });
    maps.collect()
}

fn templates(provider: &Provider, types: &Types, texts: &Texts<'_>) -> Vec<Option<UsedTemplate>> {
    let mut scope = Scope::new(&[]);
    let mut templates: Vec<Option<UsedTemplate>> = Vec::new();
    templates.resize_with(provider.templates.len(), || None);
    for (index, template) in used_templates(provider) {
        let name = scope.claim(names::constant(&template.tid, "TEMPLATE"));
        templates[index] = Some(used_template(&name, index, template, types, texts));
    }
    templates
}

fn used_template(
    name: &str,
    index: usize,
    template: &Template,
    types: &Types,
    texts: &Texts<'_>,
) -> UsedTemplate {
    let structure = |(at, item): (usize, &Item)| match &item.kind {
        ItemKind::Value { .. } => None,
        ItemKind::Struct(members) => Some(Structure {
            name: types.structure(index, at).clone(),
            view: types.structure_view(index, at).clone(),
            record: Record::new(members, types, texts, &[]),
        }),
    };
    let structures: Vec<_> = template.items.iter().enumerate().map(structure).collect();
    UsedTemplate {
        name: Code::ident(&names::ident(&format!("TEMPLATE_{name}"))),
        document: Code::ident(&names::ident(&format!("DOCUMENT_{name}"))),
        record: Record::new(&template.items, types, texts, &structures),
        structures,
    }
}
