//! Forwards events to [`tracing`](https://docs.rs/tracing), makes its spans activities, and emits its events.
//!
//! [`forward`] delivers the events of a provider to the current subscriber:
//!
//! | in `tracing` | from the manifest |
//! |---|---|
//! | level | critical and error `ERROR`, warning `WARN`, informational and level 0 `INFO`, verbose `DEBUG`, above `TRACE` |
//! | target | the name of the provider |
//! | name | the symbol of the event |
//! | `message` | its message in one locale, with the values in it |
//! | `etw.id`, `etw.version` | numbers |
//! | `etw.channel`, `etw.task`, `etw.opcode`, `etw.keywords` | names, if the event has them |
//! | `etw.activity_id`, `etw.related_activity_id` | if the event has them |
//! | further fields | those of the event: numbers and booleans; any other value as text |
//!
//! A field of the event with one of these names is recorded as `field.message` and so on.
//!
//! The filters of the subscriber, for example `EnvFilter`, enable and disable events. An event that is filtered out by its
//! target, level or field names is disabled and costs a load and a branch. Reloading a filter works as for other events.
//! Dynamic filters run for every event.
//!
//! `tracing` has a callsite for each event, which lives as long as the program. The first [`forward`] of a provider allocates
//! them.
//!
//! With the feature `tracing-subscriber`, [`ActivityLayer`] gives each span an activity id. Events that are emitted within the
//! span belong to it, on every operating system. [`EventLayer`] is for the other direction: it emits the events of a program that
//! logs with `tracing`.

#[cfg(feature = "tracing-subscriber")]
mod activity_layer;
mod bridge;
mod callsite;
mod failure;
#[cfg(feature = "tracing-subscriber")]
mod layer;
mod target;
mod values;

#[cfg(feature = "tracing-subscriber")]
pub use activity_layer::ActivityLayer;
use bridge::Bridge;
pub(crate) use failure::report_failure;
#[cfg(feature = "tracing-subscriber")]
pub use layer::{
    EventLayer, EventRecorder, LevelEvent, Levels, Listening, Record, declare, limit_bursts,
};
#[cfg(feature = "tracing-subscriber")]
pub(crate) use layer::{note, rebuild};

use crate::ProviderMetadata;

/// Forwards the events of a provider to the current subscriber until the result is dropped. Messages are in the default locale
/// of the manifest.
///
/// ```
/// # static WORDS: [etw_provider::EnableWord; 0] = [];
/// # static IDENTITY: etw_provider::ProviderIdentity = etw_provider::ProviderIdentity::new("P", etw_provider::Guid::ZERO);
/// # static PROVIDER: etw_provider::Provider = etw_provider::Provider::new(&IDENTITY, &WORDS);
/// # static METADATA: etw_provider::ProviderMetadata = etw_provider::ProviderMetadata::new(&PROVIDER, "P");
/// // At the start of the program, with the `METADATA` of the generated module:
/// let _forwarding = etw_provider::tracing::forward(&METADATA);
/// ```
pub fn forward(metadata: &'static ProviderMetadata) -> Forwarding {
    Forwarding::new(metadata, None)
}

/// Forwards the events of a provider, with messages in the locale of the manifest that is nearest to `locale`.
pub fn forward_in(metadata: &'static ProviderMetadata, locale: &str) -> Forwarding {
    Forwarding::new(metadata, Some(locale))
}

/// Keeps the events of a provider forwarded.
///
/// While there are several for one provider, the subscriber still gets each event once, in the locale of the last one. So the
/// metadata of a provider and of its fragments may all be forwarded. Events of a fragment whose metadata are not forwarded reach
/// the subscriber without a message.
#[must_use = "forwarding ends when this is dropped"]
#[derive(Debug)]
pub struct Forwarding {
    bridge: &'static Bridge,
}

impl Forwarding {
    fn new(metadata: &'static ProviderMetadata, locale: Option<&str>) -> Self {
        let bridge = Bridge::of(metadata.provider());
        bridge.begin(metadata, locale);
        Self { bridge }
    }
}

impl Drop for Forwarding {
    fn drop(&mut self) {
        self.bridge.end();
    }
}
