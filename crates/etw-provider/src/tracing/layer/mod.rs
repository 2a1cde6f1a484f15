//! [`EventLayer`]: the layer that emits the events of `tracing` as events of a provider.

mod burst;
mod changes;
mod declared;
mod levels;
mod listening;
mod span;
mod text_buffer;
mod value;
mod visitor;

use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::collections::HashSet;
use std::format;
use std::sync::Mutex;
use std::time::Instant;

use tracing_core::callsite::Identifier;
use tracing_core::span::{Attributes, Id, Record as Recorded};
use tracing_core::{Dispatch, Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Filtered;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

pub use burst::limit_bursts;
pub(crate) use changes::{note, rebuild};
pub use declared::declare;
pub use levels::{LevelEvent, Levels, Record};
pub use listening::Listening;

use burst::Bursts;
use declared::{Declaration, Declared, Mismatch};

use super::ActivityLayer;
use super::target::lock;
use crate::{Activity, Outcome, Provider};

/// A layer of `tracing-subscriber` that emits the program's events of `tracing`, as `tracing_layer` of generated code returns it.
///
/// | level | event | channel |
/// |---|---|---|
/// | `ERROR` | `TracingError`, id 1 | `…/Admin` |
/// | `WARN` | `TracingWarn`, id 2 | `…/Admin` |
/// | `INFO` | `TracingInfo`, id 3 | `…/Operational` |
/// | `DEBUG` | `TracingDebug`, id 4 | `…/Debug` |
/// | `TRACE` | `TracingTrace`, id 5 | `…/Debug` |
///
/// Each event has the message, the target, the spans around it with their fields (`request{id=7}:query`), the other fields as
/// a JSON object, and the source file and line. Its activity is that of the innermost span, as with [`ActivityLayer`], which is
/// not needed beside this layer. Records of `log` arrive through `tracing-log` with the target, file and line of the record.
///
/// While nobody listens to a level, its events and spans are disabled for this layer, and their fields are not evaluated unless
/// another layer wants them. A thread that sleeps until somebody begins or stops to listen tells `tracing`. Where the Linux
/// kernel has `user_events`, which enables events silently, `tracing` asks the layer for each event instead, and evaluates fields
/// in any case. A span that began before anyone listened is not shown. Other filters combine with this one:
/// `tracing_layer().with_filter(EnvFilter::from_default_env())`.
///
/// Emitting allocates nothing if the message has at most 4 KB, the JSON 6 KB and the spans 1 KB. An event that is larger than
/// [`MAX_PAYLOAD`](crate::MAX_PAYLOAD) is emitted with the start of its message, which ends with `…`, and without its fields.
///
/// An event that names a declared event of the provider becomes that event, with its fields: see [`declare`].
///
/// A library that may be unloaded must not have such a layer, because the thread remains.
///
/// Events that [`forward`](super::forward) delivers to the subscriber are not emitted again.
pub type EventLayer<S> = Filtered<EventRecorder, Listening, S>;

/// The part of [`EventLayer`] that emits; a filter limits it to what somebody listens to.
pub struct EventRecorder {
    levels: &'static Levels,
    activities: ActivityLayer,
    bursts: Option<Bursts>,
    /// The callsites whose mismatch was reported.
    reported: Mutex<HashSet<Identifier>>,
    /// Distinguishes layers that share a span.
    number: usize,
}

impl Levels {
    /// Returns the layer; for generated code. Registers the provider, so that a session gets the first event.
    #[must_use]
    pub fn layer<S>(&'static self) -> EventLayer<S> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        // Like a provider that its first event registers, it stays registered.
        core::mem::forget(self.provider().register());
        let recorder = EventRecorder {
            levels: self,
            activities: ActivityLayer::new(),
            bursts: None,
            reported: Mutex::default(),
            number: NEXT.fetch_add(1, Ordering::Relaxed),
        };
        Filtered::new(recorder, Listening::new(self))
    }
}

impl EventRecorder {
    /// Emits an event as a declared event. Returns `false` if it is none.
    fn emit_declared(
        &self,
        declaration: Declaration,
        values: &Event<'_>,
        activity: &Activity,
    ) -> bool {
        if let Some(mismatch) = declaration.mismatch(values.metadata()) {
            self.report_once(declaration, &mismatch, values.metadata());
            return false;
        }
        let event = declaration.event;
        if !event.word().is_enabled() {
            return true;
        }
        let declared = Declared { event, values };
        let outcome = declaration.provider.provider().write(&declared, activity);
        !matches!(outcome, Outcome::Refused(_))
    }

    /// Reports a callsite that names a declared event but has other fields, once.
    fn report_once(&self, of: Declaration, mismatch: &Mismatch, callsite: &Metadata<'_>) {
        if lock(&self.reported).insert(callsite.callsite()) {
            let symbol = of.event.symbol();
            let message = format!("this is not the declared event {symbol}: {mismatch}");
            self.report(&message, callsite);
        }
    }

    /// Emits a warning about a callsite.
    fn report(&self, message: &str, callsite: &Metadata<'_>) {
        let record = Record {
            message,
            target: callsite.target(),
            span: "",
            fields: "{}",
            file: callsite.file().unwrap_or(""),
            line: callsite.line().unwrap_or(0),
        };
        self.levels.emit(Level::WARN, &record, &Activity::CURRENT);
    }

    /// Returns `false` if the callsite has emitted too many events.
    fn admits(&self, callsite: &Metadata<'_>) -> bool {
        let Some(bursts) = &self.bursts else {
            return true;
        };
        let left_out = bursts.admit(callsite.callsite(), Instant::now());
        if let Some(1..) = left_out {
            let message = format!(
                "{} events of this callsite were left out",
                left_out.unwrap_or(0)
            );
            self.report(&message, callsite);
        }
        left_out.is_some()
    }

    /// Returns the provider of the events.
    #[must_use]
    pub const fn provider(&self) -> &'static Provider {
        self.levels.provider()
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for EventRecorder {
    fn on_register_dispatch(&self, subscriber: &Dispatch) {
        changes::add(subscriber);
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            span::begin(&span, attributes, self.number);
        }
        self.activities.on_new_span(attributes, id, context);
    }

    fn on_record(&self, id: &Id, values: &Recorded<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            span::record(&span, values, self.number);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if !self.admits(event.metadata()) {
            return;
        }
        let span = context.event_span(event);
        let activity = span.as_ref().and_then(ActivityLayer::activity_of);
        let activity = activity.map_or(Activity::CURRENT, Activity::new);
        if let Some(declaration) = declared::of(self.levels, event) {
            if self.emit_declared(declaration, event, &activity) {
                return;
            }
        }
        // The interest that `tracing` keeps may be older.
        if self.levels.is_enabled(*event.metadata().level()) {
            visitor::with_record(event, span.as_ref(), |record| {
                let level = *event.metadata().level();
                self.levels.emit(level, record, &activity);
            });
        }
    }

    fn on_enter(&self, id: &Id, context: Context<'_, S>) {
        self.activities.on_enter(id, context);
    }

    fn on_exit(&self, id: &Id, context: Context<'_, S>) {
        self.activities.on_exit(id, context);
    }
}

impl fmt::Debug for EventRecorder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = self.provider().identity().name();
        formatter
            .debug_struct("EventRecorder")
            .field("provider", &provider)
            .finish_non_exhaustive()
    }
}
