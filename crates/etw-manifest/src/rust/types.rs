//! The names of the types in the module of a provider.

use proc_macro2::Ident;

use super::names::{self, RESERVED_TYPES, Scope};
use super::text::Texts;
use super::width::Width;
use crate::collection::{OrderedMap, sort};
use crate::model::{Event, ItemKind, Map, Provider, Template};

/// Every type of a provider's module. Events choose first, then maps, then structs, each in document order; last come the
/// views.
pub(super) struct Types {
    events: OrderedMap<usize, Ident>,
    maps: OrderedMap<(usize, Width), MapType>,
    structures: OrderedMap<(usize, usize), Ident>,
    event_views: OrderedMap<usize, Ident>,
    structure_views: OrderedMap<(usize, usize), Ident>,
    any_event: Ident,
}

/// The type of a map at a width.
pub(super) struct MapType {
    pub(super) name: Ident,
    /// The first of its constants, for examples.
    pub(super) constant: Option<Ident>,
}

impl Types {
    /// Names types for all events that are logged, and for the maps and structs that these use.
    pub(super) fn new(provider: &Provider, texts: &Texts<'_>) -> Self {
        let mut scope = Scope::new(RESERVED_TYPES);
        let events: OrderedMap<usize, Ident> = logged(provider)
            .map(|(at, event)| (at, event_name(event, &mut scope)))
            .collect();
        let templates = used_templates(provider);
        let mut maps = OrderedMap::new();
        for (_, template) in &templates {
            name_maps(template, provider, texts, &mut maps, &mut scope);
        }
        let mut structures = OrderedMap::new();
        for (index, template) in &templates {
            name_structures(*index, template, &mut structures, &mut scope);
        }
        let mut view = |name: &Ident| {
            let name = format!("{}View", names::type_name(&name.to_string(), "View"));
            names::ident(&scope.claim(name))
        };
        let event_views = logged(provider).map(|(at, _)| (at, view(&events[&at])));
        let event_views = event_views.collect();
        let mut keys: Vec<_> = structures.keys().copied().collect();
        sort::sort(&mut keys);
        let structure_views = keys.into_iter().map(|key| (key, view(&structures[&key])));
        let structure_views = structure_views.collect();
        Self {
            events,
            maps,
            structures,
            event_views,
            structure_views,
            any_event: names::ident(&scope.claim("AnyEvent".to_owned())),
        }
    }

    /// The view of an event, if it has one.
    pub(super) fn event_view(&self, index: usize) -> &Ident {
        &self.event_views[&index]
    }

    /// The view of a struct, if it has one.
    pub(super) fn structure_view(&self, template: usize, item: usize) -> &Ident {
        &self.structure_views[&(template, item)]
    }

    /// The type that is any of the events.
    pub(super) const fn any_event(&self) -> &Ident {
        &self.any_event
    }

    /// The type of a logged event.
    pub(super) fn event(&self, index: usize) -> &Ident {
        &self.events[&index]
    }

    /// The type of a map at a width at which an item uses it.
    pub(super) fn map(&self, index: usize, width: Width) -> &MapType {
        &self.maps[&(index, width)]
    }

    /// The types of a map, one for each width at which an item uses it.
    pub(super) fn of_map(&self, index: usize) -> impl Iterator<Item = (Width, &Ident)> {
        let name = move |width| Some((width, &self.maps.get(&(index, width))?.name));
        Width::ALL.into_iter().filter_map(name)
    }

    /// The type of a struct, by the indexes of its template and item.
    pub(super) fn structure(&self, template: usize, item: usize) -> &Ident {
        &self.structures[&(template, item)]
    }
}

/// The events that the generated code can emit: like mc.exe's header, it leaves out those that are `notLogged`.
pub(super) fn logged(provider: &Provider) -> impl Iterator<Item = (usize, &Event)> {
    let events = provider.events.iter().enumerate();
    events.filter(|(_, event)| !event.not_logged)
}

/// The templates of logged events, in document order.
pub(super) fn used_templates(provider: &Provider) -> Vec<(usize, &Template)> {
    let mut used = vec![false; provider.templates.len()];
    for (_, event) in logged(provider) {
        if let Some(template) = event.template {
            used[template] = true;
        }
    }
    let templates = provider.templates.iter().enumerate();
    templates.filter(|(index, _)| used[*index]).collect()
}

/// The name of a type that is not reserved: `Option` becomes `OptionEvent`.
fn unreserved(name: String, suffix: &str) -> String {
    if is_reserved(&name) {
        name + suffix
    } else {
        name
    }
}

/// Returns `true` for a name that no generated type has.
pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED_TYPES
        .iter()
        .any(|it| it.eq_ignore_ascii_case(name))
}

/// The name that an event has in Rust, if it meets no other.
pub(super) fn name_of_event(event: &Event) -> String {
    let label = event.symbol.as_ref().or(event.name.as_ref());
    match (names::given(event.rust_name.as_deref()), label) {
        (Some(name), _) => name,
        (None, Some(label)) => names::type_name(label, "Event"),
        (None, None) => format!("Event{}", event.id),
    }
}

/// The name that a map has in Rust, if it meets no other.
pub(super) fn name_of_map(map: &Map) -> String {
    let label = map.symbol.as_deref().unwrap_or(names::local(&map.name));
    names::given(map.rust_name.as_deref()).unwrap_or_else(|| names::type_name(label, "Map"))
}

fn event_name(event: &Event, scope: &mut Scope) -> Ident {
    let name = unreserved(name_of_event(event), "Event");
    names::ident(&scope.claim_or(name, |name| format!("{name}V{}", event.version)))
}

fn name_maps(
    template: &Template,
    provider: &Provider,
    texts: &Texts<'_>,
    maps: &mut OrderedMap<(usize, Width), MapType>,
    scope: &mut Scope,
) {
    let members = template.items.iter().flat_map(|item| match &item.kind {
        ItemKind::Struct(members) => members.as_slice(),
        ItemKind::Value { .. } => std::slice::from_ref(item),
    });
    for item in members {
        let ItemKind::Value {
            in_type,
            map: Some(map),
            ..
        } = item.kind
        else {
            continue;
        };
        let width = Width::of(in_type);
        if maps.contains_key(&(map, width)) {
            continue;
        }
        let other_width = Width::ALL
            .into_iter()
            .any(|it| maps.contains_key(&(map, it)));
        let name = map_name(&provider.maps[map], other_width.then_some(width), scope);
        let constant = names::map_constants(&provider.maps[map], width, texts).next();
        let constant = constant.map(|(_, name)| name);
        maps.insert((map, width), MapType { name, constant });
    }
}

/// The first width that is used has the plain name, so that further uses rename nothing.
fn map_name(map: &Map, suffix: Option<Width>, scope: &mut Scope) -> Ident {
    let mut name = unreserved(name_of_map(map), "Map");
    if let Some(width) = suffix {
        name.push_str(&width.primitive().to_ascii_uppercase());
    }
    names::ident(&scope.claim_or(name, |name| format!("{name}Map")))
}

/// A struct is named after its template and itself, because several templates may have one of the same name.
fn name_structures(
    index: usize,
    template: &Template,
    structures: &mut OrderedMap<(usize, usize), Ident>,
    scope: &mut Scope,
) {
    for (at, item) in template.items.iter().enumerate() {
        if matches!(item.kind, ItemKind::Struct(_)) {
            let template = names::type_name(&template.tid, "Template");
            let own = names::type_name(&item.name, "Struct");
            let name = unreserved(format!("{template}{own}"), "Struct");
            let name = names::ident(&scope.claim_or(name, |name| format!("{name}Struct")));
            structures.insert((index, at), name);
        }
    }
}
