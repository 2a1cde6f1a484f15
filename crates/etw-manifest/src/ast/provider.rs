//! `<provider>` as written, with all its lists.

use std::ops::RangeInclusive;

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{
    Channel, Event, Filter, ImportChannel, Keyword, Level, Map, Opcode, PatternMap, Role, Spanned,
    Task, Template, Text, channel, event, filter, keyword, level, map, named_queries, opcode, task,
    template,
};
use crate::diagnostic::{Diagnostics, codes};
use crate::guid::Guid;
use crate::model::{MapKind, Traits};
use crate::source::Span;
use crate::xml::Element;

#[derive(Default)]
pub(crate) struct Provider<'t> {
    pub(crate) name: Option<Text<'t>>,
    pub(crate) guid: Option<Spanned<Guid>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) resource_file: Option<Text<'t>>,
    pub(crate) message_file: Option<Text<'t>>,
    pub(crate) parameter_file: Option<Text<'t>>,
    pub(crate) help_link: Option<Text<'t>>,
    pub(crate) control_guid: Option<Spanned<Guid>>,
    pub(crate) traits: Option<Traits>,
    pub(crate) message: Option<Text<'t>>,
    /// The event ids that the manifest reserves for its fragments.
    pub(crate) fragment_ids: Vec<Spanned<RangeInclusive<u16>>>,
    pub(crate) channels: Vec<ChannelEntry<'t>>,
    pub(crate) levels: Vec<Level<'t>>,
    pub(crate) tasks: Vec<Task<'t>>,
    pub(crate) opcodes: Vec<Opcode<'t>>,
    pub(crate) keywords: Vec<Keyword<'t>>,
    pub(crate) maps: Vec<Map<'t>>,
    pub(crate) pattern_maps: Vec<PatternMap<'t>>,
    pub(crate) templates: Vec<Template<'t>>,
    pub(crate) filters: Vec<Filter<'t>>,
    pub(crate) events: Vec<Event<'t>>,
    pub(crate) span: Span,
    pub(crate) name_span: Span,
}

/// An entry of the list of channels, whose order determines their numbers.
pub(crate) enum ChannelEntry<'t> {
    Declared(Box<Channel<'t>>),
    Imported(ImportChannel<'t>),
}

pub(super) fn parse<'t>(
    element: &'t Element<'t>,
    role: Role,
    diagnostics: &mut Diagnostics,
) -> Provider<'t> {
    let (mut provider, is_wbem) = parse_attributes(element, role, diagnostics);
    for (name, list) in children(element, LISTS, diagnostics) {
        parse_list(&mut provider, (name, list), diagnostics);
    }
    // mc.exe ignores these lists: it rejects an event that names one of their items.
    if is_wbem {
        provider.channels.clear();
        provider.levels.clear();
        provider.keywords.clear();
        provider.filters.clear();
    }
    provider
}

/// The lists of a provider, in the order of the schema.
pub(crate) const LISTS: &[&str] = &[
    "traits",
    "channels",
    "levels",
    "tasks",
    "opcodes",
    "keywords",
    "maps",
    "namedQueries",
    "templates",
    "filters",
    "events",
];

/// The values of `source`; `true` is that of providers for which mc.exe ignores a part of the lists.
const SOURCES: &[(&str, bool)] = &[("Xml", false), ("Wbem", true)];

/// Reads the attributes, and whether the source is `Wbem`.
fn parse_attributes<'t>(
    element: &'t Element<'t>,
    role: Role,
    diagnostics: &mut Diagnostics,
) -> (Provider<'t>, bool) {
    let mut attributes = Attributes::new("provider", element, diagnostics);
    let (name, guid, symbol, resource_file) = match role {
        Role::Manifest => (
            attributes.required_name("name"),
            attributes.required_guid("guid"),
            attributes.required_symbol(),
            attributes.required_name_as(
                codes::RESOURCE_FILE,
                "resourceFileName",
                Some("readers cannot find the resources"),
            ),
        ),
        Role::Fragment => (
            attributes.name("name"),
            attributes.guid("guid"),
            attributes.symbol(),
            attributes.name("resourceFileName"),
        ),
    };
    let provider = Provider {
        name,
        guid,
        symbol,
        resource_file,
        message_file: attributes.name("messageFileName"),
        parameter_file: attributes.name("parameterFileName"),
        help_link: attributes.text("helpLink"),
        control_guid: attributes.guid("controlGuid"),
        message: attributes.message(),
        fragment_ids: attributes.fragment_ids(),
        span: element.span,
        name_span: element.name_span,
        ..Provider::default()
    };
    // In the schema, and of no effect on any output.
    for other in ["namespace", "warnOnApplicationCompatibilityError"] {
        attributes.text(other);
    }
    let source = attributes.choice("source", SOURCES);
    attributes.check_not_empty("resourceFileName", provider.resource_file);
    attributes.finish();
    (provider, source.is_some_and(|it| it.value))
}

fn parse_list<'t>(
    provider: &mut Provider<'t>,
    (name, list): (&'static str, &'t Element<'t>),
    diagnostics: &mut Diagnostics,
) {
    match name {
        "traits" => provider.traits = Some(parse_traits(list, diagnostics)),
        "channels" => parse_channels(provider, list, diagnostics),
        "maps" => parse_maps(provider, list, diagnostics),
        "namedQueries" => {
            let maps = named_queries::parse(list, diagnostics);
            provider.pattern_maps.extend(maps);
        }
        _ => parse_plain_list(provider, name, List { list, diagnostics }),
    }
}

/// Reads a list that has one kind of child.
fn parse_plain_list<'t>(provider: &mut Provider<'t>, name: &str, mut reader: List<'t, '_>) {
    match name {
        "levels" => reader.each(&mut provider.levels, &["level"], level::parse),
        "tasks" => reader.each(&mut provider.tasks, &["task"], task::parse),
        "opcodes" => reader.each(&mut provider.opcodes, &["opcode"], opcode::parse),
        "keywords" => reader.each(&mut provider.keywords, &["keyword"], keyword::parse),
        "templates" => reader.each(&mut provider.templates, &["template"], template::parse),
        "filters" => reader.each(&mut provider.filters, &["filter"], filter::parse),
        _ => reader.each(&mut provider.events, &["event"], event::parse),
    }
}

/// A list that has one kind of child.
struct List<'t, 'd> {
    list: &'t Element<'t>,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> List<'t, '_> {
    fn each<T>(
        &mut self,
        parsed: &mut Vec<T>,
        known: &'static [&'static str],
        parse: fn(&'t Element<'t>, &mut Diagnostics) -> T,
    ) {
        let found = children(self.list, known, self.diagnostics);
        parsed.reserve_exact(found.len());
        for (_, child) in found {
            parsed.push(parse(child, self.diagnostics));
        }
    }
}

fn parse_traits(element: &Element<'_>, diagnostics: &mut Diagnostics) -> Traits {
    let mut attributes = Attributes::new("traits", element, diagnostics);
    let traits = Traits {
        group_guid: attributes.guid("groupGuid").map(|it| it.value),
        include_name: attributes.boolean("includeName").is_some_and(|it| it.value),
    };
    attributes.finish();
    traits
}

fn parse_channels<'t>(
    provider: &mut Provider<'t>,
    list: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) {
    for (name, child) in children(list, &["channel", "importChannel"], diagnostics) {
        provider.channels.push(match name {
            "channel" => ChannelEntry::Declared(Box::new(channel::parse(child, diagnostics))),
            _ => ChannelEntry::Imported(channel::parse_import(child, diagnostics)),
        });
    }
}

fn parse_maps<'t>(
    provider: &mut Provider<'t>,
    list: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) {
    for (name, child) in children(list, &["valueMap", "bitMap"], diagnostics) {
        let kind = if name == "bitMap" {
            MapKind::Bit
        } else {
            MapKind::Value
        };
        provider.maps.push(map::parse(kind, child, diagnostics));
    }
}
