//! [`EventCallsite`]: an event of a manifest as `tracing` wants to know it.

use core::sync::atomic::{AtomicU8, Ordering};
use std::boxed::Box;
use std::format;
use std::string::{String, ToString};
use std::sync::OnceLock;
use std::vec::Vec;

use tracing_core::field::{FieldSet, Value};
use tracing_core::subscriber::Interest;
use tracing_core::{Callsite, Dispatch, Event, Kind, Level, Metadata, identify_callsite};

use super::bridge::Bridge;
use super::values;
use crate::{EmittedEvent, EventEntry, Fields, ProviderMetadata, Renderer};

/// The names of what every event has, in the order of [`EventCallsite::dispatch`].
const COMMON: [&str; 9] = [
    "message",
    "etw.id",
    "etw.version",
    "etw.channel",
    "etw.task",
    "etw.opcode",
    "etw.keywords",
    "etw.activity_id",
    "etw.related_activity_id",
];

const NEVER: u8 = 0;
const SOMETIMES: u8 = 1;
const ALWAYS: u8 = 2;

/// An event of a manifest, with what the subscriber thinks of it.
pub(super) struct EventCallsite {
    bridge: &'static Bridge,
    entry: &'static EventEntry,
    names: Names,
    interest: AtomicU8,
    metadata: OnceLock<Metadata<'static>>,
}

/// What the numbers of an event are called; `None` where they have no name.
struct Names {
    channel: Option<&'static str>,
    task: Option<&'static str>,
    opcode: Option<&'static str>,
    keywords: Option<String>,
}

impl EventCallsite {
    /// A callsite that lives for as long as the program, which `tracing` demands, and is known to it.
    pub(super) fn leak(
        bridge: &'static Bridge,
        provider: &'static ProviderMetadata,
        entry: &'static EventEntry,
    ) -> &'static Self {
        let callsite: &'static Self = Box::leak(Box::new(Self {
            bridge,
            entry,
            names: Names::new(provider, entry),
            interest: AtomicU8::new(NEVER),
            metadata: OnceLock::new(),
        }));
        let event = entry.metadata;
        callsite.metadata.get_or_init(|| {
            let fields = FieldSet::new(field_names(entry), identify_callsite!(callsite));
            let target = provider.provider.identity().name;
            let level = level(event.descriptor.level);
            Metadata::new(
                event.symbol,
                target,
                level,
                None,
                None,
                None,
                fields,
                Kind::EVENT,
            )
        });
        tracing_core::callsite::register(callsite);
        callsite
    }

    /// Whether a subscriber wants an event now.
    pub(super) fn is_enabled(&self, dispatch: &Dispatch) -> bool {
        match self.interest.load(Ordering::Relaxed) {
            NEVER => false,
            ALWAYS => true,
            _ => dispatch.enabled(self.metadata()),
        }
    }

    /// Gives an event to a subscriber.
    pub(super) fn dispatch(
        &'static self,
        dispatch: &Dispatch,
        event: &EmittedEvent<'_>,
        renderer: &Renderer<'_>,
    ) {
        let fields = Fields::new(event.event.fields(), event.payload);
        let message = renderer.message(event);
        let descriptor = &event.event.descriptor;
        let (id, version) = (u64::from(descriptor.id), u64::from(descriptor.version));
        let activity = event.activity_id.map(|id| id.to_string());
        let related = event.related_activity_id.map(|id| id.to_string());
        let values: Vec<Box<dyn Value>> = values::of(&fields);
        let mut all: Vec<Option<&dyn Value>> = Vec::with_capacity(COMMON.len() + values.len());
        all.extend([
            value(message.as_ref()),
            Some(&id),
            Some(&version),
            value(self.names.channel.as_ref()),
            value(self.names.task.as_ref()),
            value(self.names.opcode.as_ref()),
            value(self.names.keywords.as_ref()),
            value(activity.as_ref()),
            value(related.as_ref()),
        ]);
        all.extend(values.iter().map(|value| Some(&**value)));
        // A payload that is not what its fields say ends early.
        all.resize(self.metadata().fields().len(), None);
        let metadata = self.metadata();
        let values = metadata.fields().value_set_all(&all);
        dispatch.event(&Event::new(metadata, &values));
    }

    fn metadata(&self) -> &Metadata<'static> {
        self.metadata.get().expect("set before anybody can ask")
    }
}

fn value<T: Value>(value: Option<&T>) -> Option<&dyn Value> {
    value.map(|value| value as &dyn Value)
}

impl Callsite for EventCallsite {
    fn set_interest(&self, interest: Interest) {
        let interest = if interest.is_never() {
            NEVER
        } else if interest.is_always() {
            ALWAYS
        } else {
            SOMETIMES
        };
        let before = self.interest.swap(interest, Ordering::Relaxed);
        if (before == NEVER) != (interest == NEVER) {
            let word = self.entry.metadata.word;
            self.bridge.interest_changed(word, interest != NEVER);
        }
    }

    fn metadata(&self) -> &Metadata<'_> {
        self.metadata()
    }
}

impl Names {
    fn new(provider: &'static ProviderMetadata, entry: &'static EventEntry) -> Self {
        let descriptor = &entry.metadata.descriptor;
        let opcode = provider.opcode(descriptor.task, descriptor.opcode);
        let keywords = provider.keywords_of(descriptor.keyword);
        let keywords: Vec<&str> = keywords.map(|keyword| keyword.name).collect();
        Self {
            channel: provider.channel(descriptor.channel).map(|it| it.name),
            task: provider.task(descriptor.task).map(|it| it.name),
            opcode: opcode.map(|it| it.name),
            keywords: (!keywords.is_empty()).then(|| keywords.join(", ")),
        }
    }
}

/// The names of all fields, which live for as long as the program.
fn field_names(entry: &'static EventEntry) -> &'static [&'static str] {
    let own = entry.metadata.fields().iter().map(|field| {
        if COMMON.contains(&field.name) {
            &*Box::leak(format!("field.{}", field.name).into_boxed_str())
        } else {
            field.name
        }
    });
    let names: Vec<&'static str> = COMMON.into_iter().chain(own).collect();
    Vec::leak(names)
}

/// The nearest level. There is none for an event that is always to be logged, and none above `ERROR`.
fn level(level: u8) -> Level {
    match level {
        1 | 2 => Level::ERROR,
        3 => Level::WARN,
        0 | 4 => Level::INFO,
        5 => Level::DEBUG,
        _ => Level::TRACE,
    }
}
