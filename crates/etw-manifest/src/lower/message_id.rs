//! Message ids: which number each string has in the message tables.
//!
//! Ids belong to strings. The first object that uses a string gives it its id, by a fixed order of kinds that was
//! measured on mc.exe 6.3: provider, level, keyword, channel, global opcode, each task after its own opcodes, bit map
//! item, value map item, filter, event with a bare id, other event; within a kind in document order. Bits 24 to 27 of
//! every id count the providers that have ids to give.

use crate::ast::{self, shorten};
use crate::collection::{OrderedMap, OrderedSet};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::lower::strings::Strings;
use crate::model::{Channel, Event, Map, MapKind, Opcode, Provider, StringIndex};
use crate::source::Span;
use crate::winmeta;

/// The bits of the provider in message ids.
const PROVIDER: u32 = 0x0F00_0000;
const MAX_PROVIDERS: usize = 16;

/// Gives every used string its id, and reports two strings with the same one.
pub(super) fn assign(
    providers: &[Provider],
    asts: &[ast::Provider<'_>],
    strings: &mut Strings<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut too_many = None;
    let mut counter = 0;
    let told = shared_strings(diagnostics);
    for (index, provider) in providers.iter().enumerate() {
        let nibble = u32::try_from(counter % MAX_PROVIDERS).unwrap_or_default() << 24;
        let mut ids = Ids {
            nibble,
            strings: &mut *strings,
            has_messages: false,
            has_given: false,
        };
        ids.provider(provider);
        too_many = too_many.or((ids.has_given && counter >= MAX_PROVIDERS).then_some(index));
        // A provider all of whose messages have ids already leaves the number to the next one.
        counter += usize::from(ids.has_given || !ids.has_messages);
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
    has_messages: bool,
    /// Whether this provider gave a string its id.
    has_given: bool,
}

impl Ids<'_, '_> {
    /// Gives a string an id if it has none yet. Returns whether it had none.
    fn give(&mut self, string: Option<StringIndex>, id: u32) -> bool {
        let Some(string) = string.and_then(|string| self.strings.used_mut().get_mut(string)) else {
            return false;
        };
        let fresh = string.message_id.is_none();
        string.message_id.get_or_insert(id | self.nibble);
        self.has_messages = true;
        self.has_given |= fresh;
        fresh
    }

    fn provider(&mut self, provider: &Provider) {
        // Provider and channels share one count, which a string with an id of its own does not raise.
        let mut count = 1 + u32::from(self.give(provider.message, 0x9000_0001));
        for level in &provider.levels {
            self.give(level.message, 0x5000_0000 + u32::from(level.value));
        }
        for keyword in &provider.keywords {
            self.give(
                keyword.message,
                // The number of the bit, from 1.
                0x1000_0000 + (64 - keyword.mask.leading_zeros()),
            );
        }
        for channel in &provider.channels {
            count += u32::from(self.give(channel.message, 0x9000_0000 + count));
        }
        // A map, because looking through all opcodes for each task would take the product of their numbers.
        let mut opcodes: OrderedMap<Option<usize>, Vec<&Opcode>> = OrderedMap::new();
        for opcode in &provider.opcodes {
            opcodes.get_or_insert(opcode.task, Vec::new()).push(opcode);
        }
        self.opcodes(opcodes.get(&None), 0);
        for (index, task) in provider.tasks.iter().enumerate() {
            self.opcodes(opcodes.get(&Some(index)), task.value);
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

    fn opcodes(&mut self, opcodes: Option<&Vec<&Opcode>>, task: u16) {
        for opcode in opcodes.into_iter().flatten() {
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
        // A string that two events share gets the bare id even if that event is the later one.
        for event in &provider.events {
            if has_bare_id(event, provider, &newest) {
                self.give(event.message, event.id.into());
            }
        }
        for event in &provider.events {
            let id = 0xB000_0000 + (u32::from(event.version) << 16) + u32::from(event.id);
            self.give(event.message, id);
        }
    }
}

/// Returns the highest version of each event id.
fn newest_versions(provider: &Provider) -> OrderedMap<u16, u8> {
    let mut newest = OrderedMap::new();
    for event in &provider.events {
        let version = newest.get_or_insert(event.id, event.version);
        *version = event.version.max(*version);
    }
    newest
}

/// Returns `true` if the message id of an event is just its id: in a classic event, and in the newest version of an event of a
/// global log.
fn has_bare_id(event: &Event, provider: &Provider, newest: &OrderedMap<u16, u8>) -> bool {
    let is_classic = |index: &usize| provider.keywords[*index].name == winmeta::CLASSIC;
    let is_newest = newest[&event.id] == event.version;
    is_newest && is_in_global_log(event, provider) || event.keywords.iter().any(is_classic)
}

/// Returns where strings that two events of a global log share were reported.
fn shared_strings(diagnostics: &Diagnostics) -> OrderedSet<Span> {
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
    told: &OrderedSet<Span>,
    strings: &Strings<'_>,
    diagnostics: &mut Diagnostics,
) {
    let newest = newest_versions(provider);
    for (event, ast) in provider.events.iter().zip(&ast.events) {
        let (true, Some(string), Some(place)) = (
            is_in_global_log(event, provider) && newest[&event.id] == event.version,
            event.message,
            ast.message,
        ) else {
            continue;
        };
        let id = strings.used()[string].message_id.unwrap_or_default();
        if id & !PROVIDER != u32::from(event.id) && !told.contains(&place.span) {
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
    channel.is_some_and(Channel::is_global_log)
}

fn check_unique(strings: &Strings<'_>, diagnostics: &mut Diagnostics) {
    let mut owners: OrderedMap<u32, StringIndex> = OrderedMap::new();
    for (index, string) in strings.used().iter().enumerate() {
        let Some(id) = string.message_id else {
            continue;
        };
        let first = *owners.get_or_insert(id, index);
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
