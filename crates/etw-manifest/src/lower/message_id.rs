//! Message ids: which number each string has in the message tables.
//!
//! Ids belong to strings. The first object that uses a string gives it its id, by a fixed order of kinds that was
//! measured on mc.exe 6.3: provider, level, keyword, channel, global opcode, task-local opcode, task, bit map item,
//! value map item, filter, event; within a kind in document order. Bits 24 to 27 of every id are the provider's index.

use std::collections::{HashMap, HashSet};

use crate::ast::{self, shorten};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::lower::strings::Strings;
use crate::model::{Event, Map, MapKind, Opcode, Provider, StringIndex};
use crate::source::Span;
use crate::winmeta;

/// Message ids have four bits for the provider.
const MAX_PROVIDERS: usize = 16;

/// Gives every used string its id, and reports two strings with the same one.
pub(super) fn assign(
    providers: &[Provider],
    asts: &[ast::Provider<'_>],
    strings: &mut Strings<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut too_many = None;
    let told = shared_strings(diagnostics);
    for (index, provider) in providers.iter().enumerate() {
        let nibble = u32::try_from(index % MAX_PROVIDERS).unwrap_or_default() << 24;
        let mut ids = Ids {
            nibble,
            strings: &mut *strings,
            automatic: false,
        };
        ids.provider(provider);
        too_many = too_many.or((ids.automatic && index >= MAX_PROVIDERS).then_some(index));
        check_global_logs((provider, &asts[index]), &told, strings, diagnostics);
    }
    // More providers than that are no problem as long as only the first ones need numbers.
    if let Some(index) = too_many {
        let diagnostic = too_many_providers(providers.len(), &asts[index]);
        diagnostics.push(diagnostic);
    }
    // A missing or malformed value is replaced by 0 and would collide with others.
    if !diagnostics.iter().any(Diagnostic::is_fatal) {
        check_unique(strings, diagnostics);
    }
}

fn too_many_providers(count: usize, beyond: &ast::Provider<'_>) -> Diagnostic {
    let message = format!("the manifest has {count} providers");
    Diagnostic::new(codes::TOO_MANY_PROVIDERS, beyond.name_span, message)
        .label("has messages, and is not among the first 16 providers")
        .note("message ids have four bits for the provider")
        .help("move it to another manifest, or give its messages explicit ids in `messageTable`")
}

struct Ids<'c, 't> {
    /// The provider's bits.
    nibble: u32,
    strings: &'c mut Strings<'t>,
    /// Whether a string that this provider uses has no explicit id.
    automatic: bool,
}

impl Ids<'_, '_> {
    /// Gives a string an id if it has none yet. Returns whether it had none.
    fn give(&mut self, string: Option<StringIndex>, id: u32) -> bool {
        let Some(string) = string.and_then(|string| self.strings.used_mut().get_mut(string)) else {
            return false;
        };
        let fresh = string.message_id.is_none();
        string.message_id.get_or_insert(id | self.nibble);
        self.automatic |= !string.fixed_id;
        fresh
    }

    fn provider(&mut self, provider: &Provider) {
        let mut count = 1 + u32::from(self.give(provider.message, 0x9000_0001));
        for level in &provider.levels {
            self.give(level.message, 0x5000_0000 + u32::from(level.value));
        }
        for keyword in &provider.keywords {
            self.give(
                keyword.message,
                0x1000_0000 + (64 - keyword.mask.leading_zeros()),
            );
        }
        for channel in &provider.channels {
            count += u32::from(self.give(channel.message, 0x9000_0000 + count));
        }
        self.opcodes(provider);
        for task in &provider.tasks {
            self.give(task.message, 0x7000_0000 + u32::from(task.value));
        }
        self.maps(provider, MapKind::Bit, 0xF000_0000);
        self.maps(provider, MapKind::Value, 0xD000_0000);
        for filter in &provider.filters {
            let id = 0x5080_0000 + (u32::from(filter.version) << 8) + u32::from(filter.value);
            self.give(filter.message, id);
        }
        self.events(provider);
    }

    fn opcodes(&mut self, provider: &Provider) {
        let local = |it: &&Opcode| it.task.is_some();
        let opcodes = provider.opcodes.iter();
        for opcode in opcodes
            .clone()
            .filter(|it| !local(it))
            .chain(opcodes.filter(local))
        {
            let task = opcode.task.map_or(0, |task| provider.tasks[task].value);
            let id = 0x3000_0000 + (u32::from(task & 0xFF) << 16) + u32::from(opcode.value);
            self.give(opcode.message, id);
        }
    }

    fn maps(&mut self, provider: &Provider, kind: MapKind, first: u32) {
        let mut count = 1;
        let items = |map: &Map| map.items.iter().map(|it| it.message).collect::<Vec<_>>();
        for string in provider
            .maps
            .iter()
            .filter(|it| it.kind == kind)
            .flat_map(items)
        {
            count += u32::from(self.give(Some(string), first + count));
        }
    }

    fn events(&mut self, provider: &Provider) {
        let newest = newest_versions(provider);
        for event in &provider.events {
            let global = is_in_global_log(event, provider);
            let id = if global && newest[&event.id] == event.version {
                u32::from(event.id)
            } else {
                0xB000_0000 + (u32::from(event.version) << 16) + u32::from(event.id)
            };
            self.give(event.message, id);
        }
    }
}

/// The highest version of each event value: only that one has a bare id in a global log.
fn newest_versions(provider: &Provider) -> HashMap<u16, u8> {
    let mut newest = HashMap::new();
    for event in &provider.events {
        let version = newest.entry(event.id).or_insert(event.version);
        *version = event.version.max(*version);
    }
    newest
}

/// Returns where strings that two events of a global log share were reported.
fn shared_strings(diagnostics: &Diagnostics) -> HashSet<Span> {
    let shared = |it: &&Diagnostic| it.code() == codes::GLOBAL_CHANNEL_SHARED_STRING;
    diagnostics
        .iter()
        .filter(shared)
        .map(Diagnostic::span)
        .collect()
}

/// A string of an event in a global log that has an explicit id must have the event's.
fn check_global_logs(
    (provider, ast): (&Provider, &ast::Provider<'_>),
    told: &HashSet<Span>,
    strings: &Strings<'_>,
    diagnostics: &mut Diagnostics,
) {
    for (event, ast) in provider.events.iter().zip(&ast.events) {
        let (true, Some(string), Some(place)) = (
            is_in_global_log(event, provider),
            event.message,
            ast.message,
        ) else {
            continue;
        };
        let id = strings.used()[string].message_id.unwrap_or_default();
        if id & 0xFFFF != u32::from(event.id) && !told.contains(&place.span) {
            let message = format!(
                "the string `{}` has the message id {id:#x}",
                shorten(place.value)
            );
            let diagnostic = Diagnostic::new(codes::GLOBAL_CHANNEL_MESSAGE_ID, place.span, message)
                .label(format!("expected {}, the value of the event", event.id))
                .note("in System, Application and Security the event id is the id of the message")
                .help("give the event a string that nothing else uses or numbers");
            diagnostics.push(diagnostic);
        }
    }
}

fn is_in_global_log(event: &Event, provider: &Provider) -> bool {
    let channel = event.channel.map(|index| &provider.channels[index]);
    channel.is_some_and(|it| winmeta::is_global_log(it.value))
}

fn check_unique(strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    let mut owners: HashMap<u32, StringIndex> = HashMap::new();
    for (index, string) in strings.used().iter().enumerate() {
        let Some(id) = string.message_id else {
            continue;
        };
        let first = *owners.entry(id).or_insert(index);
        if first == index {
            continue;
        }
        let diagnostic = collision(strings, (first, index), id);
        diagnostics.push(diagnostic);
    }
}

fn collision(
    strings: &Strings<'_>,
    (first, second): (StringIndex, StringIndex),
    id: u32,
) -> Diagnostic {
    let name = |index: StringIndex| shorten(&strings.used()[index].id);
    let message = format!(
        "the strings `{}` and `{}` have the same message id {id:#x}",
        name(first),
        name(second)
    );
    let places = [second, first].map(|index| strings.entry(index).map(|it| it.span));
    let place = places.iter().flatten().next().copied().unwrap_or_default();
    let diagnostic = Diagnostic::new(codes::MESSAGE_ID_COLLISION, place, message)
        .label(format!("has the id {id:#x}"))
        .note("an id is derived from the kind and the number of the first item that uses the string, unless a `message` gives it")
        .help("change the number of one of the two, or let both use one string");
    match places {
        [Some(_), Some(other)] => diagnostic.also(other, "has the same id"),
        _ => diagnostic,
    }
}
