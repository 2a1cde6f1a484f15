//! Events of `tracing` that name an event of a manifest: `error!(name: "ShipDocked", berth = 7)`.

use core::fmt;
use std::string::String;
use std::sync::{PoisonError, RwLock};
use std::vec::Vec;

use tracing_core::field::{Field as Recorded, Visit};
use tracing_core::{Event as TracingEvent, Metadata};

use super::levels::Levels;
use super::value::{Value, write};
use crate::{
    Encoded, Event, EventMetadata, Extent, Field, FieldKind, Payload, ProviderMetadata, Refusal,
    Storage,
};

/// The field that names an event by its id.
const ID: &str = "event_id";

/// The metadata of further providers.
static OTHERS: RwLock<Vec<&'static ProviderMetadata>> = RwLock::new(Vec::new());

/// Lets events of `tracing` name the events of a further provider.
///
/// A `tracing_layer` emits an event whose `name` is the symbol of a declared event, or whose field `event_id` is its id, as the
/// declared event: `error!(name: "ShipDocked", berth = 7)`. Names match regardless of case and underscores. The fields must be
/// those of the template: numbers, booleans, texts without a length, and GUIDs. The level is that of the declaration.
///
/// The events of the layer's own provider are known without this, for example those of a fragment.
///
/// If the fields do not match, or a value does not fit, the event is emitted as any other. Values that do not fit are counted by
/// [`Provider::refused`](crate::Provider::refused). A callsite whose fields do not match is reported once, by a `TracingWarn`.
pub fn declare(metadata: &'static ProviderMetadata) {
    let mut others = OTHERS.write().unwrap_or_else(PoisonError::into_inner);
    if !others.iter().any(|it| core::ptr::eq(*it, metadata)) {
        others.push(metadata);
    }
    drop(others);
    // The levels of these events may be others than those of their callsites.
    super::rebuild();
}

/// An event of a manifest with the provider that declares it.
#[derive(Clone, Copy)]
pub(super) struct Declaration {
    pub(super) provider: &'static ProviderMetadata,
    pub(super) event: &'static EventMetadata,
}

/// Returns `true` if only the values of an event tell which event it is.
pub(super) fn has_id(metadata: &Metadata<'_>) -> bool {
    metadata.is_event() && metadata.fields().field(ID).is_some()
}

/// Returns the declared event that a callsite names.
pub(super) fn named(levels: &Levels, metadata: &Metadata<'_>) -> Option<Declaration> {
    // The macros of `tracing` name an event by its file and line unless the program does.
    if !metadata.is_event() || metadata.name().starts_with("event ") {
        return None;
    }
    find(levels, |event| is_alike(event.symbol(), metadata.name()))
}

/// Returns the declared event that an event of `tracing` is.
pub(super) fn of(levels: &Levels, event: &TracingEvent<'_>) -> Option<Declaration> {
    if !has_id(event.metadata()) {
        return named(levels, event.metadata());
    }
    let mut id = Id(None);
    event.record(&mut id);
    find(levels, |it| Some(u64::from(it.descriptor().id)) == id.0)
}

fn find(levels: &Levels, is_it: impl Fn(&EventMetadata) -> bool) -> Option<Declaration> {
    let others = OTHERS.read().unwrap_or_else(PoisonError::into_inner);
    // The events of the layer are declared, too.
    let is_generic = |event| {
        levels
            .events()
            .iter()
            .any(|it| core::ptr::eq((it.metadata)(), event))
    };
    let mut providers = core::iter::once(levels.metadata()).chain(others.iter().copied());
    providers.find_map(|provider| {
        let mut events = provider.events().map(crate::EventEntry::metadata);
        let event = events.find(|it| is_it(it) && !is_generic(*it))?;
        Some(Declaration { provider, event })
    })
}

/// Compares names regardless of case and underscores: `AppDomain` is `app_domain`.
fn is_alike(one: &str, other: &str) -> bool {
    let normal = |byte: &u8| *byte != b'_';
    let (one, other) = (one.bytes(), other.bytes());
    let one = one.filter(normal).map(|it| it.to_ascii_lowercase());
    one.eq(other.filter(normal).map(|it| it.to_ascii_lowercase()))
}

impl Declaration {
    /// Returns the reason why the fields of a callsite are not those of the event.
    pub(super) fn mismatch(self, metadata: &Metadata<'_>) -> Option<Mismatch> {
        let fields = self.event.fields();
        let is_given = |field: &Field| {
            metadata
                .fields()
                .iter()
                .any(|it| is_alike(it.name(), field.name()))
        };
        if let Some(field) = fields.iter().find(|it| !is_plain(it)) {
            return Some(Mismatch::Type(field.name()));
        }
        if let Some(field) = fields.iter().find(|it| !is_given(it)) {
            return Some(Mismatch::Missing(field.name()));
        }
        let is_known = |name: &str| {
            name == ID || name == "message" || fields.iter().any(|it| is_alike(name, it.name()))
        };
        let mut given = metadata.fields().iter().map(|it| it.name());
        given.find(|it| !is_known(it)).map(Mismatch::Unknown)
    }
}

fn is_plain(field: &Field) -> bool {
    let is_value = matches!(field.kind(), FieldKind::Value { .. });
    is_value && field.count() == Extent::None && field.length() == Extent::None
}

/// The reason why the fields of a callsite are not those of the event that it names.
pub(super) enum Mismatch {
    Type(&'static str),
    Missing(&'static str),
    Unknown(&'static str),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(name) => write!(formatter, "`{name}` is not a plain value"),
            Self::Missing(name) => write!(formatter, "there is no field `{name}`"),
            Self::Unknown(name) => write!(formatter, "the event has no field `{name}`"),
        }
    }
}

/// An event of `tracing` as a declared event. A value that does not fit refuses it.
pub(super) struct Declared<'a> {
    pub(super) event: &'static EventMetadata,
    pub(super) values: &'a TracingEvent<'a>,
}

impl Event for Declared<'_> {
    fn metadata(&self) -> &'static EventMetadata {
        self.event
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        for field in self.event.fields() {
            // Values come in the order of the callsite, so each field looks for its own.
            let mut one = One {
                field,
                payload: &mut payload,
                is_written: false,
            };
            self.values.record(&mut one);
            if !one.is_written {
                return Err(Refusal::WrongFields);
            }
        }
        payload.finish()
    }
}

/// Writes the value of one field.
struct One<'f, 'p, 's> {
    field: &'f Field,
    payload: &'p mut Payload<'s>,
    is_written: bool,
}

impl One<'_, '_, '_> {
    fn write(&mut self, recorded: &Recorded, value: Value<'_>) {
        if !self.is_written && is_alike(recorded.name(), self.field.name()) {
            if let FieldKind::Value {
                in_type, out_type, ..
            } = self.field.kind()
            {
                self.is_written = write(self.payload, in_type, out_type, value).is_some();
            }
        }
    }
}

impl Visit for One<'_, '_, '_> {
    fn record_f64(&mut self, field: &Recorded, value: f64) {
        self.write(field, Value::Float(value));
    }

    fn record_i64(&mut self, field: &Recorded, value: i64) {
        self.write(field, Value::Integer(value.into()));
    }

    fn record_u64(&mut self, field: &Recorded, value: u64) {
        self.write(field, Value::Integer(value.into()));
    }

    fn record_bool(&mut self, field: &Recorded, value: bool) {
        self.write(field, Value::Boolean(value));
    }

    fn record_str(&mut self, field: &Recorded, value: &str) {
        self.write(field, Value::Text(value));
    }

    fn record_debug(&mut self, field: &Recorded, value: &dyn fmt::Debug) {
        if is_alike(field.name(), self.field.name()) {
            let text: String = std::format!("{value:?}");
            self.write(field, Value::Text(&text));
        }
    }
}

/// Reads the id.
struct Id(Option<u64>);

impl Visit for Id {
    fn record_u64(&mut self, field: &Recorded, value: u64) {
        if field.name() == ID {
            self.0 = Some(value);
        }
    }

    fn record_i64(&mut self, field: &Recorded, value: i64) {
        if field.name() == ID {
            self.0 = u64::try_from(value).ok();
        }
    }

    fn record_debug(&mut self, _field: &Recorded, _value: &dyn fmt::Debug) {}
}
