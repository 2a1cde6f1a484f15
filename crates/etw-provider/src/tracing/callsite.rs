//! [`EventCallsite`]: the `tracing` callsite of an event of a manifest.

use core::sync::atomic::{AtomicU8, Ordering};
use std::boxed::Box;
use std::format;
use std::string::{String, ToString};
use std::sync::OnceLock;
use std::vec::Vec;

use tracing_core::field::{FieldSet, Value};
use tracing_core::subscriber::Interest;
use tracing_core::{Callsite, Dispatch, Event, Kind, Level, Metadata, identify_callsite};

use super::target::Target;
use super::values;
use crate::{
    Channel, EmittedEvent, EventDescriptor, EventMetadata, Fields, Keyword, Opcode,
    ProviderMetadata, Task,
};

/// The names of the fields that all events have, in the order of [`EventCallsite::dispatch`].
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

/// An event of a manifest, and the subscriber's interest in it.
pub(super) struct EventCallsite {
    target: &'static Target,
    event: &'static EventMetadata,
    names: Names,
    interest: AtomicU8,
    metadata: OnceLock<Metadata<'static>>,
}

/// The names of the numbers of an event, as far as they have names.
#[derive(Default)]
struct Names {
    channel: Option<&'static str>,
    task: Option<&'static str>,
    opcode: Option<&'static str>,
    keywords: Option<String>,
}

impl EventCallsite {
    /// Makes a callsite, which `tracing` requires to live as long as the program, with the names from these metadata.
    pub(super) fn leak(
        target: &'static Target,
        event: &'static EventMetadata,
        metadata: &[&'static ProviderMetadata],
    ) -> &'static Self {
        // The last metadata may be those of a fragment, which know its base as well.
        let names = metadata.last().map(|it| Names::new(it, event.descriptor()));
        let callsite: &'static Self = Box::leak(Box::new(Self {
            target,
            event,
            names: names.unwrap_or_default(),
            interest: AtomicU8::new(NEVER),
            metadata: OnceLock::new(),
        }));
        callsite.metadata.get_or_init(|| {
            let fields = FieldSet::new(field_names(event), identify_callsite!(callsite));
            let (name, level) = (event.symbol(), level(event.descriptor().level));
            let target = target.name();
            Metadata::new(name, target, level, None, None, None, fields, Kind::EVENT)
        });
        callsite
    }

    /// Returns `true` if the subscriber wants the event now.
    pub(super) fn is_enabled(&self, dispatch: &Dispatch) -> bool {
        match self.interest.load(Ordering::Relaxed) {
            NEVER => false,
            ALWAYS => true,
            _ => dispatch.enabled(self.metadata()),
        }
    }

    /// Delivers an event to a subscriber.
    pub(super) fn dispatch(&'static self, dispatch: &Dispatch, event: &EmittedEvent<'_>) {
        let fields = Fields::new(event.event.fields(), event.payload);
        let message = self.target.message(event);
        let descriptor = &event.event.descriptor();
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
        // Of a payload that does not match its template, there are fewer values.
        all.resize(self.metadata().fields().len(), None);
        let metadata = self.metadata();
        let values = metadata.fields().value_set_all(&all);
        dispatch.event(&Event::new(metadata, &values));
    }

    fn metadata(&self) -> &Metadata<'static> {
        self.metadata.get().expect("set when the callsite is made")
    }
}

/// Returns `true` for an event that a bridge delivers to the subscriber.
#[cfg(feature = "tracing-subscriber")]
pub(super) fn is_forwarded(metadata: &Metadata<'_>) -> bool {
    // The macros of `tracing` always name a file.
    metadata.file().is_none() && metadata.fields().field(COMMON[1]).is_some()
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
            let word = self.event.word();
            self.target.interest_changed(word, interest != NEVER);
        }
    }

    fn metadata(&self) -> &Metadata<'_> {
        self.metadata()
    }
}

impl Names {
    fn new(provider: &'static ProviderMetadata, descriptor: &EventDescriptor) -> Self {
        let opcode = provider.opcode(descriptor.task, descriptor.opcode);
        let keywords = provider.keywords_of(descriptor.keyword);
        let keywords: Vec<&str> = keywords.map(Keyword::name).collect();
        Self {
            channel: provider.channel(descriptor.channel).map(Channel::name),
            task: provider.task(descriptor.task).map(Task::name),
            opcode: opcode.map(Opcode::name),
            keywords: (!keywords.is_empty()).then(|| keywords.join(", ")),
        }
    }
}

/// Returns the names of all fields, which live as long as the program.
fn field_names(event: &'static EventMetadata) -> &'static [&'static str] {
    let own = event.fields().iter().map(|field| {
        if COMMON.contains(&field.name()) {
            &*Box::leak(format!("field.{}", field.name()).into_boxed_str())
        } else {
            field.name()
        }
    });
    let names: Vec<&'static str> = COMMON.into_iter().chain(own).collect();
    Vec::leak(names)
}

/// Returns the nearest level. `tracing` has no level for events of level 0, and none above `ERROR`.
fn level(level: u8) -> Level {
    match level {
        1 | 2 => Level::ERROR,
        3 => Level::WARN,
        0 | 4 => Level::INFO,
        5 => Level::DEBUG,
        _ => Level::TRACE,
    }
}
